/**
 * When money leaves Stripe for a bank account, and when the bank refuses it
 * (docs.stripe.com/payouts, docs.stripe.com/connect/testing#account-numbers).
 */
import type Stripe from 'stripe';
import { invalidRequest } from '../server/contract';

/** The last four digits of the test account numbers that refuse a payout, IBANs among them. */
const refusals: Readonly<Record<string, string>> = {
  '1116': 'no_account',
  '1113': 'account_closed',
  '2227': 'insufficient_funds',
  '3335': 'debit_not_authorized',
  '4440': 'invalid_currency',
  '3001': 'no_account',
  '3002': 'account_closed',
  '3003': 'insufficient_funds',
  '3004': 'debit_not_authorized',
  '3005': 'invalid_currency',
};

/** Sentences of docs.stripe.com/api/payouts/failures. */
const messages: Readonly<Record<string, string>> = {
  account_closed: 'The bank account has been closed.',
  no_account:
    'The bank account details on file are probably incorrect. No bank account could be located with those details.',
  insufficient_funds: 'Your Stripe account has insufficient funds to cover the payout.',
  debit_not_authorized:
    'Debit transactions are not approved on your bank account. (Stripe requires bank accounts to be set up for both credit and debit payouts.)',
  invalid_currency:
    'The bank was unable to process this payout because of its currency. This is probably because the bank account cannot accept payments in that currency.',
};

/** Why a payout to this destination will fail; null when it will arrive. */
export function payoutFailure(destination: Stripe.ExternalAccount): string | null {
  return destination.object === 'bank_account' ? (refusals[destination.last4] ?? null) : null;
}

/** What Stripe says to a failure code. */
export function payoutFailureMessage(code: string): string {
  return messages[code] ?? 'The payout failed.';
}

const day = 24 * 60 * 60;

/** Days from a charge to its money in countries where it is quick; a week in the others. */
export function shortestDelay(country: string | null | undefined): number {
  return country === 'US' ? 2 : 7;
}

/**
 * Throws 400 for a delay that is shorter than the account's country allows, or longer than 31 days
 * (docs.stripe.com/api/balance-settings/update; the sentence is unconfirmed).
 */
export function checkDelay(country: string | null | undefined, days: number, param: string): void {
  const shortest = shortestDelay(country);
  if (days >= shortest && days <= 31) return;
  throw invalidRequest(`The delay must be between ${shortest} and 31 days for this account.`, {
    param,
  });
}

/** The midnight (UTC) after `now`: when a payout goes to the bank, and can't be cancelled any more. */
export function submissionDate(now: number): number {
  return (Math.floor(now / day) + 1) * day;
}

/** When a standard payout is in the bank. Weekends and holidays are not counted here. */
export function arrivalDate(now: number): number {
  return submissionDate(now) + day;
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/**
 * The first midnight (UTC) from `now` on at which an account's schedule pays out, in Unix seconds;
 * null when it never does (`manual`).
 */
export function nextPayoutDate(
  schedule: Stripe.Account.Settings.Payouts.Schedule | undefined,
  now: number,
): number | null {
  const paysOn = dayTest(schedule);
  if (!paysOn) return null;
  const first = Math.ceil(now / day) * day;
  for (let date = first; date < first + 40 * day; date += day) {
    if (paysOn(new Date(date * 1000))) return date;
  }
  return null;
}

function dayTest(
  schedule: Stripe.Account.Settings.Payouts.Schedule | undefined,
): ((date: Date) => boolean) | null {
  switch (schedule?.interval) {
    case 'daily':
      return () => true;
    case 'weekly': {
      const days: readonly string[] = schedule.weekly_payout_days ?? [
        schedule.weekly_anchor ?? 'monday',
      ];
      return (date) => days.includes(weekdays[date.getUTCDay()] ?? '');
    }
    case 'monthly': {
      const days = schedule.monthly_payout_days ?? [schedule.monthly_anchor ?? 1];
      return (date) => days.includes(date.getUTCDate()) || (isLast(date) && isBeyond(days, date));
    }
    default:
      return null;
  }
}

/** Shorter months pay on their last day (docs.stripe.com/api/accounts/object). */
function isBeyond(days: readonly number[], date: Date): boolean {
  return days.some((wanted) => wanted > date.getUTCDate());
}

function isLast(date: Date): boolean {
  return new Date(date.getTime() + day * 1000).getUTCDate() === 1;
}
