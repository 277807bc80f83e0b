import { and, eq } from 'drizzle-orm';
import { readCartRows, type CartRows } from '../catalog/cart-rows';
import { config } from '../config/config';
import type { BuyerId, LegId, OrderId, SavedMethodId, SubscriptionId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import type { Policy } from '../model/status';
import type { SessionUser } from '../model/views';
import { withTx, type Db } from '../store/client';
import { newId } from '../store/new-id';
import { legs, orders, subscriptions } from '../store/schema';
import {
  cardFor,
  cardsOf,
  problemOf,
  whyUnheld,
  wrongCard,
  type CheckoutRefusal,
  type CheckoutRequest,
} from './checkout-request';
import type { LegTask } from './leg-progress';
import { newAttempt } from './new-attempt';
import { newSubscription } from './new-subscription';
import { isPlan, pricePlans, priceOrder, type CartLineRow, type PricedPart } from './price-order';
import { usableMethods, type UsableMethod } from './wallet/usable-method';
import { writeOrder, type NewLeg, type NewLine } from './write-order';

export type { CheckoutRefusal, CheckoutRequest } from './checkout-request';

export interface PlacedOrder {
  readonly orderId: OrderId;
  /** None in an order of plans alone. */
  readonly legIds: readonly LegId[];
  /** What is to begin with it. */
  readonly subscriptionIds: readonly SubscriptionId[];
  /** What the holder of the lease has to drive; null when the order had been placed before. */
  readonly tasks: readonly LegTask[] | null;
}

/**
 * Writes the order of a quote in one transaction: legs, lines and attempts with their keys, plans as
 * subscriptions that are to begin, stock taken, cart emptied. `owner` gets the lease of each. When
 * there is an order of this quote already, it is that order. Amounts, fees and accounts come from the
 * database alone.
 */
export function placeOrder(
  buyer: SessionUser,
  request: CheckoutRequest,
  owner: string,
): Promise<Result<PlacedOrder, CheckoutRefusal>> {
  return withTx(async (tx) => {
    // Cards before goods, as everybody who locks both; the cart is what is spoken of first.
    const methods = await usableMethods(tx, buyer.id, cardsOf(request));
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
    if (!methods.ok) return methods;
    const goods = cart.lines.filter((line) => !isPlan(line));
    const plans = cart.lines.filter(isPlan);
    const priced = price(goods, plans);
    if (!priced) {
      return refuse('too_large', 'This is more than one charge can hold. Buy it in parts.');
    }
    const wrong = wrongCard(request, priced, plans, methods.value);
    if (wrong) return refuse('card_unusable', wrong);
    // With one seller there are no others.
    const several = priced.length + plans.length > 1;
    const policy = several ? (request.policy ?? 'each_on_its_own') : 'each_on_its_own';
    const unheld = policy === 'all_or_nothing' && whyUnheld(plans, methods.value);
    if (unheld) return refuse('not_holdable', unheld);
    const order = { buyer, request, policy, owner, cart, priced, plans, methods: methods.value };
    return ok(await write(tx, order));
  });
}

async function orderOf(tx: Db, buyerId: BuyerId, quote: string): Promise<PlacedOrder | null> {
  const [order] = await tx
    .select({ orderId: orders.id })
    .from(orders)
    .where(and(eq(orders.quote, quote), eq(orders.buyerId, buyerId)));
  if (!order) return null;
  const { orderId } = order;
  const ofLegs = await tx.select({ id: legs.id }).from(legs).where(eq(legs.orderId, orderId));
  const ofPlans = await tx
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(eq(subscriptions.orderId, orderId));
  return {
    orderId,
    legIds: ofLegs.map(({ id }) => id),
    subscriptionIds: ofPlans.map(({ id }) => id),
    tasks: null,
  };
}

/** Null when an amount is beyond what one charge can hold. */
function price(goods: readonly CartLineRow[], plans: readonly CartLineRow[]): PricedPart[] | null {
  try {
    pricePlans(plans);
    return priceOrder(goods, config().feeBasisPoints);
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
    readonly plans: readonly CartLineRow[];
    readonly methods: ReadonlyMap<SavedMethodId, UsableMethod>;
  },
): Promise<PlacedOrder> {
  const { buyer, request, policy, owner, cart, priced, plans, methods } = order;
  const parts = priced.map((part, position) => ({
    ...part,
    leg: newLeg(part, position, cardFor(request, part.sellerId), policy),
  }));
  const begun = plans.map((line, position) =>
    newSubscription(line, {
      buyerId: buyer.id,
      savedMethodId: cardFor(request, line.seller.id),
      feeBasisPoints: config().feeBasisPoints,
      position,
    }),
  );
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
    subscriptions: begun,
  });
  return {
    orderId: written.orderId,
    legIds: legs.map(({ legId }) => legId),
    subscriptionIds: begun.map(({ subscriptionId }) => subscriptionId),
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
