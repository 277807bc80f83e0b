/** For tests only: a buyer who asks for a refund, and what became of it here and on the account. */
import { eq } from 'drizzle-orm';
import type { RefundId } from '../../model/ids';
import { getDb } from '../../store/client';
import { refunds } from '../../store/schema';
import { readOwnOrder } from '../orders';
import { askRefund } from '../refunds/ask-refund';
import type { PaidOrder } from './after-sale';
import type { Emulator } from './emulator';

interface Asked {
  readonly number?: number;
  readonly amount?: string;
}

export const allOfIt = { amount: 'all', reason: 'changed_mind', note: '' } as const;
export const grant = { decision: 'grant', answer: '' } as const;

/** The buyer asks for all of the first leg, unless said otherwise. */
export const ask = (order: PaidOrder, asked: Asked = {}) =>
  askRefund(order.buyer, order, { ...allOfIt, number: 1, ...asked });

/** The same, which is taken. */
export async function asked(order: PaidOrder, what: Asked = {}): Promise<RefundId> {
  const answer = await ask(order, what);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value.refundId;
}

/** What the buyer's page tells of the first leg after its sale. */
export async function shownAfterSale(order: PaidOrder) {
  const view = (await readOwnOrder(order.buyer.id, order.orderId))?.legs[0]?.afterSale;
  if (!view) throw new Error('no leg');
  return view;
}

export async function readRefund(id: RefundId) {
  const [row] = await (await getDb()).select().from(refunds).where(eq(refunds.id, id));
  if (!row) throw new Error(`no refund ${id}`);
  return row;
}

/** What is really given back on the account, and of the platform's fee. */
export async function givenBack({ stripe }: Emulator, { accountId, chargeId }: PaidOrder) {
  const on = { stripeAccount: accountId };
  const charge = await stripe.charges.retrieve(chargeId, { expand: ['application_fee'] }, on);
  const fee = charge.application_fee;
  const { data } = await stripe.refunds.list({ charge: chargeId }, on);
  return {
    amount: charge.amount_refunded,
    refunds: data.length,
    fee: fee && typeof fee !== 'string' ? fee.amount_refunded : null,
  };
}
