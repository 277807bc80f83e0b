import { desc, sql } from 'drizzle-orm';
import type { RefundReason } from '../../model/after-sale';
import type {
  AccountChargeId,
  AccountPaymentIntentId,
  BuyerId,
  IdempotencyKey,
  RefundId,
} from '../../model/ids';
import type { Db } from '../../store/client';
import { newId } from '../../store/new-id';
import { refunds } from '../../store/schema';
import { isOfSale, type SaleRef } from '../after-sale/sale-ref';

/** Money that Souk or a seller gives back without its buyer having asked for it. */
export interface OwnRefund {
  readonly of: SaleRef;
  /** The charge it gives back; not always the one that the sale was paid with. */
  readonly chargeId: AccountChargeId;
  /** Its PaymentIntent, when the money came too late. */
  readonly paymentIntentId?: AccountPaymentIntentId;
  /** The application fee of that charge, where it need not be the one of the sale. */
  readonly chargeFeeAmount?: number;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly reason: RefundReason;
  /** Who gives it, when it is a person, and what they write to the buyer. */
  readonly decidedBy?: BuyerId;
  readonly answer?: string;
}

/**
 * Writes a granted refund with its key, before any call. The caller holds the row of the sale, so
 * that two refunds of it do not take the same number, and sends it after the commit (`sendRefund`);
 * were that lost, whoever sweeps granted refunds sends it.
 */
export async function grantRefund(tx: Db, { of, ...refund }: OwnRefund): Promise<RefundId> {
  const [last] = await tx
    .select({ number: refunds.number })
    .from(refunds)
    .where(isOfSale(of))
    .orderBy(desc(refunds.number))
    .limit(1);
  const id = newId<RefundId>('ref');
  await tx.insert(refunds).values({
    id,
    ...of,
    ...refund,
    number: (last?.number ?? 0) + 1,
    state: 'granted',
    decidedAt: sql`now()`,
    refundKey: `refund:${id}` as IdempotencyKey,
  });
  return id;
}
