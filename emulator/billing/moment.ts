/**
 * What time it is for a customer: the emulator's, or where a test clock stands
 * (docs.stripe.com/billing/testing/test-clocks); and what is to happen later by that time.
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { idOf } from '../resources/payment-method-use';

/** What billing does by itself, at its time. */
export type BillingTask =
  | 'advance_invoice'
  | 'attempt_invoice'
  | 'cancel_subscription'
  | 'expire_incomplete'
  | 'expire_pending_update'
  | 'overdue_invoice'
  | 'renew_subscription'
  | 'resume_collection'
  | 'tell_trial_end'
  | 'tell_upcoming';

/** One task for one object, at one moment. */
export interface Planned {
  readonly task: BillingTask;
  /** The id of the subscription or invoice. */
  readonly subject: string;
  /** Unix seconds. */
  readonly at: number;
}

/** The test clock that an object goes by; null for the emulator's own. */
export function clockOf(object: { test_clock?: string | { id: string } | null }): string | null {
  return idOf(object.test_clock);
}

/** The context at the time of whatever goes by this clock; as it is without one. */
export function atClock(context: Context, clock: string | null): Context {
  if (clock === null) return context;
  const found = context.records.get('test_helpers.test_clock', clock);
  return found ? context.at(found.object.frozen_time) : context;
}

/** The same for a customer's. */
export function atCustomer(context: Context, customer: Stripe.Customer): Context {
  return atClock(context, clockOf(customer));
}

/** Has a task done at its time. A task that has become idle meanwhile finds nothing to do. */
export function plan(context: Context, clock: string | null, planned: Planned): void {
  if (clock === null) {
    const pause = planned.at * 1000 - context.emulatorMs();
    context.schedule(pause, 'billing', { ...planned });
    return;
  }
  const id = context.id('timer');
  context.records.put('clock_timer', { id, object: 'clock_timer', clock, ...planned }, null);
}
