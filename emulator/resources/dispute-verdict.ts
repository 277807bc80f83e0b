/**
 * How a dispute ends: the bank decides, or the merchant gives in
 * (docs.stripe.com/testing#disputes, docs.stripe.com/api/disputes/close).
 */
import type Stripe from 'stripe';
import { evidenceDueBy, type Verdict } from '../rules/disputes';
import { invalidRequest, type Context } from '../server/contract';
import { tellChange } from './changes';
import { planExpiry, withReversal, withWithdrawal } from './dispute-open';
import { failRefund } from './refund-outcome';

type Dispute = Stripe.Dispute;

const ended: readonly string[] = ['won', 'lost', 'warning_closed', 'prevented'];

/** Throws Stripe's 400 for a dispute that is over. */
export function checkOpen(dispute: Dispute): void {
  if (!ended.includes(dispute.status)) return;
  throw invalidRequest('This dispute is already closed', { validation: false });
}

/** The task that submitted evidence plans. Nothing happens to a dispute that was closed meanwhile. */
export function decideDispute(
  context: Context,
  { dispute: id, verdict }: { dispute: string; verdict: Verdict },
): void {
  const dispute = context.records.get('dispute', id)?.object;
  if (!dispute?.status.endsWith('under_review')) return;
  const inquiry = dispute.status === 'warning_under_review';
  switch (verdict) {
    case 'win':
      if (inquiry) end(context, dispute, 'warning_closed');
      else win(context, dispute);
      return;
    case 'lose':
      end(context, dispute, inquiry ? 'warning_closed' : 'lost');
      return;
    case 'escalate':
      if (inquiry) escalate(context, dispute);
      return;
  }
}

/** The task of the day evidence was due: what nobody answered is lost, an inquiry closed. */
export function expireDispute(context: Context, { dispute: id }: { dispute: string }): void {
  const dispute = context.records.get('dispute', id)?.object;
  if (!dispute?.status.endsWith('needs_response')) return;
  // An inquiry that was escalated meanwhile has a later day.
  if ((dispute.evidence_details.due_by ?? 0) >= context.now()) return;
  closeDispute(context, asOfNow(context, dispute));
}

/** The stored dispute with what time has made of it. */
export function asOfNow(context: Context, dispute: Dispute): Dispute {
  const details = dispute.evidence_details;
  const past_due = details.due_by !== null && details.due_by < context.now();
  return { ...dispute, evidence_details: { ...details, past_due } };
}

/** Accepts a dispute: lost at once. An inquiry is closed, which unconfirmed moves no money. */
export function closeDispute(context: Context, dispute: Dispute): Dispute {
  checkOpen(dispute);
  const inquiry = dispute.status.startsWith('warning');
  return end(context, dispute, inquiry ? 'warning_closed' : 'lost');
}

function end(context: Context, before: Dispute, status: 'lost' | 'warning_closed'): Dispute {
  const after: Dispute = { ...before, status };
  context.records.put('dispute', after);
  context.emit('charge.dispute.closed', after);
  return after;
}

function win(context: Context, before: Dispute): void {
  const after = withReversal(context, { ...before, is_charge_refundable: true, status: 'won' });
  context.records.put('dispute', after);
  context.emit('charge.dispute.funds_reinstated', after);
  context.emit('charge.dispute.closed', after);
}

/** An inquiry becomes a chargeback: what was refunded meanwhile comes back, the whole is withdrawn. */
function escalate(context: Context, before: Dispute): void {
  const card = before.payment_method_details?.card;
  const after = withWithdrawal(context, {
    ...before,
    evidence_details: { ...before.evidence_details, due_by: evidenceDueBy(context.now()) },
    is_charge_refundable: false,
    ...(card
      ? {
          payment_method_details: {
            card: { ...card, case_type: 'chargeback', network_reason_code: '10.4' },
            type: 'card',
          },
        }
      : {}),
    status: 'needs_response',
  });
  context.records.put('dispute', after);
  planExpiry(context, after);
  for (const { object } of context.records.where('refund', 'charge', String(before.charge))) {
    if (!['pending', 'succeeded'].includes(object.status ?? '')) continue;
    failRefund(context, object, 'charge_for_pending_refund_disputed');
  }
  tellChange(context, 'charge.dispute.updated', before, after);
  context.emit('charge.dispute.funds_withdrawn', after);
}
