/**
 * Deprecated: the Sources API. PaymentMethods have taken its place; only card Sources are to stay.
 * https://docs.stripe.com/api/sources
 */
import type { Lab, Taken } from '../lab/way';
import { priceOf } from '../lab/ways/charging';

/** Deprecated. A card Source on the platform, chargeable from the first. */
export async function createCardSource({ stripe, key, choices }: Lab): Promise<Taken> {
  const source = await stripe.sources.create(
    { type: 'card', token: choices.card, owner: { name: 'Lena Lab', email: 'lena@souk.example' } },
    { idempotencyKey: key('source') },
  );
  return {
    told: `${source.id} is ${source.status}, its flow is ${source.flow}, its usage ${String(source.usage)}.`,
    saved: { source: source.id },
  };
}

/** Deprecated. Attached to a Customer it can be charged again and again. */
export async function attachSource({ stripe, key, saved }: Lab): Promise<Taken> {
  const customer = await stripe.customers.create(
    { name: 'Lena Lab', source: saved('source') },
    { idempotencyKey: key('customer') },
  );
  return {
    told: `${saved('source')} is the default source of ${customer.id}.`,
    saved: { customer: customer.id },
  };
}

/** Deprecated. A Source whose owner agrees on a page of their own; made on the platform. */
export async function createRedirectSource({ stripe, key, returnUrl }: Lab): Promise<Taken> {
  const source = await stripe.sources.create(
    {
      type: 'alipay',
      amount: 1_050,
      currency: 'usd',
      owner: { name: 'Lena Lab', email: 'lena@souk.example' },
      redirect: { return_url: returnUrl },
    },
    { idempotencyKey: key('source') },
  );
  return { told: `${source.id} is ${source.status}.`, saved: { source: source.id } };
}

/** Sends the owner to that page, unless they have been there. */
export async function authorizeSource({ stripe, saved }: Lab) {
  const source = await stripe.sources.retrieve(saved('source'));
  return source.status === 'pending' && source.redirect
    ? ({ kind: 'visit', url: source.redirect.url } as const)
    : null;
}

/** Reads at Stripe what the owner said: the address they came back to proves nothing. */
export async function readSource({ stripe, saved }: Lab): Promise<Taken> {
  const source = await stripe.sources.retrieve(saved('source'));
  return {
    told: `${source.id} is ${source.status}${source.status === 'chargeable' ? '.' : ': start anew.'}`,
  };
}

/** Deprecated. A destination charge: the platform is the merchant, the seller gets the money. */
export async function chargeForDestination({ stripe, key, seller, saved }: Lab): Promise<Taken> {
  const charge = await stripe.charges.create(
    {
      amount: 1_050,
      currency: 'usd',
      source: saved('source'),
      transfer_data: { destination: seller.accountId, amount: 950 },
      expand: ['transfer'],
    },
    { idempotencyKey: key('charge') },
  );
  const transfer = typeof charge.transfer === 'object' ? charge.transfer : null;
  return {
    told: `${charge.id} is ${charge.status} on the platform; ${String(transfer?.id)} takes ${String(transfer?.amount)} of it to the seller.`,
  };
}

/** What a redirect Source of the seller’s is made of, by the server or by the browser. */
export function sourceOf({ seller, returnUrl }: Pick<Lab, 'seller' | 'returnUrl'>) {
  return {
    type: 'alipay',
    amount: priceOf(seller),
    currency: seller.currency,
    owner: { name: 'Lena Lab', email: 'lena@souk.example' },
    redirect: { return_url: returnUrl },
  } as const;
}

/** Deprecated. The same kind of Source on the seller’s account; by the server, unless a page made it. */
export async function createSourceThere(lab: Lab): Promise<Taken> {
  const { stripe, key, seller, runId, choices, fromBrowser } = lab;
  const there = { stripeAccount: seller.accountId, idempotencyKey: key('source') };
  // So that the event’s handler knows whose it is.
  const metadata = { lab_run: runId };
  const source =
    choices.where === 'browser'
      ? await stripe.sources.update(fromBrowser ?? '', { metadata }, there)
      : await stripe.sources.create({ ...sourceOf(lab), metadata }, there);
  return { told: `${source.id} is ${source.status} on the account.`, saved: { source: source.id } };
}

/** A page of its own, with the older Stripe.js, where the browser is to make it. */
export async function makeInBrowser({ choices, returnUrl }: Lab) {
  return choices.where === 'browser'
    ? ({ kind: 'visit', url: `${returnUrl}/create-source` } as const)
    : null;
}

/** Sends the owner to the page of a Source on the account, unless they have been there. */
export async function authorizeSourceThere({ stripe, seller, saved }: Lab) {
  const there = { stripeAccount: seller.accountId };
  const source = await stripe.sources.retrieve(saved('source'), {}, there);
  return source.status === 'pending' && source.redirect
    ? ({ kind: 'visit', url: source.redirect.url } as const)
    : null;
}

/** Reads on the account what the owner said. The page charges nothing: the event does. */
export async function readSourceThere({ stripe, seller, saved }: Lab): Promise<Taken> {
  const there = { stripeAccount: seller.accountId };
  const source = await stripe.sources.retrieve(saved('source'), {}, there);
  const agreed = source.status === 'chargeable' || source.status === 'consumed';
  return { told: `${source.id} is ${source.status}${agreed ? '.' : ': start anew.'}` };
}

/** Reads whether `source.chargeable` has come and was acted upon: see `charge-chargeable.ts`. */
export async function readChargeThere({ stripe, seller, saved }: Lab): Promise<Taken> {
  const there = { stripeAccount: seller.accountId };
  const source = await stripe.sources.retrieve(saved('source'), {}, there);
  return source.status === 'consumed'
    ? { told: `${source.id} is consumed: the event has charged it.` }
    : { told: 'The event has not come yet. Press again in a moment.', notYet: true };
}

/** Charges on the platform what lives on the account. */
export async function chargeOnWrongAccount({ stripe, key, seller, saved }: Lab) {
  return stripe.charges.create(
    {
      amount: priceOf(seller),
      currency: seller.currency,
      source: saved('source'),
    },
    { idempotencyKey: key('charge') },
  );
}

/** Charges it in the page as well, after the event did. */
export async function chargeInPage({ stripe, key, seller, saved }: Lab) {
  return stripe.charges.create(
    {
      amount: priceOf(seller),
      currency: seller.currency,
      source: saved('source'),
    },
    { stripeAccount: seller.accountId, idempotencyKey: key('charge') },
  );
}
