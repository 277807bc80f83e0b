import { firstLanguage, type Language } from '../../language/languages';
import { wordsIn } from '../../language/texts';
import type { Words } from '../../language/words';
import {
  refundReasonText,
  type AfterSaleView,
  type DisputeView,
  type RefundState,
  type RefundView,
} from '../../model/after-sale';
import type { AccountDisputeId, DisputeId } from '../../model/ids';
import { priceOf } from '../../model/price';
import type { LegState } from '../../model/status';
import type { disputes, refunds } from '../../store/schema';
import {
  aboutLatePayment,
  aboutRefund,
  disputeReasonText,
  disputeWords,
  isOpenDispute,
  refundStateText,
} from './after-sale-text';
import { refundProblemFor } from '../refunds/refund-problem';
import { restOf } from '../refunds/refund-rest';

/** A refund as the order's one statement brings it, times as JSON has them. */
export type RefundOfSale = Pick<
  typeof refunds.$inferSelect,
  | 'id'
  | 'number'
  | 'state'
  | 'amount'
  | 'currency'
  | 'reason'
  | 'note'
  | 'answer'
  | 'problem'
  | 'accountRefundId'
  | 'refundKey'
> & { readonly createdAt: string; readonly decidedAt: string | null };

/** The same of a row, as a select brings it. */
export const refundOfSale = (row: typeof refunds.$inferSelect): RefundOfSale => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
});

/** A dispute in the same way. */
export interface DisputeOfSale {
  readonly id: DisputeId;
  readonly accountDisputeId: AccountDisputeId;
  readonly amount: number;
  readonly currency: string;
  readonly reason: string;
  readonly status: string;
  readonly refundable: boolean;
  readonly dueBy: string | null;
}

/** The same of a row, as a select brings it. */
export const disputeOfSale = (row: typeof disputes.$inferSelect): DisputeOfSale => ({
  ...row,
  dueBy: row.dueBy?.toISOString() ?? null,
});

/** What all of it says together of a sale. */
export interface AfterSaleRows {
  readonly refunds: readonly RefundOfSale[] | null;
  readonly disputes: readonly DisputeOfSale[] | null;
  readonly amountRefunded: number | null;
}

interface LegOfView {
  readonly state: LegState;
  readonly amount: number;
  readonly currency: string;
  /** The method that was charged, in words. */
  readonly method: string;
  /** True where the sale itself is what came too late. */
  readonly isStray?: boolean;
}

/** All that came after the payment of a leg, as its page shows it. */
export function afterSaleView(
  leg: LegOfView,
  rows: AfterSaleRows,
  language: Language = firstLanguage,
): AfterSaleView {
  const t = wordsIn(language, 'states');
  const asked = rows.refunds ?? [];
  const disputed = rows.disputes ?? [];
  const priced = (amount: number) => priceOf({ amount, currency: leg.currency }, language);
  // A payment that came too late is money of its own: none of what the leg was paid with.
  const ofLeg = asked.filter(({ reason }) => leg.isStray || reason !== 'late_payment');
  const sum = (...states: RefundState[]) =>
    ofLeg.reduce((total, one) => total + (states.includes(one.state) ? one.amount : 0), 0);
  const atStripe = rows.amountRefunded ?? 0;
  const sent = sum('pending', 'succeeded');
  const waiting = sum('requested', 'granted');
  // Refunds of Stripe's Dashboard are no rows of ours; what is only on its way has not arrived.
  const refunded = Math.max(sum('succeeded'), atStripe - sum('pending'));
  const fact = refunded === 0 ? null : refunded < leg.amount ? 'partly_refunded' : 'refunded';
  const rest = restOf(leg.amount, { waiting, sent, atStripe });
  const takenBack = disputed.some(({ refundable }) => !refundable);
  const cannotAsk = whyNot(leg.state, asked, takenBack, rest, t);
  return {
    fact,
    factText: fact && t(fact === 'refunded' ? 'refunded' : 'partlyRefunded'),
    refunded: refunded > 0 ? priced(refunded) : null,
    refunds: asked.map((refund) => refundView(refund, leg.method, language)),
    disputes: disputed.map((dispute) => disputeView(dispute, 'The seller', language)),
    rest: leg.state === 'paid' && cannotAsk === null ? priced(rest) : null,
    cannotAsk,
    moving: asked.some(({ state }) => state === 'granted' || state === 'pending'),
  };
}

function whyNot(
  state: LegState,
  asked: readonly RefundOfSale[],
  takenBack: boolean,
  rest: number,
  t: Words<'states'>,
): string | null {
  if (state !== 'paid') return null;
  if (takenBack) return t('takenBack');
  if (asked.some((refund) => refund.state === 'requested')) {
    return t('onceAnswered');
  }
  return rest === 0 ? t('allBack') : null;
}

export function refundView(
  refund: RefundOfSale,
  method: string,
  language: Language = firstLanguage,
): RefundView {
  const t = wordsIn(language, 'states');
  const amount = priceOf({ amount: refund.amount, currency: refund.currency }, language);
  return {
    id: refund.id,
    number: refund.number,
    state: refund.state,
    stateText: refundStateText(refund.state, t),
    about:
      refund.reason === 'late_payment'
        ? aboutLatePayment(refund.state, amount.text, t)
        : aboutRefund(refund.state, amount.text, method, t),
    amount,
    reasonText: refundReasonText(refund.reason, wordsIn(language, 'orders')),
    note: refund.note,
    answer: refund.answer,
    askedAt: iso(refund.createdAt),
    decidedAt: refund.decidedAt && iso(refund.decidedAt),
    problem: refund.problem ? refundProblemFor(refund.problem, t) : null,
    accountRefundId: refund.accountRefundId,
    refundKey: refund.refundKey,
  };
}

/** A dispute in words. `answeredBy`: who got the money. */
export function disputeView(
  dispute: Omit<DisputeOfSale, 'id' | 'refundable' | 'accountDisputeId'> & {
    readonly id: DisputeView['id'];
    readonly accountDisputeId: string;
  },
  answeredBy: DisputeView['answeredBy'] = 'The seller',
  language: Language = firstLanguage,
): DisputeView {
  const t = wordsIn(language, 'states');
  const { status, next } = disputeWords(dispute.status, answeredBy, t);
  return {
    id: dispute.id,
    statusText: status,
    amount: priceOf({ amount: dispute.amount, currency: dispute.currency }, language),
    reasonText: disputeReasonText(dispute.reason, t),
    next,
    open: isOpenDispute(dispute.status),
    answeredBy,
    dueBy: dispute.dueBy && iso(dispute.dueBy),
    accountDisputeId: dispute.accountDisputeId,
  };
}

/** Postgres writes times into JSON with its own offset and microseconds. */
const iso = (time: string): string => new Date(time).toISOString();
