/** How subscriptions and their invoices are told. */
import { assertNever } from '../model/assert-never';
import { isLive, type ChangeKind, type SubscriptionStatus } from '../model/recurring';
import type { InvoiceView, SubscriptionPhase } from '../model/subscription-views';

/** A day as people read it, the same for everybody: `21 Dec 2026`. */
export function dayText(moment: Date): string {
  return days.format(moment);
}

const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

interface Standing {
  /** Null until Stripe has it. */
  readonly status: SubscriptionStatus | null;
  readonly cancelAtPeriodEnd: boolean;
  /** True where a day was set for its end that is later than the end of this period. */
  readonly endsLater: boolean;
  /** True while its seller has nothing collected for it. */
  readonly collectionPaused: boolean;
  /** True while the bank waits for the buyer. */
  readonly actionNeeded: boolean;
}

/** Where it stands for its buyer. */
export function phaseOf({
  status,
  cancelAtPeriodEnd,
  collectionPaused,
}: Standing): SubscriptionPhase {
  switch (status) {
    case null:
      return 'starting';
    case 'incomplete':
    case 'past_due':
    case 'unpaid':
      return 'trouble';
    case 'paused':
      return 'paused';
    case 'trialing':
    case 'active':
      if (collectionPaused) return 'paused';
      return cancelAtPeriodEnd ? 'ending' : 'active';
    case 'incomplete_expired':
    case 'canceled':
      return 'ended';
    default:
      return assertNever(status);
  }
}

/** A word or two about it. */
export function stateText(standing: Standing): string {
  const { status, cancelAtPeriodEnd, actionNeeded, collectionPaused } = standing;
  const ends = standing.endsLater ? 'Ends later' : 'Ends soon';
  switch (status) {
    case null:
      return 'Being set up';
    case 'incomplete':
      return actionNeeded ? 'Confirm with your bank' : 'First payment failed';
    case 'past_due':
      return actionNeeded ? 'Confirm with your bank' : 'Past due';
    case 'unpaid':
      return 'Unpaid';
    case 'paused':
      return 'Paused';
    case 'trialing':
      if (collectionPaused) return 'Paused';
      return cancelAtPeriodEnd ? ends : 'Free trial';
    case 'active':
      if (collectionPaused) return 'Paused';
      return cancelAtPeriodEnd ? ends : 'Active';
    case 'incomplete_expired':
      return 'Never began';
    case 'canceled':
      return 'Ended';
    default:
      return assertNever(status);
  }
}

interface Going extends Standing {
  readonly sellerHasLeft: boolean;
  readonly amount: string;
  readonly every: string;
  readonly periodEnd: Date | null;
  readonly trialEnd: Date | null;
  readonly endedAt: Date | null;
  readonly cancelAt: Date | null;
  readonly collectionResumesAt: Date | null;
}

/** How it goes on, in one sentence. */
export function nextText(going: Going): string {
  const { status, cancelAtPeriodEnd, amount, every } = going;
  if (going.sellerHasLeft && status && isLive(status)) {
    return 'The seller has left Souk, so it can be neither seen nor changed from here. Please ask them.';
  }
  const end = going.periodEnd ? dayText(going.periodEnd) : 'the end of the period';
  if (going.collectionPaused && (status === 'active' || status === 'trialing')) {
    return pausedText(going);
  }
  if (going.endsLater && going.cancelAt && (status === 'active' || status === 'trialing')) {
    return `It ends on ${dayText(going.cancelAt)}. Until then it goes on: ${amount} on ${end}.`;
  }
  switch (status) {
    case null:
      return `${amount} ${every}, once it has begun.`;
    case 'incomplete':
      return 'It begins when its first payment goes through.';
    case 'trialing':
      return cancelAtPeriodEnd
        ? `Free until ${end}, and over then. Nothing is charged.`
        : `Free until ${going.trialEnd ? dayText(going.trialEnd) : end}, then ${amount} ${every}.`;
    case 'active':
      return cancelAtPeriodEnd
        ? `Paid until ${end}, and over then. Nothing more is charged.`
        : `Next: ${amount} on ${end}.`;
    case 'past_due':
      return cancelAtPeriodEnd
        ? `Its last payment is due. It is over on ${end}.`
        : `A payment is due. After it, ${amount} on ${end}.`;
    case 'unpaid':
      return 'A payment is due. Nothing more is charged before it is paid.';
    case 'paused':
      return 'It rests since its free trial ended, and nothing is charged.';
    case 'incomplete_expired':
      return 'Its first payment was never made. Nothing was charged.';
    case 'canceled':
      return going.endedAt ? `Over since ${dayText(going.endedAt)}.` : 'It is over.';
    default:
      return assertNever(status);
  }
}

function pausedText({ cancelAtPeriodEnd, cancelAt, collectionResumesAt }: Going): string {
  const ends = cancelAtPeriodEnd && cancelAt ? ` It ends on ${dayText(cancelAt)}.` : '';
  return collectionResumesAt
    ? `Its seller has paused the payments until ${dayText(collectionResumesAt)}. Nothing is charged before that.${ends}`
    : `Its seller has paused the payments, and nothing is charged.${ends}`;
}

/** What an invoice is for. https://docs.stripe.com/api/invoices/object#invoice_object-billing_reason */
export function reasonText(reason: string | null, isFree: boolean): string {
  switch (reason) {
    case 'subscription_create':
      return isFree ? 'Free trial' : 'First payment';
    case 'subscription_cycle':
      return 'Renewal';
    case 'subscription_update':
      return 'Change of the quantity';
    default:
      return 'Invoice';
  }
}

/** Stripe's five words; another one that it may invent is money that was not taken. */
export function invoiceState(status: string): InvoiceView['state'] {
  switch (status) {
    case 'draft':
    case 'open':
    case 'paid':
    case 'void':
    case 'uncollectible':
      return status;
    default:
      return 'open';
  }
}

export function invoiceStateText(state: InvoiceView['state'], total: number): string {
  switch (state) {
    case 'draft':
      return 'About to be charged';
    case 'open':
      return 'Not paid';
    case 'paid':
      return total > 0 ? 'Paid' : total < 0 ? 'Credited' : 'Nothing to pay';
    case 'void':
      return 'Called off';
    case 'uncollectible':
      return 'Not paid';
    default:
      return assertNever(state);
  }
}

/** A change while it is being made. */
export function changeText(kind: ChangeKind): string {
  switch (kind) {
    case 'cancel_now':
    case 'cancel_at_period_end':
      return 'It is being canceled.';
    case 'resume':
      return 'Its cancellation is being taken back.';
    case 'quantity':
      return 'Its quantity is being changed.';
    case 'keep_quantity':
      return 'The change of its quantity is being dropped.';
    case 'pay_invoice':
      return 'Its payment is under way.';
    default:
      return assertNever(kind);
  }
}
