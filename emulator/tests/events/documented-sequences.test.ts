/**
 * Every sequence of events that Stripe documents for payments, saved cards, refunds, disputes and
 * accounts (docs.stripe.com/api/events/types, docs.stripe.com/payments/paymentintents/lifecycle,
 * docs.stripe.com/connect/webhooks): one row a flow. What each event holds is looked at beside.
 */
import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import { agreed, onlyBanks, settled } from '../resources/bank-scene';
import {
  atTheBank,
  charge,
  cloneCard,
  failure,
  saveCard,
  scene,
  type Scene,
} from '../resources/scene';
import { call } from '../support/raw-call';
import { types, witness } from './witness';

interface Flow {
  /** What has to be there before anybody listens; its id is handed on. */
  readonly before?: (here: Scene) => Promise<string>;
  readonly work: (here: Scene, id: string) => Promise<unknown>;
  readonly platform?: readonly string[];
  readonly seller?: readonly string[];
  /** What `previous_attributes` names, by event; the others have none. */
  readonly previous?: Readonly<Record<string, readonly string[]>>;
  /** Events that nobody asked for: their request has no id. */
  readonly unasked?: readonly string[];
}

const page = { return_url: 'http://localhost/back', use_stripe_sdk: true };
const atOnce = { capture_method: 'automatic' } as const;

function setUp({ stripe, jenny }: Scene, card: string): Promise<Stripe.SetupIntent> {
  const given = { customer: jenny, payment_method: card, confirm: true, ...page };
  return stripe.setupIntents.create(given);
}

async function clone(here: Scene, card = 'pm_card_visa'): Promise<string> {
  return (await cloneCard(here, await saveCard(here, card))).id;
}

/** A card of Jenny's. */
async function saved({ stripe, jenny }: Scene): Promise<string> {
  return (await stripe.paymentMethods.attach('pm_card_visa', { customer: jenny })).id;
}

/** A booked direct charge with a fee. */
async function paid(here: Scene, card = 'pm_card_visa'): Promise<string> {
  const given = { ...atOnce, application_fee_amount: 250 };
  return String((await charge(here, await clone(here, card), given)).latest_charge);
}

async function disputed(here: Scene): Promise<string> {
  const { data } = await here.stripe.disputes.list(
    { charge: await paid(here, 'pm_card_createDispute') },
    here.seller,
  );
  return data[0]?.id ?? '';
}

async function debit({ stripe }: Scene, method: string): Promise<void> {
  const { id } = await stripe.paymentIntents.create({
    amount: 2500,
    currency: 'usd',
    payment_method: method,
    confirm: true,
    ...onlyBanks,
    ...agreed,
  });
  await settled(stripe, id);
}

