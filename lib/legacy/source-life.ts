/**
 * Deprecated: the life of a Source, from its making to its end, in each of its four flows.
 * https://docs.stripe.com/sources
 */
import type { Lab, Sdk, Taken } from '../lab/way';

type Given = Parameters<Sdk['sources']['create']>[0];

/** A type of Source as it is made here. */
interface Kind {
  /**
   * What is charged, in minor units: what a receiver gets in test mode, or what a single use was made
   * for.
   */
  readonly amount: number;
  readonly currency: string;
  readonly usage: 'reusable' | 'single_use';
  readonly fields: (returnUrl: string) => object;
  /** A version of the API that still makes it, where today's does not. */
  readonly apiVersion?: string;
}

// Stripe's test address: its owner does their part by themselves, after a moment.
const agrees = { email: 'lena_chargeable@example.com', name: 'Lena Lab' };

const kinds: Readonly<Record<string, Kind>> = {
  card: {
    amount: 1_050,
    currency: 'usd',
    usage: 'reusable',
    fields: () => ({ token: 'tok_visa' }),
  },
  sepa_debit: {
    amount: 1_050,
    currency: 'eur',
    usage: 'reusable',
    fields: () => ({ sepa_debit: { iban: 'DE89370400440532013000' } }),
  },
  alipay: {
    amount: 1_050,
    currency: 'usd',
    usage: 'single_use',
    fields: (returnUrl) => ({ redirect: { return_url: returnUrl } }),
  },
  wechat: {
    amount: 1_050,
    currency: 'usd',
    usage: 'single_use',
    fields: () => ({ owner: agrees }),
  },
  ach_credit_transfer: {
    amount: 1_000,
    currency: 'usd',
    usage: 'reusable',
    fields: () => ({ owner: { email: 'amount_1000@example.com' } }),
  },
  multibanco: {
    amount: 1_050,
    currency: 'eur',
    usage: 'single_use',
    fields: (returnUrl) => ({ owner: agrees, redirect: { return_url: returnUrl } }),
  },
  ach_debit: {
    amount: 1_050,
    currency: 'usd',
    usage: 'reusable',
    fields: () => ({ token: 'btok_us' }),
  },
  bancontact: {
    amount: 1_050,
    currency: 'eur',
    usage: 'single_use',
    fields: (returnUrl) => ({ redirect: { return_url: returnUrl } }),
    apiVersion: '2024-06-20',
  },
};

function kindOf({ choices: { type = '' } }: Pick<Lab, 'choices'>): Kind {
  const kind = kinds[type];
  if (!kind) throw new Error(`No Source of the type ${type} is made here`);
  return kind;
}

/** Deprecated. A Source of the chosen type on the platform. */
export async function createTypedSource(lab: Lab): Promise<Taken> {
  const { amount, currency, usage, fields, apiVersion } = kindOf(lab);
  const given = {
    type: lab.choices.type,
    currency,
    usage,
    ...(usage === 'single_use' ? { amount } : {}),
    owner: { name: 'Lena Lab', email: 'lena@souk.example' },
    ...fields(lab.returnUrl),
  };
  // The SDK's type has no field for what belongs to one type of Source.
  const source = await lab.stripe.sources.create(given as Given, {
    idempotencyKey: lab.key('source'),
    ...(apiVersion ? { apiVersion } : {}),
  });
  return {
    told: `${source.id} is ${source.status}; its flow is ${source.flow}, its usage ${String(source.usage)}.`,
    saved: { source: source.id },
  };
}

/** Deprecated. What may be changed of a Source: its metadata, and who owns it. */
export async function updateSource({ stripe, key, saved }: Lab): Promise<Taken> {
  const source = await stripe.sources.update(
    saved('source'),
    { metadata: { order: '6735' }, owner: { phone: '+33 1 70 18 99 00' } },
    { idempotencyKey: key('update') },
  );
  return {
    told: `${source.id} belongs to order ${String(source.metadata?.order)}, and its owner has a telephone.`,
  };
}

/** Sends the owner to the page of a Source that has one, unless they have been there. */
export async function visitOwnersPage({ stripe, saved }: Lab) {
  const source = await stripe.sources.retrieve(saved('source'));
  return source.status === 'pending' && source.flow === 'redirect' && source.redirect
    ? ({ kind: 'visit', url: source.redirect.url } as const)
    : null;
}

/** Tells the two sums that were sent to a bank account, or reads what its owner did, or has sent. */
export async function awaitOwner({ stripe, key, saved }: Lab): Promise<Taken> {
  let source = await stripe.sources.retrieve(saved('source'));
  if (source.status === 'pending' && source.code_verification) {
    source = await stripe.sources.verify(
      source.id,
      { values: ['32', '45'] },
      { idempotencyKey: key('verify') },
    );
  }
  if (source.status === 'pending') {
    return { told: 'Its owner has not done it yet. Press again in a moment.', notYet: true };
  }
  const agreed = source.status === 'chargeable';
  return { told: `${source.id} is ${source.status}${agreed ? '.' : ': start anew.'}` };
}

/** Deprecated. A reusable one is attached to a Customer, else its first charge is its last. */
export async function keepSource(lab: Lab): Promise<Taken> {
  const { stripe, key, saved } = lab;
  if (kindOf(lab).usage === 'single_use') {
    return { told: `${saved('source')} is good for one charge: there is nothing to keep.` };
  }
  const customer = await stripe.customers.create(
    { name: 'Lena Lab', source: saved('source') },
    { idempotencyKey: key('customer') },
  );
  return {
    told: `${saved('source')} is the default source of ${customer.id}.`,
    saved: { customer: customer.id },
  };
}

/** Deprecated. A charge of the platform’s own, by the Charges API. */
export async function chargeTypedSource(lab: Lab): Promise<Taken> {
  const { stripe, key, saved } = lab;
  const { amount, currency, usage } = kindOf(lab);
  const charge = await stripe.charges.create(
    {
      amount,
      currency,
      source: saved('source'),
      ...(usage === 'reusable' ? { customer: saved('customer') } : {}),
    },
    { idempotencyKey: key('charge') },
  );
  return { told: `${charge.id} is ${charge.status}.`, saved: { charge: charge.id } };
}

/** Deprecated. Let go of, or used once, it is consumed: nothing can be charged with it any more. */
export async function endSource(lab: Lab): Promise<Taken> {
  const { stripe, key, saved } = lab;
  if (kindOf(lab).usage === 'reusable') {
    await stripe.customers.deleteSource(
      saved('customer'),
      saved('source'),
      {},
      { idempotencyKey: key('detach') },
    );
  }
  const source = await stripe.sources.retrieve(saved('source'));
  return { told: `${source.id} is ${source.status}.` };
}

/** Charges it after it has ended. */
export async function chargeEnded(lab: Lab) {
  const { amount, currency } = kindOf(lab);
  return lab.stripe.charges.create(
    { amount, currency, source: lab.saved('source') },
    { idempotencyKey: lab.key('charge') },
  );
}

/** Asks for a type that today's version makes no more. */
export async function createGoneType({ stripe, key, returnUrl }: Lab) {
  return stripe.sources.create(
    {
      type: 'sofort',
      amount: 1_050,
      currency: 'eur',
      redirect: { return_url: returnUrl },
    },
    { idempotencyKey: key('source') },
  );
}

/** Asks for a type that was never open to everybody. */
export async function createClosedType({ stripe, key }: Lab) {
  return stripe.sources.create(
    { type: 'three_d_secure', amount: 1_050, currency: 'usd' },
    { idempotencyKey: key('source') },
  );
}
