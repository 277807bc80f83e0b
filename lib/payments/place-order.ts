import { and, eq } from 'drizzle-orm';
import { readCartRows, type CartRows } from '../catalog/cart-rows';
import { config } from '../config/config';
import type { BuyerId, LegId, OrderId, SavedMethodId, SellerId } from '../model/ids';
import { whyNotHeld, whyNotInCurrency } from '../model/method-type';
import { ok, refuse, type Result } from '../model/result';
import type { Policy } from '../model/status';
import type { SessionUser } from '../model/views';
import { withTx, type Db } from '../store/client';
import { newId } from '../store/new-id';
import { legs, orders } from '../store/schema';
import type { LegTask } from './leg-progress';
import { newAttempt } from './new-attempt';
import { priceOrder, type CartLineRow, type PricedPart } from './price-order';
import { usableMethods, type UsableMethod } from './usable-method';
import { writeOrder, type NewLeg, type NewLine } from './write-order';

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

export interface PlacedOrder {
  readonly orderId: OrderId;
  readonly legIds: readonly LegId[];
  /** What the holder of the lease has to drive; null when the order had been placed before. */
  readonly tasks: readonly LegTask[] | null;
}

/**
 * Writes the order of a quote in one transaction: legs, lines and attempts with their keys, stock
 * taken, cart emptied. `owner` gets the lease of every leg. When there is an order of this quote
 * already, it is that order. Amounts, fees and accounts come from the database alone.
 */
export function placeOrder(
  buyer: SessionUser,
  request: CheckoutRequest,
  owner: string,
): Promise<Result<PlacedOrder, CheckoutRefusal>> {
  return withTx(async (tx) => {
    const cart = await readCartRows(tx, { buyerId: buyer.id }, { lock: true });
    // Only now, with the cart locked: a second click waited for the first one's order. That order
    // left the cart another revision, so while its quote still fits there is none.
    if (cart?.quote !== request.quote || !cart.lines.length) {
      const known = await orderOf(tx, buyer.id, request.quote);
      if (known) return ok(known);
      if (!cart?.lines.length) return refuse('cart_empty', 'Your cart is empty.');
      return refuse('cart_changed', 'Your cart has changed. Look at it again before you pay.');
    }
    const problem = problemOf(cart.lines);
    if (problem) return problem;
    const methods = await usableMethods(tx, buyer.id, cardsOf(request));
    if (!methods.ok) return methods;
    const priced = price(cart.lines);
    if (!priced) {
      return refuse('too_large', 'This is more than one charge can hold. Buy it in parts.');
    }
    const wrong = wrongCurrency(request, priced, methods.value);
    if (wrong) return refuse('card_unusable', wrong);
    // With one seller there are no others.
    const policy = priced.length > 1 ? (request.policy ?? 'each_on_its_own') : 'each_on_its_own';
    const unheld = policy === 'all_or_nothing' && notHoldable(methods.value);
    if (unheld) return refuse('not_holdable', unheld);
    const order = { buyer, request, policy, owner, cart, priced, methods: methods.value };
    return ok(await write(tx, order));
  });
}

/** Why one seller cannot be paid with the method that is to pay it; null when all can. */
function wrongCurrency(
  request: CheckoutRequest,
  parts: readonly PricedPart[],
  methods: ReadonlyMap<SavedMethodId, UsableMethod>,
): string | null {
  const own = new Map(request.cards?.map((card) => [card.sellerId, card.savedMethodId]));
  for (const { sellerId, amount } of parts) {
    const method = methods.get(own.get(sellerId) ?? request.savedMethodId);
    const why = method && whyNotInCurrency(method.type, amount.currency);
    if (why) return why;
  }
  return null;
}

function notHoldable(methods: ReadonlyMap<SavedMethodId, UsableMethod>): string | null {
  for (const { type } of methods.values()) {
    const why = whyNotHeld(type);
    if (why) return why;
  }
  return null;
}

const cardsOf = ({ savedMethodId, cards = [] }: CheckoutRequest) => [
  ...new Set([savedMethodId, ...cards.map((card) => card.savedMethodId)]),
];

