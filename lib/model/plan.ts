/** What a plan costs and when, in words; said wherever its price is. */
import { times, totals, type Money } from './money';
import { priceOf } from './price';
import { everyText, type Period } from './recurring';
import type { Price } from './views';

/** The terms of a plan, as pages show them beside its price. */
export interface PlanView {
  /** E.g. `every month`. */
  readonly every: string;
  /** Days before the first payment; 0 for none. */
  readonly trialDays: number;
}

/** What will be charged again and again, of one currency and period. */
export interface RecurringPrice {
  readonly price: Price;
  /** E.g. `every month`. */
  readonly every: string;
}

/** What a variant or a subscription says of its terms. */
export interface Terms {
  readonly interval: Period['interval'] | null;
  readonly intervalCount: number;
  readonly trialDays: number;
}

/** The terms of a plan; null of goods, which are paid once. */
export function planOf({ interval, intervalCount, trialDays }: Terms): PlanView | null {
  return interval ? { every: everyText({ interval, intervalCount }), trialDays } : null;
}

/** `€12.00 every month`; with a trial `14 days free, then €12.00 every month`. */
export function planText(price: Pick<Price, 'text'>, { every, trialDays }: PlanView): string {
  const charged = `${price.text} ${every}`;
  return trialDays > 0 ? `${freeText(trialDays)}, then ${charged}` : charged;
}

/** `14 days free`. */
export function freeText(trialDays: number): string {
  return trialDays === 1 ? '1 day free' : `${trialDays} days free`;
}

const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/**
 * What somebody agrees to with so many of a plan: `Linden Clay charges $16.00 every month for Studio
 * coffee, the first time now.`
 */
export function planConsent(
  seller: string,
  name: string,
  amount: Pick<Price, 'text'>,
  { every, trialDays }: PlanView,
  now: Date,
): string {
  const charges = `${seller} charges ${amount.text} ${every} for ${name}`;
  if (trialDays === 0) return `${charges}, the first time now.`;
  const first = new Date(now.getTime() + trialDays * 86_400_000);
  return `${charges}, the first time on ${days.format(first)}: until then it is free.`;
}

interface Counted extends Terms {
  readonly amount: number;
  readonly currency: string;
  readonly quantity: number;
}

/** What so many of it cost at once: nothing while a trial runs. */
export function dueNow({ amount, currency, quantity, trialDays, interval }: Counted): Money {
  return times({ amount: interval && trialDays > 0 ? 0 : amount, currency }, quantity);
}

/** What will be charged again and again, one sum for each currency and period. Goods are left out. */
export function recurringTotals(lines: readonly Counted[]): RecurringPrice[] {
  const byPeriod = new Map<string, Money[]>();
  for (const line of lines) {
    const plan = planOf(line);
    if (!plan) continue;
    const amounts = byPeriod.get(plan.every) ?? [];
    byPeriod.set(plan.every, [...amounts, times(line, line.quantity)]);
  }
  return [...byPeriod].flatMap(([every, amounts]) =>
    totals(amounts).map((total) => ({ price: priceOf(total), every })),
  );
}

/** `$18.00 every month and €9.00 every 3 months`; empty when there is nothing. */
export function recurringText(recurring: readonly RecurringPrice[]): string {
  const list = new Intl.ListFormat('en', { type: 'conjunction' });
  return list.format(recurring.map(({ price, every }) => `${price.text} ${every}`));
}
