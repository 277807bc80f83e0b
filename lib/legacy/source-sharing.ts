/**
 * Deprecated: card Sources of a Customer cloned to an account. PaymentMethods are cloned today.
 * https://docs.stripe.com/sources/connect
 */
import type { Lab, Taken } from '../lab/way';
import { priceOf } from '../lab/ways/charging';

/** Deprecated. Copies the Source to the account; `usage` may narrow it to a single use. */
export async function cloneSource({ stripe, key, choices, seller, saved }: Lab): Promise<Taken> {
  const source = await stripe.sources.create(
    {
      customer: saved('customer'),
      original_source: saved('source'),
      usage: choices.usage === 'single_use' ? 'single_use' : 'reusable',
    },
    { stripeAccount: seller.accountId, idempotencyKey: key('clone') },
  );
  return {
    told: `${source.id} is ${source.status} on the account, its usage is ${String(source.usage)}.`,
    saved: { clone: source.id },
  };
}

/** Deprecated. Attached before its first charge a reusable one stays; unattached it is consumed. */
export async function attachThere({ stripe, key, seller, saved }: Lab): Promise<Taken> {
  const customer = await stripe.customers.create(
    { name: 'Lena Lab', source: saved('clone') },
    { stripeAccount: seller.accountId, idempotencyKey: key('customer') },
  );
  return {
    told: `${saved('clone')} is the default source of ${customer.id} on the account.`,
    saved: { accountCustomer: customer.id },
  };
}

/** Deprecated. A direct charge of the clone. */
export async function chargeCloneThere({ stripe, key, seller, saved }: Lab): Promise<Taken> {
  const charge = await stripe.charges.create(
    {
      amount: priceOf(seller),
      currency: seller.currency,
      customer: saved('accountCustomer'),
      source: saved('clone'),
      application_fee_amount: 100,
    },
    { stripeAccount: seller.accountId, idempotencyKey: key('charge') },
  );
  return { told: `${charge.id} is ${charge.status} on the account.` };
}

/** Clones once more, charges that clone unattached, and then again: it was consumed. */
export async function chargeUnattachedTwice({ stripe, key, seller, saved }: Lab) {
  const there = { stripeAccount: seller.accountId };
  const source = await stripe.sources.create(
    { customer: saved('customer'), original_source: saved('source'), usage: 'reusable' },
    { ...there, idempotencyKey: key('clone') },
  );
  const charge = (write: string) =>
    stripe.charges.create(
      {
        amount: priceOf(seller),
        currency: seller.currency,
        source: source.id,
      },
      { ...there, idempotencyKey: key(write) },
    );
  await charge('first');
  return charge('second');
}

/** Names a usage that there is not. */
export async function cloneForWrongUsage({ stripe, key, seller, saved }: Lab) {
  return stripe.sources.create(
    {
      customer: saved('customer'),
      original_source: saved('source'),
      usage: 'often' as 'reusable',
    },
    { stripeAccount: seller.accountId, idempotencyKey: key('clone') },
  );
}

/** Leaves out whose Source it is. */
export async function cloneOfNobody({ stripe, key, seller, saved }: Lab) {
  return stripe.sources.create(
    { original_source: saved('source') },
    { stripeAccount: seller.accountId, idempotencyKey: key('clone') },
  );
}
