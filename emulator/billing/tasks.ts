/**
 * What billing does by itself, by name: at its moment, by whichever clock it was planned with.
 */
import type { Context } from '../server/contract';
import { advanceInvoice, retryInvoice } from './dunning';
import type { BillingTask, Planned } from './moment';

type Task = (context: Context, subject: string, at: number) => void;

const tasks: Readonly<Partial<Record<BillingTask, Task>>> = {
  advance_invoice: advanceInvoice,
  attempt_invoice: retryInvoice,
};

/** Does what was planned, in the moment it was planned for: also where the process was late. */
export function runPlanned(context: Context, { task, subject, at }: Planned): void {
  tasks[task]?.(context.at(at), subject, at);
}
