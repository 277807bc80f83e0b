/** What several flows do on their way, and what they expect at their end. */
import type { LegId, OrderId, SavedMethodId } from '../../lib/model/ids';
import type { LegView, OrderView } from '../../lib/model/order-views';
import type { LegState } from '../../lib/model/status';
import type { SessionUser } from '../../lib/model/views';
import { answerBank } from '../../lib/payments/testing/bank';
import type { Records } from '../engine/records';
import { recordsOf } from './books';
import type { Engine } from './engine-process';
import type { Shop } from './flow';

/** What a checkout asks for unless its flow is about all or nothing. */
export const policy = 'each_on_its_own';

/** The value of a use-case that must not refuse. */
export function good<Value>(
  result: { ok: true; value: Value } | { ok: false; reason: string; message: string },
): Value {
  if (!result.ok) throw new Error(`refused, ${result.reason}: ${result.message}`);
  return result.value;
}

/** A card that is about to be saved: the setup, and what Stripe calls it. */
export async function begin({ engine }: Shop, buyer: SessionUser) {
  const { setupId, clientSecret } = good(await engine.do('startSetup', buyer));
  return { setupId, intentId: clientSecret.split('_secret_')[0] ?? '' };
}

/** Saves one of Stripe's test cards, through 3D Secure if its bank asks. */
export async function save(
  shop: Shop,
  buyer: SessionUser,
  testMethod: string,
): Promise<SavedMethodId> {
  const { setupId, intentId } = await begin(shop, buyer);
  const { stripe } = shop.platform;
  const intent = await stripe.setupIntents.confirm(intentId, { payment_method: testMethod });
  if (intent.status === 'requires_action') await answerBank(shop.platform, intent, 'authenticate');
  return good(await shop.engine.do('finishSetup', buyer, setupId)).id;
}

/** Somebody new with one saved card. */
export async function buyerWithCard(shop: Shop, testMethod: string) {
  const buyer = await shop.engine.do('person', 'buyer');
  return { buyer, methodId: await save(shop, buyer, testMethod) };
}

/** Fills a buyer's cart with one thing of each of so many sellers; answers with its quote. */
export async function cartOf(
  { engine }: Shop,
  buyer: SessionUser,
  sellers: number,
): Promise<string> {
  const shelf = await engine.do('shelf');
  return engine.do('fillCart', buyer, shelf.slice(0, sellers));
}

/** Orders one thing of each of so many sellers, and pays. */
export async function placeOrder(
  shop: Shop,
  buyer: SessionUser,
  savedMethodId: SavedMethodId,
  sellers: number,
): Promise<OrderId> {
  const quote = await cartOf(shop, buyer, sellers);
  return good(await shop.engine.do('startCheckout', buyer, { quote, savedMethodId, policy }))
    .orderId;
}

export async function onlyLeg(
  engine: Engine,
  buyer: SessionUser,
  orderId: OrderId,
): Promise<LegView & { id: LegId }> {
  const order: OrderView | null = await engine.do('readOwnOrder', buyer.id, orderId);
  const [leg] = order?.legs ?? [];
  if (!leg) throw new Error(`order ${orderId} has no leg`);
  return leg;
}

/** A buyer confirms what their bank asks of an order, if it does. */
export async function confirmAtBank(
  { engine, platform }: Shop,
  buyer: SessionUser,
  orderId: OrderId,
): Promise<void> {
  const order = await engine.do('readOwnOrder', buyer.id, orderId);
  const leg = order?.legs.find(({ state }) => state === 'action_needed');
  if (!leg) return;
  const of = { orderId, legId: leg.id };
  const attempt = leg.attempts.length;
  const step = good(await engine.do('authenticateLeg', buyer, of, { attempt, way: 'in_page' }));
  if (step && 'clientSecret' in step) {
    const [id = ''] = step.clientSecret.split('_secret_');
    const on = { stripeAccount: step.accountId };
    const intent = await platform.stripe.paymentIntents.retrieve(id, {}, on);
    if (intent.status === 'requires_action') {
      await answerBank(platform, intent, 'authenticate', step.accountId);
    }
  }
  good(await engine.do('finishAuthentication', buyer, of));
}

/** What Stripe has of the leg at this place of the only order of a buyer. */
export async function paymentOf({ engine }: Shop, buyer: SessionUser, place: number) {
  const { legs, attempts } = recordsOf(buyer.id, await engine.do('readRecords'));
  const leg = legs[place];
  const attempt = attempts.find(({ legId }) => legId === leg?.id);
  if (!leg || !attempt?.paymentIntentId) throw new Error(`${buyer.id} has paid nothing there`);
  return { accountId: leg.accountId, paymentIntentId: attempt.paymentIntentId };
}

/** What is wrong when there are not as many as there should be. */
export function expectCount(what: string, is: number, should: number): string[] {
  return is === should ? [] : [`there are ${is} ${what} and should be ${should}`];
}

export function expectPaid({ orders, legs }: Records, sellers: number): string[] {
  return [
    ...expectCount('orders', orders.length, 1),
    ...expectCount('legs', legs.length, sellers),
    ...legs
      .filter(({ state }) => state !== 'paid')
      .map(({ id, state }) => `leg ${id} is ${state} and should be paid`),
  ];
}

export const expectAttempts = ({ attempts }: Records, should: number) =>
  expectCount('attempts', attempts.length, should);

/** One order, whose legs ended so; in any order of the states. */
export function expectStates({ orders, legs }: Records, states: readonly LegState[]): string[] {
  const is = legs.map(({ state }) => state).sort();
  return [
    ...expectCount('orders', orders.length, 1),
    ...(is.join() === [...states].sort().join() ? [] : [`the legs are ${is.join(', ')}`]),
  ];
}

export const expectGivenBack = ({ refunds }: Records, should: number, why: string) => [
  ...expectCount('refunds', refunds.length, should),
  ...refunds
    .filter(({ refund: { state, reason } }) => state !== 'succeeded' || reason !== why)
    .map(({ refund: { id, state, reason } }) => `refund ${id}, ${reason}, is ${state}`),
];
