/** What a plan costs and when, in words; said wherever its price is. */
import { formatDay, formatList } from '../language/formats';
import type { Words } from '../language/words';
import { times, totals, type Money } from './money';
import { priceOf } from './price';
import type { Period } from './recurring';
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

/** How a period is said behind a price: `every month`, `every 2 weeks`. */
export function everyText({ interval, intervalCount: count }: Period, t: Words<'plan'>): string {
  return t('every', { interval, count });
}

/** The terms of a plan; null of goods, which are paid once. */
export function planOf(
  { interval, intervalCount, trialDays }: Terms,
  t: Words<'plan'>,
): PlanView | null {
  return interval ? { every: everyText({ interval, intervalCount }, t), trialDays } : null;
}

/** `€12.00 every month`; with a trial `14 days free, then €12.00 every month`. */
export function planText(
  price: Pick<Price, 'text'>,
  { every, trialDays }: PlanView,
  t: Words<'plan'>,
): string {
  const charged = t('charged', { price: price.text, every });
  return trialDays > 0 ? t('afterTrial', { free: freeText(trialDays, t), charged }) : charged;
}

/** `14 days free`. */
export function freeText(trialDays: number, t: Words<'plan'>): string {
  return t('free', { days: trialDays });
}

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
  t: Words<'plan'>,
): string {
  const charged = t('charged', { price: amount.text, every });
  if (trialDays === 0) return t('consent', { seller, name, charged });
  const first = new Date(now.getTime() + trialDays * 86_400_000);
  return t('consentAfterTrial', { seller, name, charged, day: formatDay(first, t.language) });
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
export function recurringTotals(lines: readonly Counted[], t: Words<'plan'>): RecurringPrice[] {
  const byPeriod = new Map<string, Money[]>();
  for (const line of lines) {
    const plan = planOf(line, t);
    if (!plan) continue;
    const amounts = byPeriod.get(plan.every) ?? [];
    byPeriod.set(plan.every, [...amounts, times(line, line.quantity)]);
  }
  return [...byPeriod].flatMap(([every, amounts]) =>
    totals(amounts).map((total) => ({ price: priceOf(total, t.language), every })),
  );
}

/** `$18.00 every month and €9.00 every 3 months`; empty when there is nothing. */
export function recurringText(recurring: readonly RecurringPrice[], t: Words<'plan'>): string {
  const said = recurring.map(({ price, every }) => t('charged', { price: price.text, every }));
  return formatList(said, t.language);
}
