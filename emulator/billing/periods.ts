/**
 * Billing periods, in Unix seconds and UTC: counted from an anchor, so that a subscription of the
 * 31st renews on the last day of shorter months and on the 31st again after
 * (docs.stripe.com/billing/subscriptions/billing-cycle).
 */
/** How often something is billed. */
export interface Every {
  readonly interval: string;
  readonly interval_count: number;
}

export interface Period {
  readonly start: number;
  readonly end: number;
}

const day = 24 * 60 * 60;

type Interval = 'day' | 'week' | 'month' | 'year';

/** The moment `count` intervals after (or, negative, before) the anchor. */
export function boundary(anchor: number, every: Every, count: number): number {
  const intervals = every.interval_count * count;
  switch (every.interval as Interval) {
    case 'day':
      return anchor + intervals * day;
    case 'week':
      return anchor + intervals * 7 * day;
    case 'month':
      return months(anchor, intervals);
    case 'year':
      return months(anchor, intervals * 12);
  }
}

/** The same day and time of another month, or the last day of one that is too short. */
function months(anchor: number, count: number): number {
  const date = new Date(anchor * 1000);
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + count);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(dayOfMonth, last));
  return date.getTime() / 1000;
}

/** The period that `at` lies in; its start is in it, its end is not. */
export function periodAt(anchor: number, every: Every, at: number): Period {
  const length = (boundary(anchor, every, 12) - anchor) / 12;
  let count = Math.floor((at - anchor) / length);
  while (boundary(anchor, every, count) > at) count -= 1;
  while (boundary(anchor, every, count + 1) <= at) count += 1;
  return { start: boundary(anchor, every, count), end: boundary(anchor, every, count + 1) };
}

/** The first boundary after a moment. */
export function nextBoundary(anchor: number, every: Every, after: number): number {
  return periodAt(anchor, every, after).end;
}
