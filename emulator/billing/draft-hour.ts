/**
 * How long a draft that advances by itself stays one: "Stripe waits until one hour after the last webhook was
 * successfully sent (or the last webhook timed out after failing)" (docs.stripe.com/api/invoices), and
 * 72 hours at most (docs.stripe.com/invoicing/integration/workflow-transitions).
 */
import type { Context } from '../server/contract';
import { findInvoice } from './invoice-records';
import type { Invoice } from './invoice-shape';
import { clockOf, plan } from './moment';

const hour = 60 * 60;
const longest = 72 * hour;

/** A draft that advances by itself knows when. */
export function planAdvance(context: Context, draft: Invoice): Invoice {
  if (draft.status !== 'draft') return draft;
  if (draft.auto_advance !== true) {
    return { ...draft, automatically_finalizes_at: null, next_payment_attempt: null };
  }
  const at = draft.automatically_finalizes_at ?? context.now() + hour;
  const charged = draft.collection_method === 'charge_automatically';
  plan(context, clockOf(draft), { task: 'advance_invoice', subject: draft.id, at });
  return { ...draft, automatically_finalizes_at: at, next_payment_attempt: charged ? at : null };
}

/** Keeps and tells a new draft, and by which event it was told. */
export function tellDraft(context: Context, draft: Invoice): void {
  const { hidden } = findInvoice(context, draft.id);
  const toldBy = context.emit('invoice.created', draft);
  context.records.put('invoice', draft, { ...hidden, toldBy });
}

/**
 * A draft whose hour is over, or null: it is put off while an endpoint that failed is still to hear of it,
 * or has heard less than an hour ago. With a time of the merchant's own it "won't be delayed"
 * (docs.stripe.com/invoicing/scheduled-finalization), nor by a test clock: nothing is said of those, and
 * endpoints are told by the emulator's time (unconfirmed).
 */
export function orPutOff(context: Context, draft: Invoice): Invoice | null {
  const { toldBy, ownTime } = findInvoice(context, draft.id).hidden;
  const heard = toldBy && context.records.get('event', toldBy)?.hidden?.heard;
  if (!heard || ownTime || clockOf(draft) !== null) return draft;
  const now = context.now();
  const { failing, since } = heard;
  const told = { ...draft, webhooks_delivered_at: failing.length > 0 ? null : since };
  const at = Math.min((failing.length > 0 ? now : since) + hour, draft.created + longest);
  if (at <= now) return told;
  const waits = planAdvance(context, { ...told, automatically_finalizes_at: at });
  context.records.put('invoice', waits);
  return null;
}
