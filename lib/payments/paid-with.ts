import { sql } from 'drizzle-orm';
import type { SavedMethodId } from '../model/ids';
import { keptClones, subscriptionInvoices, subscriptions } from '../store/schema';

/**
 * The saved method whose clone an invoice was charged to, for a statement that has invoice and
 * subscription: the newest that was attached by then. Stripe's times are whole seconds.
 */
export const methodOfInvoice = sql<SavedMethodId>`coalesce(
  (
    select ${keptClones.savedMethodId} from ${keptClones}
    where ${keptClones.subscriptionId} = ${subscriptions.id}
      and ${keptClones.attachedAt} < ${subscriptionInvoices.paidAt} + interval '1 second'
    order by ${keptClones.attachedAt} desc limit 1
  ),
  ${subscriptions.savedMethodId}
)`;
