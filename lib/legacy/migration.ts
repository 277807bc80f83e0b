/**
 * From a card of the old kind to one that is cloned: one Customer by hand, as `scripts/migrate-cards.mjs`
 * does it for many.
 * https://docs.stripe.com/payments/payment-methods/migrate-from-legacy-cards-sources
 */
import type { Lab, Taken } from '../lab/way';

/** A Customer as they were made years ago: with a card, or with a card Source. */
export async function createOldCustomer({ stripe, key, choices }: Lab): Promise<Taken> {
  const [kind, token] = (choices.card ?? '').split(':');
  const source =
    kind === 'src'
      ? (await stripe.sources.create({ type: 'card', token }, { idempotencyKey: key('source') })).id
      : token;
  const customer = await stripe.customers.create(
    { name: 'Lena Lab', email: 'lena@souk.example', source },
    { idempotencyKey: key('customer') },
  );
  return {
    told: `${customer.id} has ${String(customer.default_source)}, and no PaymentMethod of today.`,
    saved: { customer: customer.id, old: String(customer.default_source) },
  };
}

/** Sets the old card up: its bank is asked now for what will be charged later. */
export async function setUpOldCard({ stripe, key, saved }: Lab): Promise<Taken> {
  const setup = await stripe.setupIntents.create(
    {
      customer: saved('customer'),
      payment_method: saved('old'),
      usage: 'off_session',
      allowed_payment_method_types: ['card'],
      use_stripe_sdk: true,
      confirm: true,
      metadata: { migrated_from: saved('old') },
    },
    { idempotencyKey: key('setup') },
  );
  return { told: `${setup.id} is ${setup.status}.`, saved: { setup: setup.id } };
}

/** What the Customer pays with by itself stays the same card. */
export async function makeDefault({ stripe, key, saved }: Lab): Promise<Taken> {
  const customer = await stripe.customers.update(
    saved('customer'),
    { invoice_settings: { default_payment_method: saved('method') } },
    { idempotencyKey: key('default') },
  );
  return { told: `${saved('method')} is the default of ${customer.id}.` };
}
