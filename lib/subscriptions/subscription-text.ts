/** How subscriptions and their invoices are told. */
import { formatDay } from '../language/formats';
import type { Words } from '../language/words';
import { assertNever } from '../model/assert-never';
import { isLive, type ChangeKind, type SubscriptionStatus } from '../model/recurring';
import type { InvoiceView, SubscriptionPhase } from '../model/subscription-views';

/** A day as people read it, the same for everybody: `21 Dec 2026`. */
export function dayText(moment: Date, t: Words<'subscriptions'>): string {
  return formatDay(moment, t.language, 'medium');
}

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
  actionNeeded,
}: Standing): SubscriptionPhase {
  switch (status) {
    case null:
      return 'starting';
    case 'incomplete':
    case 'past_due':
    case 'unpaid':
      return 'trouble';
    case 'paused':
      return actionNeeded ? 'trouble' : 'paused';
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
export function stateText(standing: Standing, t: Words<'subscriptions'>): string {
  const { status, cancelAtPeriodEnd, actionNeeded, collectionPaused } = standing;
  const ends = t(standing.endsLater ? 'endsLater' : 'endsSoon');
  switch (status) {
    case null:
      return t('settingUp');
    case 'incomplete':
      return t(actionNeeded ? 'confirmBank' : 'firstFailed');
    case 'past_due':
      return t(actionNeeded ? 'confirmBank' : 'pastDue');
    case 'unpaid':
      return t('unpaid');
    case 'paused':
      return t(actionNeeded ? 'confirmBank' : 'paused');
    case 'trialing':
      if (collectionPaused) return t('paused');
      return cancelAtPeriodEnd ? ends : t('trial');
    case 'active':
      if (collectionPaused) return t('paused');
      return cancelAtPeriodEnd ? ends : t('active');
    case 'incomplete_expired':
      return t('neverBegan');
    case 'canceled':
      return t('ended');
    default:
      return assertNever(status);
  }
}

interface Going extends Standing {
  readonly sellerHasLeft: boolean;
  readonly amount: string;
  /** What the next period is charged with, credit taken off. */
  readonly nextAmount: string;
  readonly every: string;
  readonly periodEnd: Date | null;
  readonly trialEnd: Date | null;
  readonly endedAt: Date | null;
  readonly cancelAt: Date | null;
  readonly collectionResumesAt: Date | null;
}

/** How it goes on, in one sentence. */
export function nextText(going: Going, t: Words<'subscriptions'>): string {
  const { status, cancelAtPeriodEnd, amount, nextAmount, every } = going;
  if (going.sellerHasLeft && status && isLive(status)) {
    return t('sellerLeft');
  }
  const end = going.periodEnd ? dayText(going.periodEnd, t) : t('endOfPeriod');
  if (going.collectionPaused && (status === 'active' || status === 'trialing')) {
    return pausedText(going, t);
  }
  if (going.endsLater && going.cancelAt && (status === 'active' || status === 'trialing')) {
    return t('endsOnThen', {
      end: dayText(going.cancelAt, t),
      amount: nextAmount,
      day: end,
    });
  }
  switch (status) {
    case null:
      return t('onceBegun', { amount, every });
    case 'incomplete':
      return t('beginsWhenPaid');
    case 'trialing':
      return cancelAtPeriodEnd
        ? t('freeThenOver', { day: end })
        : t('freeThen', { day: going.trialEnd ? dayText(going.trialEnd, t) : end, amount, every });
    case 'active':
      return cancelAtPeriodEnd
        ? t('paidThenOver', { day: end })
        : t('next', { amount: nextAmount, day: end });
    case 'past_due':
      return cancelAtPeriodEnd
        ? t('lastDue', { day: end })
        : t('dueThen', { amount: nextAmount, day: end });
    case 'unpaid':
      return t('dueRests');
    case 'paused':
      // A trial ends with its period; one that its seller has paused ends it on another day.
      return going.trialEnd?.getTime() === going.periodEnd?.getTime()
        ? t('restsSinceTrial')
        : t('pausedBySeller');
    case 'incomplete_expired':
      return t('firstNeverPaid');
    case 'canceled':
      return going.endedAt ? t('overSince', { day: dayText(going.endedAt, t) }) : t('isOver');
    default:
      return assertNever(status);
  }
}

function pausedText(
  { cancelAtPeriodEnd, cancelAt, collectionResumesAt }: Going,
  t: Words<'subscriptions'>,
): string {
  const paused = collectionResumesAt
    ? t('pausedUntil', { day: dayText(collectionResumesAt, t) })
    : t('pausedBySeller');
  return cancelAtPeriodEnd && cancelAt
    ? t('andEnds', { paused, day: dayText(cancelAt, t) })
    : paused;
}

/** What an invoice is for. https://docs.stripe.com/api/invoices/object#invoice_object-billing_reason */
export function reasonText(
  reason: string | null,
  isFree: boolean,
  t: Words<'subscriptions'>,
): string {
  switch (reason) {
    case 'subscription_create':
      return t(isFree ? 'trial' : 'firstPayment');
    case 'subscription_cycle':
      return t('renewal');
    case 'subscription_update':
      return t('quantityChange');
    default:
      return t('invoice');
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

interface Charging {
  readonly total: number;
  readonly amountDue: number;
  /** Null where nothing is planned: a draft stays one then until its seller takes it up. */
  readonly nextAttemptAt: Date | null;
}

export function invoiceStateText(
  state: InvoiceView['state'],
  { total, amountDue, nextAttemptAt }: Charging,
  t: Words<'subscriptions'>,
): string {
  switch (state) {
    case 'draft':
      return t(nextAttemptAt ? 'aboutToCharge' : 'notCharged');
    case 'open':
      return t('invoiceNotPaid');
    case 'paid':
      if (amountDue > 0) return t('paid');
      return t(total > 0 ? 'paidByCredit' : total < 0 ? 'credited' : 'nothingToPay');
    case 'void':
      return t('calledOff');
    case 'uncollectible':
      return t('invoiceNotPaid');
    default:
      return assertNever(state);
  }
}

/** A change while it is being made. */
export function changeText(kind: ChangeKind, t: Words<'subscriptions'>): string {
  switch (kind) {
    case 'cancel_now':
    case 'cancel_at_period_end':
      return t('beingCanceled');
    case 'resume':
      return t('beingResumed');
    case 'quantity':
      return t('quantityChanging');
    case 'keep_quantity':
      return t('quantityDropping');
    case 'pay_invoice':
      return t('paymentUnderWay');
    default:
      return assertNever(kind);
  }
}
