/**
 * The moment when pending money becomes available: it is announced, and paid out where the account
 * has a schedule for that (docs.stripe.com/payouts#payout-schedule).
 */
import { nextPayoutDate } from '../rules/payouts';
import type { Context } from '../server/contract';
import { balanceOf } from './balance-shape';
import { merchant } from './merchant';
import { payOutAll } from './payout-schedule';

/** Announces at `date` (Unix seconds) that money has become available; once for all of that date. */
export function planAvailability(context: Context, date: number): void {
  const now = context.now();
  const atOnce = date <= now;
  planOnce(context, 'balance_available', atOnce ? now : date, { atOnce });
}

/** A timer with a name of its own: the same task is never planned twice for one moment. */
function planOnce(context: Context, task: string, date: number, payload: object): void {
  // Unique among all accounts, as the ids of other timers are.
  const id = `${task}_${context.account}_${date}`;
  if (context.records.get('timer', id)) return;
  context.records.put(
    'timer',
    { id, object: 'timer', due: date * 1000, task, payload: { ...payload } },
    null,
  );
}

/** The task of `planAvailability`. */
export function announceAvailability(context: Context, { atOnce }: { atOnce: boolean }): void {
  context.emit('balance.available', balanceOf(context));
  const { payouts_enabled, settings } = merchant(context);
  const now = context.now();
  // Money that never pended misses the payout of the midnight it may have come at.
  const from = atOnce ? now + 1 : now;
  const date = payouts_enabled ? nextPayoutDate(settings?.payouts?.schedule, from) : null;
  if (date === null) return;
  if (date === now) payOutAll(context);
  else planOnce(context, 'pay_out', date, {});
}
