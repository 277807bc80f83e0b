/** For tests only: orders whose bank asks for their buyer. */
import type { LegId } from '../../model/ids';
import type { LegView } from '../../model/order-views';
import type { SessionUser } from '../../model/views';
import { authenticateLeg, finishAuthentication } from '../authenticate-leg';
import { readOwnOrder } from '../orders';
import { payLegs } from '../pay-leg';
import { answerBank } from './bank';
import type { Emulator } from './emulator';
import { firstLeg, placed, type Placed } from './orders';
import type { Stall } from './shop';

/** An order whose bank has asked for the buyer, on every account. */
export async function asked(emulator: Emulator, stalls: readonly Stall[]): Promise<Placed> {
  const order = await placed(emulator, stalls, 'pm_card_authenticationRequired');
  await payLegs(order.legIds);
  await emulator.forget();
  return order;
}

/** A leg as its page shows it; the first one unless said otherwise. */
export async function legOf(order: Placed, legId: LegId = firstLeg(order)): Promise<LegView> {
  const view = await readOwnOrder(order.buyer.id, order.orderId);
  const leg = view?.legs.find(({ id }) => id === legId);
  if (!leg) throw new Error('no leg');
  return leg;
}

/** The buyer presses "Confirm with your bank" on a page that shows this attempt. */
export const press = (
  order: Placed,
  attempt = 1,
  { legId = firstLeg(order), way = 'in_page' as 'in_page' | 'by_redirect' } = {},
) => authenticateLeg(order.buyer, { orderId: order.orderId, legId }, { attempt, way });

/** The buyer's page says that they are back from the bank. */
export const back = (order: Placed, buyer: SessionUser = order.buyer, legId = firstLeg(order)) =>
  finishAuthentication(buyer, { orderId: order.orderId, legId });

/** The PaymentIntent of the latest attempt, as it is on the account. */
export async function intentOf(emulator: Emulator, order: Placed, legId = firstLeg(order)) {
  const { accountId, attempts } = await legOf(order, legId);
  const id = attempts.at(-1)?.paymentIntentId ?? '';
  return emulator.stripe.paymentIntents.retrieve(id, {}, { stripeAccount: accountId });
}

/** The buyer answers the bank's question about a leg, as Stripe.js would let them. */
export async function atBank(
  emulator: Emulator,
  order: Placed,
  outcome: 'authenticate' | 'fail',
  legId = firstLeg(order),
): Promise<Response> {
  const { accountId } = await legOf(order, legId);
  return answerBank(emulator, await intentOf(emulator, order, legId), outcome, accountId);
}

/** The two writes of an attempt that confirms the PaymentIntent of the first. */
export function confirmsOf(leg: LegView, attempt = 2): string[] {
  const [first] = leg.attempts;
  return [
    `200 ${leg.accountId} /v1/payment_methods clone:${leg.id}:${attempt}`,
    `200 ${leg.accountId} /v1/payment_intents/${first?.paymentIntentId}/confirm charge:${leg.id}:${attempt}`,
  ].sort();
}
