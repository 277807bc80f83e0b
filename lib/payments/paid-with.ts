import { sql } from 'drizzle-orm';
import type { SavedMethodId } from '../model/ids';
import { keptClones, subscriptionInvoices, subscriptions } from '../store/schema';

const cloneOfSubscription = sql`
  select ${keptClones.savedMethodId} from ${keptClones}
  where ${keptClones.subscriptionId} = ${subscriptions.id} and ${subscriptionInvoices.paidAt} is not null`;

/**
 * The saved method whose clone an invoice was charged to, for a statement that has invoice and
 * subscription: the newest that was attached by then, else the first, as a test clock may stand a little
 * behind. Stripe's times are whole seconds.
 */
export const methodOfInvoice = sql<SavedMethodId>`coalesce(
  (
    ${cloneOfSubscription}
      and ${keptClones.attachedAt} < ${subscriptionInvoices.paidAt} + interval '1 second'
    order by ${keptClones.attachedAt} desc limit 1
  ),
  (
    ${cloneOfSubscription} and ${keptClones.attachedAt} is not null
    order by ${keptClones.attachedAt} limit 1
  ),
  ${subscriptions.savedMethodId}
)`;