const flows: Readonly<Record<string, Flow>> = {
  'a SetupIntent is created': {
    work: ({ stripe }) => stripe.setupIntents.create(),
    platform: ['setup_intent.created'],
  },
  'a SetupIntent succeeds': {
    work: (here) => setUp(here, 'pm_card_visa'),
    platform: ['setup_intent.created', 'payment_method.attached', 'setup_intent.succeeded'],
  },
  'a SetupIntent asks, and succeeds': {
    work: async (here) =>
      atTheBank(here.emulator, await setUp(here, 'pm_card_authenticationRequired'), 'authenticate'),
    platform: [
      'setup_intent.created',
      'setup_intent.requires_action',
      'payment_method.attached',
      'setup_intent.succeeded',
    ],
    unasked: ['payment_method.attached', 'setup_intent.succeeded'],
  },
  'a SetupIntent asks, and fails': {
    work: async (here) =>
      atTheBank(here.emulator, await setUp(here, 'pm_card_authenticationRequired'), 'fail'),
    platform: ['setup_intent.created', 'setup_intent.requires_action', 'setup_intent.setup_failed'],
    unasked: ['setup_intent.setup_failed'],
  },
  'a SetupIntent is declined': {
    work: (here) => failure(setUp(here, 'pm_card_visa_chargeDeclined')),
    platform: ['setup_intent.created', 'setup_intent.setup_failed'],
  },
  'a PaymentMethod is made and cloned': {
    before: saved,
    work: async (here, id) => {
      await here.stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } });
      await cloneCard(here, id);
    },
  },
  'a PaymentMethod is attached': { work: saved, platform: ['payment_method.attached'] },
  'a PaymentMethod is changed': {
    before: saved,
    work: ({ stripe }, id) => stripe.paymentMethods.update(id, { metadata: { a: '1' } }),
    platform: ['payment_method.updated'],
    previous: { 'payment_method.updated': ['metadata'] },
  },
  'a PaymentMethod is detached': {
    before: saved,
    work: ({ stripe }, id) => stripe.paymentMethods.detach(id),
    platform: ['payment_method.detached'],
    previous: { 'payment_method.detached': ['customer'] },
  },
  'a direct charge succeeds': {
    before: clone,
    work: (here, id) => charge(here, id, { ...atOnce, application_fee_amount: 250 }),
    seller: ['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded'],
    platform: ['application_fee.created'],
  },
  'a direct charge is declined': {
    before: (here) => clone(here, 'pm_card_chargeCustomerFail'),
    work: (here, id) => failure(charge(here, id)),
    seller: ['payment_intent.created', 'charge.failed', 'payment_intent.payment_failed'],
  },
  'a direct charge asks, and succeeds': {
    work: async (here) => {
      const intent = await here.stripe.paymentIntents.create(
        {
          amount: 2500,
          currency: 'eur',
          payment_method: 'pm_card_authenticationRequired',
          confirm: true,
          ...atOnce,
          ...page,
        },
        here.seller,
      );
      await atTheBank(here.emulator, intent, 'authenticate');
    },
    seller: [
      'payment_intent.created',
      'payment_intent.requires_action',
      'charge.succeeded',
      'payment_intent.succeeded',
    ],
    unasked: ['charge.succeeded', 'payment_intent.succeeded'],
  },
  'a direct charge would ask, off session': {
    before: (here) => clone(here, 'pm_card_authenticationRequired'),
    work: (here, id) => failure(charge(here, id)),
    seller: ['payment_intent.created', 'payment_intent.payment_failed'],
  },
  'a hold is placed': {
    before: clone,
    work: (here, id) => charge(here, id, { capture_method: 'manual' }),
    seller: [
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.amount_capturable_updated',
    ],
  },
  'a hold is captured': {
    before: async (here) =>
      (await charge(here, await clone(here), { capture_method: 'manual' })).id,
    work: ({ stripe, seller }, id) => stripe.paymentIntents.capture(id, {}, seller),
    seller: ['charge.captured', 'payment_intent.succeeded'],
  },
  'a payment is canceled': {
    before: async ({ stripe }) =>
      (await stripe.paymentIntents.create({ amount: 2500, currency: 'usd' })).id,
    work: ({ stripe }, id) => stripe.paymentIntents.cancel(id),
    platform: ['payment_intent.canceled'],
  },
  'a refund succeeds': {
    before: paid,
    work: ({ stripe, seller }, id) =>
      stripe.refunds.create({ charge: id, refund_application_fee: true }, seller),
    seller: ['refund.created', 'charge.refunded', 'refund.updated', 'charge.refund.updated'],
    platform: ['application_fee.refunded'],
    previous: {
      'charge.refunded': ['amount_refunded', 'refunded'],
      'charge.refund.updated': ['destination_details'],
      'refund.updated': ['destination_details'],
    },
    unasked: ['refund.updated', 'charge.refund.updated'],
  },
  'a dispute comes with the payment': {
    before: (here) => clone(here, 'pm_card_createDispute'),
    work: (here, id) => charge(here, id, atOnce),
    seller: [
      'payment_intent.created',
      'charge.succeeded',
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'payment_intent.succeeded',
    ],
  },
  'a dispute is given up': {
    before: disputed,
    work: ({ stripe, seller }, id) => stripe.disputes.close(id, {}, seller),
    seller: ['charge.dispute.closed'],
  },
  'a debit comes': {
    work: (here) => debit(here, 'pm_usBankAccount_success'),
    platform: [
      'payment_intent.created',
      'payment_intent.processing',
      'charge.pending',
      'charge.succeeded',
      'payment_intent.succeeded',
      'balance.available',
    ],
    unasked: ['charge.succeeded', 'payment_intent.succeeded', 'balance.available'],
  },
  'a debit fails': {
    work: (here) => debit(here, 'pm_usBankAccount_noAccount'),
    platform: [
      'payment_intent.created',
      'payment_intent.processing',
      'charge.pending',
      'charge.failed',
      'payment_intent.payment_failed',
    ],
    unasked: ['charge.failed', 'payment_intent.payment_failed'],
  },
  'an account is told of': {
    work: ({ stripe, account }) =>
      stripe.accounts.update(account, { business_profile: { support_phone: '+33123456789' } }),
    seller: ['account.updated'],
    previous: { 'account.updated': ['business_profile'] },
  },
  'an account gets another bank account': {
    work: ({ stripe, account }) =>
      stripe.accounts.createExternalAccount(account, { external_account: 'btok_fr' }),
    seller: ['account.external_account.created', 'account.updated'],
    previous: { 'account.updated': ['external_accounts'] },
  },
  'a customer is deleted': {
    work: ({ emulator, jenny }) => call(emulator, `/v1/customers/${jenny}`, { method: 'DELETE' }),
    platform: ['customer.deleted'],
  },
};

test.each(Object.entries(flows))('%s', async (_, flow) => {
  const here = await scene();
  const id = (await flow.before?.(here)) ?? '';
  const told = await witness(here);
  const { platform, seller } = await told.during(() => flow.work(here, id));
  expect(types(platform)).toEqual(flow.platform ?? []);
  expect(types(seller)).toEqual(flow.seller ?? []);
  for (const { type, data, request } of [...platform, ...seller]) {
    const changed = data.previous_attributes && Object.keys(data.previous_attributes);
    expect([type, changed]).toEqual([type, flow.previous?.[type]]);
    const asked = request?.id != null;
    expect([type, asked]).toEqual([type, !flow.unasked?.includes(type)]);
    // The SDK gives each POST a key of its own; the other calls have none.
    if (!asked) expect(request).toEqual({ id: null, idempotency_key: null });
  }
});
