import { inArray } from 'drizzle-orm';
import { disputes } from '../store/schema';

/** Stripe's statuses in which the seller may still say something to the bank. */
export const answerable = ['needs_response', 'warning_needs_response'] as const;

export const needsAnswer = inArray(disputes.status, [...answerable]);
