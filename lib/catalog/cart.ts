import 'server-only';
import { cache } from 'react';
import { currentLanguage } from '../language/request';
import { assertNever } from '../model/assert-never';
import type { CartId, VariantId } from '../model/ids';
import { ok, type Result } from '../model/result';
import type { CartView, LaterLine } from '../model/views';
import { readCartCookie, writeCartCookie } from '../session/cart-cookie';
import { currentUser } from '../session/session';
import { getDb } from '../store/client';
import { readCartRows, type CartOwner } from './cart-rows';
import { cartView } from './cart-view';
import { addLine, setLine, type CartChange, type CartRefusal } from './change-cart';
import { laterView } from './later-view';
import {
  dropLater,
  keepLater,
  moveToCart,
  readLaterRows,
  saveForLater,
  type LaterChange,
} from './save-for-later';

const owner = cache(async (): Promise<CartOwner> => {
  const user = await currentUser();
  return user ? { buyerId: user.id } : { guestCartId: await readCartCookie() };
});

/** The cart of whoever asks, signed in or not; asked once a request. */
export const readCart = cache(async (): Promise<CartView> =>
  cartView(await readCartRows(await getDb(), await owner()), await currentLanguage()),
);

/** Puts `quantity` (1 to 99) more into the cart. Only in server actions: it may set the cookie. */
export async function addToCart(
  variantId: VariantId,
  quantity: number,
): Promise<Result<CartView, CartRefusal>> {
  return finish(await addLine(await owner(), variantId, quantity));
}

/** Sets the quantity (0 to 99; 0 removes the line). */
export async function setCartQuantity(
  variantId: VariantId,
  quantity: number,
): Promise<Result<CartView, CartRefusal>> {
  return finish(await setLine(await owner(), variantId, quantity));
}

/** Takes a line out; fine when it is not there any more. */
export async function removeFromCart(variantId: VariantId): Promise<Result<CartView, CartRefusal>> {
  return setCartQuantity(variantId, 0);
}

/** What whoever asks has put aside; asked once a request. */
export const readLater = cache(async (): Promise<LaterLine[]> =>
  laterView(await readLaterRows(await getDb(), await owner()), await currentLanguage()),
);

/** Out of the cart, into it again, forgotten, and put aside again. */
export type LaterAct = 'save' | 'move' | 'drop' | 'keep';

/** Changes what is put aside; `quantity` counts for what goes back. Only in server actions. */
export async function changeLater(
  act: LaterAct,
  variantId: VariantId,
  quantity?: number,
): Promise<LaterChange> {
  const changed = await laterChange(act, await owner(), variantId, quantity);
  if (changed.ok) await keepCookie(changed.value.cartId);
  return changed;
}

function laterChange(
  act: LaterAct,
  whose: CartOwner,
  variantId: VariantId,
  quantity?: number,
): Promise<LaterChange> {
  switch (act) {
    case 'save':
      return saveForLater(whose, variantId);
    case 'move':
      return moveToCart(whose, variantId, quantity);
    case 'drop':
      return dropLater(whose, variantId);
    case 'keep':
      return keepLater(whose, variantId, quantity ?? 1);
    default:
      return assertNever(act);
  }
}

async function finish(changed: CartChange): Promise<Result<CartView, CartRefusal>> {
  if (!changed.ok) return changed;
  await keepCookie(changed.value.id);
  return ok(cartView(changed.value));
}

/** A guest's cart that was just made is theirs by the cookie. */
async function keepCookie(cartId: CartId): Promise<void> {
  const whose = await owner();
  if ('guestCartId' in whose && whose.guestCartId !== cartId) await writeCartCookie(cartId);
}
