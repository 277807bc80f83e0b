/** What is on an account of a mirror, read from Stripe; and what is on the platform of its card. */
import type { AccountSubscriptionId, SavedMethodId } from '../../model/ids';
import type { savedMethods, subscriptions } from '../../store/schema';
import type { AccountSubscription } from '../../stripe/account-billing';
import { accountStripe } from '../../stripe/account-stripe';
import { orNull } from '../../stripe/failure';
import { idOf } from '../../stripe/fields';
import { platformStripe, type PlatformMethod } from '../../stripe/platform-stripe';
import type { CustomerThere } from './mirror-differences';
import type { MirrorGroup } from './mirror-groups';
import type { AccountThere } from './read-account-there';

type SavedMethod = typeof savedMethods.$inferSelect;
export type ReadMethod = (method: SavedMethod) => Promise<PlatformMethod | null>;

/**
 * The Customer with its methods; null when it is not there. Its Subscriptions have told of it already,
 * so that most often its methods are all that is asked for.
 */
export async function readCustomer(
  { accountId, customerId, buyer }: MirrorGroup,
  its: readonly AccountSubscription[],
): Promise<CustomerThere | null> {
  const { customers } = accountStripe(accountId);
  const of = { subject: { buyerId: buyer.id } };
  const told = its.map(({ customer }) => customer).find((one) => typeof one !== 'string');
  if (told?.deleted) return null;
  const attached = await orNull(customers.listMethods(customerId, of));
  if (!attached) return null;
  // With nothing to charge, and nothing that charges, it does not matter what it is called.
  if (!told && !attached.length && !its.length) {
    return { name: null, email: null, offered: null, attached };
  }
  const customer = told ?? (await orNull(customers.retrieve(customerId, of)));
  if (!customer || customer.deleted) return null;
  return {
    name: customer.name ?? null,
    email: customer.email,
    offered: idOf(customer.invoice_settings.default_payment_method),
    attached,
  };
}

/**
 * The Subscription; null when it is not there. One that is not in the list of its account (it has been
 * canceled, follows a test clock, or is older than what was listed) is asked for by itself.
 */
export async function readMirror(
  { id, accountId, accountSubscriptionId, buyerId }: typeof subscriptions.$inferSelect,
  { subscriptions: listed }: AccountThere,
): Promise<AccountSubscription | null> {
  const known = listed.get(accountSubscriptionId ?? '');
  if (known) return known;
  return orNull(
    accountStripe(accountId).subscriptions.retrieve(
      accountSubscriptionId as AccountSubscriptionId,
      { subject: { buyerId, subscriptionId: id } },
    ),
  );
}

/** Reads each saved method once; null for one that may not be charged any more. */
export function methodReader(): ReadMethod {
  const read = new Map<SavedMethodId, Promise<PlatformMethod | null>>();
  return (method) => {
    if (method.status !== 'active') return Promise.resolve(null);
    const known = read.get(method.id);
    if (known) return known;
    const asked = orNull(
      platformStripe().paymentMethods.retrieve(method.platformMethodId, {
        subject: { buyerId: method.buyerId },
      }),
    ).then((there) => (there?.customer ? there : null));
    read.set(method.id, asked);
    return asked;
  };
}
