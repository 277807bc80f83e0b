/**
 * What billing does by itself, by name: at its moment, by whichever clock it was planned with.
 */
import type { Context } from '../server/contract';
import { advanceInvoice, retryInvoice } from './dunning';
import type { BillingTask, Planned } from './moment';
import { renewSubscription, resumeCollection, tellTrialEnd, tellUpcoming } from './renewal';
import { cancelWhenDue, expireIncomplete } from './subscription-end';
import { expireParked } from './subscription-parked';
import { tellOverdue } from './subscription-status';

type Task = (context: Context, subject: string, at: number) => void;

const tasks: Readonly<Record<BillingTask, Task>> = {
  advance_invoice: advanceInvoice,
  attempt_invoice: retryInvoice,
  cancel_subscription: cancelWhenDue,
  expire_incomplete: expireIncomplete,
  expire_pending_update: expireParked,
  overdue_invoice: tellOverdue,
  renew_subscription: renewSubscription,
  resume_collection: resumeCollection,
  tell_trial_end: tellTrialEnd,
  tell_upcoming: tellUpcoming,
};

/** Does what was planned, in the moment it was planned for: also where the process was late. */
export function runPlanned(context: Context, { task, subject, at }: Planned): void {
  tasks[task](context.at(at), subject, at);
}
