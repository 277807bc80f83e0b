/** What is told about an invoice that could not be paid. */
import type { Words } from '../language/words';
import type { SubscriptionStatus } from '../model/recurring';
import type { Problem } from '../model/views';
import { dayText } from './subscription-text';

interface Due {
  readonly status: SubscriptionStatus;
  /** With its currency. */
  readonly amount: string;
  readonly seller: string;
  /** What has tried to pay it. */
  readonly card: string;
  readonly problem: Problem | null;
  readonly actionNeeded: boolean;
  readonly createdAt: Date;
  readonly nextAttemptAt: Date | null;
}

/** The heading, e.g. `€12.00 for Fjallglim is not paid`. */
export function dunningTitle(
  { amount, seller, actionNeeded }: Due,
  t: Words<'subscriptions'>,
): string {
  return t(actionNeeded ? 'bankWants' : 'amountNotPaid', { amount, seller });
}

/** What happened, what to do, and what comes next; a sentence each. */
export function dunningStory(due: Due, t: Words<'subscriptions'>): string[] {
  const { problem, card, nextAttemptAt } = due;
  return [
    due.actionNeeded
      ? t('confirmThere', { card })
      : t('tried', { problem: problem?.message ?? t('didNotGo'), card }),
    ...(nextAttemptAt ? [t('triedAgain', { day: dayText(nextAttemptAt, t) })] : []),
    ...whatFollows(due, t),
  ];
}

function whatFollows(
  { status, createdAt, nextAttemptAt }: Due,
  t: Words<'subscriptions'>,
): string[] {
  switch (status) {
    case 'incomplete': {
      // https://docs.stripe.com/billing/subscriptions/overview#subscription-statuses
      const end = new Date(createdAt.getTime() + 23 * 3_600_000);
      return [t('calledOffOn', { day: dayText(end, t) })];
    }
    case 'unpaid':
      return [t('restsUntilPaid')];
    case 'past_due':
      return nextAttemptAt ? [t('goesOnMeanwhile')] : [t('notTriedAgain')];
    default:
      return [];
  }
}
