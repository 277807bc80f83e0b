/**
 * When an account's business day begins, where it is not midnight (UTC): what is charged later
 * settles as if charged on the next day (docs.stripe.com/connect/customized-start-of-day).
 */
import type Stripe from 'stripe';
import { invalidRequest, missingParameter } from '../server/contract';

export type StartOfDay = Stripe.BalanceSettings.Payments.SettlementTiming.StartOfDay;
type Given =
  Stripe.Emptyable<Stripe.BalanceSettingsUpdateParams.Payments.SettlementTiming.StartOfDay>;

const param = 'payments[settlement_timing][start_of_day]';

/** The times of day that there are, in Stripe's own order of checking (sentences unconfirmed). */
export function startOfDayAfter(
  given: Given | undefined,
  before: StartOfDay | null,
): StartOfDay | null {
  if (given === undefined) return before;
  if (given === '' || given === null) return null;
  const {
    hour = before?.hour,
    minutes = before?.minutes ?? 0,
    timezone = before?.timezone,
  } = given;
  for (const [name, value] of Object.entries({ hour, timezone })) {
    if (value !== undefined) continue;
    throw missingParameter(`${param}[${name}]`);
  }
  if (hour === undefined || hour < 0 || hour > 23) {
    throw invalidRequest('The hour must be between 0 and 23.', { param: `${param}[hour]` });
  }
  if (minutes !== 0 && minutes !== 30) {
    throw invalidRequest('The minutes must be 0 or 30.', { param: `${param}[minutes]` });
  }
  if (timezone === undefined || !isTimezone(timezone)) {
    throw invalidRequest(`Invalid timezone: ${timezone ?? ''}.`, { param: `${param}[timezone]` });
  }
  return { hour, minutes, timezone };
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const day = 24 * 60 * 60;

/**
 * The business day that `now` (Unix seconds) belongs to, counted from the epoch. Days begin at
 * midnight (UTC) without a start of their own, and else so much earlier.
 */
export function businessDay(now: number, start: StartOfDay | null): number {
  if (!start) return Math.floor(now / day);
  const local = new Intl.DateTimeFormat('en', {
    timeZone: start.timezone,
    hourCycle: 'h23',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = new Map(
    local.formatToParts(now * 1000).map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const clock = part('hour') * 3600 + part('minute') * 60 + part('second');
  // How long this business day has been going on, of which the part before midnight is gained.
  const since = (clock - start.hour * 3600 - start.minutes * 60 + day) % day;
  const began = now - since;
  return Math.ceil(began / day);
}
