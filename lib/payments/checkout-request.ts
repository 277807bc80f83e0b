/** What a checkout asks for, and why it is refused. */
import { isUnready } from '../catalog/views';
import { refuseTelling } from '../security/refusal';
import { englishWords } from '../language/texts';
import type { SavedMethodId, SellerId } from '../model/ids';
import { plansNotHeld, whyNotForPlan, whyNotHeld, whyNotInCurrency } from '../model/method-type';
import { refuse } from '../model/result';
import type { Policy } from '../model/status';
import type { CartLineRow, PricedPart } from './price-order';
import type { UsableMethod } from './wallet/usable-method';

export type CheckoutRefusal =
  | 'cart_empty'
  | 'cart_changed'
  | 'sold_out'
  | 'seller_unavailable'
  | 'card_unusable'
  | 'not_holdable'
  | 'too_large';

export interface CheckoutRequest {
  readonly quote: string;
  /** What becomes of the other sellers when one cannot be paid; each on its own unless said. */
  readonly policy?: Policy;
  /** Pays every seller that `cards` does not name. */
  readonly savedMethodId: SavedMethodId;
  /** Another card for some sellers. */
  readonly cards?: readonly {
    readonly sellerId: SellerId;
    readonly savedMethodId: SavedMethodId;
  }[];
}

/** The card that pays a seller. */
export const cardFor = (
  { cards, savedMethodId }: CheckoutRequest,
  sellerId: SellerId,
): SavedMethodId =>
  cards?.find((card) => card.sellerId === sellerId)?.savedMethodId ?? savedMethodId;

/** Why a seller or a plan cannot be paid with the method that is to pay it; null when all can. */
export function wrongCard(
  request: CheckoutRequest,
  parts: readonly PricedPart[],
  plans: readonly CartLineRow[],
  methods: ReadonlyMap<SavedMethodId, UsableMethod>,
): string | null {
  return wrongCurrency(request, parts, methods) ?? wrongForPlan(request, plans, methods);
}

/** Why a plan cannot be paid with the method that is to pay it; null when all can. */
function wrongForPlan(
  request: CheckoutRequest,
  plans: readonly CartLineRow[],
  methods: ReadonlyMap<SavedMethodId, UsableMethod>,
): string | null {
  for (const { seller } of plans) {
    const method = methods.get(cardFor(request, seller.id));
    const why = method && whyNotForPlan(method.type);
    if (why) return why;
  }
  return null;
}

/** Why one seller cannot be paid with the method that is to pay it; null when all can. */
function wrongCurrency(
  request: CheckoutRequest,
  parts: readonly PricedPart[],
  methods: ReadonlyMap<SavedMethodId, UsableMethod>,
): string | null {
  for (const { sellerId, amount } of parts) {
    const method = methods.get(cardFor(request, sellerId));
    const why = method && whyNotInCurrency(method.type, amount.currency);
    if (why) return why;
  }
  return null;
}

/** Why all or nothing cannot be had; null when it can. */
export function whyUnheld(
  plans: readonly CartLineRow[],
  methods: ReadonlyMap<SavedMethodId, UsableMethod>,
): string | null {
  if (plans.length > 0) return plansNotHeld;
  for (const { type } of methods.values()) {
    const why = whyNotHeld(type);
    if (why) return why;
  }
  return null;
}

/** Every card that this would charge. */
export const cardsOf = ({ savedMethodId, cards = [] }: CheckoutRequest) => [
  ...new Set([savedMethodId, ...cards.map((card) => card.savedMethodId)]),
];

/** Why this cannot be bought now; null when it can. */
export function problemOf(lines: readonly CartLineRow[]) {
  const closed = lines.find(({ seller }) => !seller.accountId || !seller.chargesEnabled);
  if (closed) {
    const { name } = closed.seller;
    return refuseTelling('seller_unavailable', 'seller_unavailable_name', { name });
  }
  const gone = lines.find(({ product, variant }) => product.hiddenAt ?? variant.hiddenAt);
  if (gone) {
    return refuseTelling('sold_out', 'sold_out_gone', { name: gone.product.name });
  }
  const early = lines.find(({ variant }) => isUnready(variant));
  if (early)
    return refuse(
      'seller_unavailable',
      `${early.product.name}: ${englishWords('shop')('unready')}`,
    );
  const short = lines.find(({ variant, quantity }) => (variant.stock ?? Infinity) < quantity);
  if (!short) return null;
  const { product, variant } = short;
  const { name } = product;
  return variant.stock
    ? refuseTelling('sold_out', 'sold_out_left', { name, left: variant.stock })
    : refuseTelling('sold_out', 'sold_out_name', { name });
}
