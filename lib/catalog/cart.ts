import 'server-only';
import { cache } from 'react';
import type { VariantId } from '../model/ids';
import { ok, type Result } from '../model/result';
import type { CartView } from '../model/views';
import { readCartCookie, writeCartCookie } from '../session/cart-cookie';
import { currentUser } from '../session/session';
import { getDb } from '../store/client';
import { readCartRows, type CartOwner } from './cart-rows';
import { cartView } from './cart-view';
import { addLine, setLine, type CartChange, type CartRefusal } from './change-cart';

const owner = cache(async (): Promise<CartOwner> => {
  const user = await currentUser();
  return user ? { buyerId: user.id } : { guestCartId: await readCartCookie() };
});

/** The cart of whoever asks, signed in or not; asked once a request. */
export const readCart = cache(async (): Promise<CartView> =>
  cartView(await readCartRows(await getDb(), await owner())),
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

async function finish(changed: CartChange): Promise<Result<CartView, CartRefusal>> {
  if (!changed.ok) return changed;
  const whose = await owner();
  if ('guestCartId' in whose && whose.guestCartId !== changed.value.id) {
    await writeCartCookie(changed.value.id);
  }
  return ok(cartView(changed.value));
}
