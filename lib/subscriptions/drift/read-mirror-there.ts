/** What is on an account of a mirror, read from Stripe; and what is on the platform of its card. */
import type { AccountSubscriptionId, SavedMethodId } from '../../model/ids';
import type { savedMethods, subscriptions } from '../../store/schema';
import { accountStripe } from '../../stripe/account-stripe';
import { orNull } from '../../stripe/failure';
import { idOf } from '../../stripe/fields';
import { platformStripe, type PlatformMethod } from '../../stripe/platform-stripe';
import type { CustomerThere, MirrorThere } from './mirror-differences';
import type { MirrorGroup } from './mirror-groups';

type SavedMethod = typeof savedMethods.$inferSelect;
export type ReadMethod = (method: SavedMethod) => Promise<PlatformMethod | null>;

/** The Customer with its methods; null when it is not there. */
export async function readCustomer({
  accountId,
  customerId,
  buyer,
}: MirrorGroup): Promise<CustomerThere | null> {
  const stripe = accountStripe(accountId);
  const of = { subject: { buyerId: buyer.id } };
  const customer = await orNull(stripe.customers.retrieve(customerId, of));
  if (!customer || customer.deleted) return null;
  const offered = customer.invoice_settings.default_payment_method;
  return {
    name: customer.name ?? null,
    email: customer.email,
    offered: typeof offered === 'string' ? offered : (offered?.id ?? null),
    attached: await stripe.customers.listMethods(customerId, of),
  };
}

/** The Subscription; null when it is not there. */
export async function readMirror(
  row: typeof subscriptions.$inferSelect,
): Promise<MirrorThere | null> {
  const { id, accountId, accountSubscriptionId, buyerId } = row;
  const subscription = await orNull(
    accountStripe(accountId).subscriptions.retrieve(
      accountSubscriptionId as AccountSubscriptionId,
      { subject: { buyerId, subscriptionId: id } },
    ),
  );
  if (!subscription) return null;
  const charged = subscription.default_payment_method;
  return {
    status: subscription.status,
    isEnded: subscription.ended_at !== null,
    charged: idOf(charged),
  };
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