async function orderOf(tx: Db, buyerId: BuyerId, quote: string): Promise<PlacedOrder | null> {
  const rows = await tx
    .select({ orderId: orders.id, legId: legs.id })
    .from(orders)
    .innerJoin(legs, eq(legs.orderId, orders.id))
    .where(and(eq(orders.quote, quote), eq(orders.buyerId, buyerId)));
  const [first] = rows;
  if (!first) return null;
  return { orderId: first.orderId, legIds: rows.map(({ legId }) => legId), tasks: null };
}

function problemOf(lines: readonly CartLineRow[]) {
  const closed = lines.find(({ seller }) => !seller.accountId || !seller.chargesEnabled);
  if (closed) {
    return refuse(
      'seller_unavailable',
      `${closed.seller.name} cannot be paid at the moment. Remove its goods to go on.`,
    );
  }
  const short = lines.find(({ variant, quantity }) => (variant.stock ?? Infinity) < quantity);
  if (!short) return null;
  const { product, variant } = short;
  return refuse(
    'sold_out',
    variant.stock
      ? `Only ${variant.stock} of ${product.name} are left. Change your cart to go on.`
      : `${product.name} is sold out. Remove it to go on.`,
  );
}

/** Null when an amount is beyond what one charge can hold. */
function price(lines: readonly CartLineRow[]): PricedPart[] | null {
  try {
    return priceOrder(lines, config().feeBasisPoints);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

async function write(
  tx: Db,
  order: {
    readonly buyer: SessionUser;
    readonly request: CheckoutRequest;
    readonly policy: Policy;
    readonly owner: string;
    readonly cart: CartRows;
    readonly priced: readonly PricedPart[];
    readonly methods: ReadonlyMap<SavedMethodId, UsableMethod>;
  },
): Promise<PlacedOrder> {
  const { buyer, request, policy, owner, cart, priced, methods } = order;
  const cardOf = new Map(request.cards?.map((card) => [card.sellerId, card.savedMethodId]));
  const parts = priced.map((part, position) => ({
    ...part,
    leg: newLeg(part, position, cardOf.get(part.sellerId) ?? request.savedMethodId, policy),
  }));
  const legs = parts.map(({ leg }) => leg);
  const written = await writeOrder(tx, {
    buyerId: buyer.id,
    cartId: cart.id,
    quote: cart.quote,
    policy,
    savedMethodId: request.savedMethodId,
    owner,
    legs,
    lines: parts.flatMap(({ leg, lines }) =>
      lines.map((line, position) => newLine(leg.legId, line, position)),
    ),
  });
  return {
    orderId: written.orderId,
    legIds: legs.map(({ legId }) => legId),
    tasks: legs.map((leg) => ({
      ...leg,
      owner,
      orderId: written.orderId,
      orderNumber: written.number,
      buyerId: buyer.id,
      policy,
      decision: null,
      state: 'cloning',
      problem: null,
      confirmation: 'off_session',
      intentAttemptId: leg.attemptId,
      attemptCreatedAt: written.at,
      keysForgotten: false,
      young: true,
      cloneId: null,
      paymentIntentId: null,
      ...chargeable(methods, leg.savedMethodId),
    })),
  };
}

function newLeg(
  { sellerId, accountId, amount, fee }: PricedPart,
  position: number,
  savedMethodId: SavedMethodId,
  policy: Policy,
): NewLeg {
  const legId = newId<LegId>('leg');
  const attempt1 = newAttempt(legId, 1, savedMethodId, policy);
  const { id: attemptId, number: attemptNumber, ...attempt } = attempt1;
  return {
    ...attempt,
    attemptId,
    attemptNumber,
    sellerId,
    accountId,
    position,
    amount: amount.amount,
    feeAmount: fee.amount,
    currency: amount.currency,
  };
}

function newLine(
  legId: LegId,
  { variant, product, quantity }: CartLineRow,
  position: number,
): NewLine {
  return {
    legId,
    variantId: variant.id,
    productSlug: product.slug,
    name: product.name,
    variant: variant.name,
    picture: product.picture,
    quantity,
    unitAmount: variant.amount,
    position,
  };
}

function chargeable(methods: ReadonlyMap<SavedMethodId, UsableMethod>, id: SavedMethodId) {
  const method = methods.get(id);
  if (!method) throw new Error(`method ${id} was not looked at`);
  const { platformMethodId, platformCustomerId, status: methodStatus, type: methodType } = method;
  return { platformMethodId, platformCustomerId, methodStatus, methodType };
}
