/** What is told about an invoice that could not be paid. */
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
export function dunningTitle({ amount, seller, actionNeeded }: Due): string {
  return actionNeeded
    ? `The bank wants you to confirm ${amount} for ${seller}`
    : `${amount} for ${seller} is not paid`;
}

/** What happened, what to do, and what comes next; a sentence each. */
export function dunningStory(due: Due): string[] {
  const { problem, card, nextAttemptAt } = due;
  return [
    due.actionNeeded
      ? `The bank of ${card} asks for you. Confirm there, or pay with another card.`
      : `${problem?.message ?? 'The payment did not go through.'} Tried: ${card}. Pay with another card, or try this one again.`,
    ...(nextAttemptAt
      ? [`If you do nothing, it is tried again on ${dayText(nextAttemptAt)}.`]
      : []),
    ...whatFollows(due),
  ];
}

function whatFollows({ status, createdAt, nextAttemptAt }: Due): string[] {
  switch (status) {
    case 'incomplete': {
      // https://docs.stripe.com/billing/subscriptions/overview#subscription-statuses
      const end = new Date(createdAt.getTime() + 23 * 3_600_000);
      return [`It has not begun yet. Without this payment it is called off on ${dayText(end)}.`];
    }
    case 'unpaid':
      return ['It rests until this is paid.'];
    case 'past_due':
      return nextAttemptAt
        ? ['It goes on meanwhile, and ends if no try succeeds.']
        : ['It is not tried again by itself.'];
    default:
      return [];
  }
}
