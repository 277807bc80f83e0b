/** What becomes of a subscription when nobody has paid for it. */
import type { Context } from '../server/contract';
import type { Invoice } from './invoice-shape';
import { endSubscription } from './subscription-over';
import { keepSubscription, ownerOf } from './subscription-records';

/** Nobody has paid, and nobody is asked any more. */
export function endOfDunning(context: Context, invoice: Invoice): void {
  const before = ownerOf(context, invoice);
  if (before?.status !== 'past_due') return;
  switch (context.settings.dunning.end) {
    case 'cancel':
      endSubscription(context, before, 'payment_failed');
      return;
    case 'unpaid':
      keepSubscription(context, before, { ...before, status: 'unpaid' });
      return;
    case 'past_due':
      return;
  }
}
