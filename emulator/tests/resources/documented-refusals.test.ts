/**
 * What Stripe's API is known to say when it refuses, word for word: one row a sentence.
 */
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { call, control } from '../support/raw-call';
import { charge, cloneCard, failure, saveCard, scene, type Scene } from './scene';

interface Refusal {
  readonly statusCode: number;
  readonly message: string;
  readonly code?: string;
  readonly param?: string;
}

type Row = [string, (made: Scene) => Promise<[Promise<unknown>, Refusal]>];

const used =
  'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.';

/** A PaymentIntent that is confirmed by nobody's hand. */
const unattended = { amount: 2500, currency: 'usd', confirm: true, off_session: true };

async function saved({ stripe, jenny }: Scene): Promise<string> {
  return (await stripe.paymentMethods.attach('pm_card_visa', { customer: jenny })).id;
}

async function paid({ stripe }: Scene, card = 'pm_card_visa'): Promise<Stripe.PaymentIntent> {
  const intent = { ...unattended, payment_method: card, capture_method: 'automatic' } as const;
  return stripe.paymentIntents.create(intent);
}

function missing(noun: string, id: string, param: string, statusCode = 404): Refusal {
  return { statusCode, code: 'resource_missing', param, message: `No such ${noun}: '${id}'` };
}

const unknownIds: Row[] = [
  [
    'a customer',
    async ({ stripe }) => [stripe.customers.retrieve('cus_x'), missing('customer', 'cus_x', 'id')],
  ],
  [
    'a customer in a body',
    async ({ stripe }) => [
      stripe.setupIntents.create({ customer: 'cus_x' }),
      missing('customer', 'cus_x', 'customer'),
    ],
  ],
  [
    'a payment',
    async ({ stripe }) => [
      stripe.paymentIntents.retrieve('pi_x'),
      missing('payment_intent', 'pi_x', 'intent'),
    ],
  ],
  [
    'a set-up',
    async ({ stripe }) => [
      stripe.setupIntents.retrieve('seti_x'),
      missing('setupintent', 'seti_x', 'intent'),
    ],
  ],
  [
    'a PaymentMethod in a path',
    async ({ stripe }) => [
      stripe.paymentMethods.retrieve('pm_x'),
      missing('PaymentMethod', 'pm_x', 'payment_method'),
    ],
  ],
  [
    'a PaymentMethod in a body',
    async ({ stripe }) => [
      stripe.paymentIntents.create({ ...unattended, payment_method: 'pm_x' }),
      missing('PaymentMethod', 'pm_x', 'payment_method', 400),
    ],
  ],
  [
    'a charge',
    async ({ stripe }) => [
      stripe.refunds.create({ charge: 'ch_x' }),
      missing('charge', 'ch_x', 'id'),
    ],
  ],
  [
    'a destination',
    async ({ stripe }) => [
      stripe.transfers.create({ amount: 1, currency: 'usd', destination: 'acct_x' }),
      missing('destination', 'acct_x', 'destination', 400),
    ],
  ],
  [
    'a PaymentMethod that is the platform’s',
    async (made) => {
      const id = await saved(made);
      const intent = { ...unattended, currency: 'eur', payment_method: id };
      return [
        made.stripe.paymentIntents.create(intent, made.seller),
        {
          statusCode: 400,
          code: 'resource_missing',
          param: 'payment_method',
          message: `No such PaymentMethod: '${id}'; OAuth key or Stripe-Account header was used but API request was provided with a platform-owned payment method ID. Please ensure that the provided payment method matches the specified account.`,
        },
      ];
    },
  ],
  [
    'a test token',
    async ({ stripe }) => [
      stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_none' } }),
      { statusCode: 400, param: 'token', message: 'Invalid token id: tok_none' },
    ],
  ],
];

const methods: Row[] = [
  [
    'use a PaymentMethod twice without a customer',
    async (made) => {
      const { id } = await made.stripe.paymentMethods.create({
        type: 'card',
        card: { token: 'tok_visa' },
      });
      await paid(made, id);
      return [paid(made, id), { statusCode: 400, message: used }];
    },
  ],
  [
    'attach one that was used',
    async (made) => {
      const { id } = await made.stripe.paymentMethods.create({
        type: 'card',
        card: { token: 'tok_visa' },
      });
      await paid(made, id);
      return [
        made.stripe.paymentMethods.attach(id, { customer: made.jenny }),
        {
          statusCode: 400,
          message:
            'This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.',
        },
      ];
    },
  ],
  [
    'attach one to somebody else',
    async (made) => {
      const id = await saved(made);
      const { id: customer } = await made.stripe.customers.create();
      return [
        made.stripe.paymentMethods.attach(id, { customer }),
        {
          statusCode: 400,
          message: 'The payment method you provided has already been attached to a customer.',
        },
      ];
    },
  ],
  [
    'detach one that nobody has',
    async ({ stripe }) => [
      stripe.paymentMethods.detach('pm_card_visa'),
      {
        statusCode: 400,
        message:
          'The payment method you provided is not attached to a customer so detachment is impossible.',
      },
    ],
  ],
  [
    'change one that nobody has',
    async ({ stripe }) => [
      stripe.paymentMethods.update('pm_card_visa', { metadata: { a: '1' } }),
      {
        statusCode: 400,
        message: 'You must save this PaymentMethod to a customer before you can update it.',
      },
    ],
  ],
  [
    'attach to nobody',
    async ({ stripe }) => [
      stripe.paymentMethods.attach('pm_card_visa', {}),
      {
        statusCode: 400,
        code: 'parameter_missing',
        message: 'Must provide customer or customer_account.',
      },
    ],
  ],
  [
    'make one for a customer at once',
    async ({ stripe, jenny }) => [
      stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' }, customer: jenny }),
      {
        statusCode: 400,
        message:
          'You cannot attach a PaymentMethod to a Customer during PaymentMethod creation. Please instead create the PaymentMethod and then attach it using the attachment method of the PaymentMethods API.',
      },
    ],
  ],
  [
    'pay with another customer’s',
    async (made) => {
      const id = await saved(made);
      const { id: customer } = await made.stripe.customers.create();
      return [
        made.stripe.paymentIntents.create({ ...unattended, customer, payment_method: id }),
        {
          statusCode: 400,
          param: 'payment_method',
          message: `The PaymentMethod ${id} does not belong to the Customer you supplied ${customer}. Please use this PaymentMethod with the Customer that it belongs to instead.`,
        },
      ];
    },
  ],
  [
    'pay with a customer’s without the customer',
    async (made) => {
      const id = await saved(made);
      return [
        paid(made, id),
        {
          statusCode: 400,
          code: 'parameter_missing',
          param: 'source',
          message: `The \`payment_method\` parameter supplied ${id} belongs to the Customer ${made.jenny}. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`,
        },
      ];
    },
  ],
  [
    'set a customer’s up without the customer',
    async (made) => {
      const id = await saved(made);
      return [
        made.stripe.setupIntents.create({ payment_method: id }),
        {
          statusCode: 400,
          message: `The payment method supplied (${id}) belongs to the Customer ${made.jenny}. Please include the Customer in the \`customer\` parameter on the SetupIntent.`,
        },
      ];
    },
  ],
  [
    'make one the default that is not attached',
    async ({ stripe, jenny }) => {
      const { id } = await stripe.paymentMethods.create({
        type: 'card',
        card: { token: 'tok_visa' },
      });
      return [
        stripe.customers.update(jenny, { invoice_settings: { default_payment_method: id } }),
        {
          statusCode: 400,
          code: 'resource_missing',
          message: `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
        },
      ];
    },
  ],
  [
    'share one without naming its customer',
    async (made) => {
      const id = await saved(made);
      return [
        made.stripe.paymentMethods.create({ payment_method: id }, made.seller),
        {
          statusCode: 400,
          message:
            'The payment method you provided is attached to a customer so for security purposes you must provide the customer in the request.',
        },
      ];
    },
  ],
  [
    'share one of nobody’s twice',
    async ({ stripe, seller }) => {
      const { id } = await stripe.paymentMethods.create({
        type: 'card',
        card: { token: 'tok_visa' },
      });
      const share = { payment_method: id };
      await stripe.paymentMethods.create(share, seller);
      return [stripe.paymentMethods.create(share, seller), { statusCode: 400, message: used }];
    },
  ],
  [
    'charge a clone twice',
    async (made) => {
      const clone = await cloneCard(made, await saveCard(made, 'pm_card_visa'));
      await charge(made, clone.id);
      return [charge(made, clone.id), { statusCode: 400, message: used }];
    },
  ],
];

const states: Row[] = [
  [
    'confirm a set-up without a PaymentMethod',
    async ({ stripe }) => {
      const { id } = await stripe.setupIntents.create();
      return [
        stripe.setupIntents.confirm(id, { return_url: 'http://localhost' }),
        {
          statusCode: 400,
          code: 'setup_intent_unexpected_state',
          message:
            "You cannot confirm this SetupIntent because it's missing a payment method. You can either update the SetupIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
        },
      ];
    },
  ],
  [
    'confirm a set-up that has succeeded',
    async (made) => {
      await saveCard(made, 'pm_card_visa');
      const [done] = (await made.stripe.setupIntents.list()).data;
      return [
        made.stripe.setupIntents.confirm(done?.id ?? '', { return_url: 'http://localhost' }),
        {
          statusCode: 400,
          code: 'setup_intent_unexpected_state',
          message: 'You cannot confirm this SetupIntent because it has already succeeded.',
        },
      ];
    },
  ],
  [
    'cancel a set-up that is canceled',
    async ({ stripe }) => {
      const { id } = await stripe.setupIntents.create();
      await stripe.setupIntents.cancel(id);
      return [
        stripe.setupIntents.cancel(id),
        {
          statusCode: 400,
          code: 'setup_intent_unexpected_state',
          message: 'You cannot cancel this SetupIntent because it is already canceled.',
        },
      ];
    },
  ],
  [
    'confirm a customer’s payment without a PaymentMethod',
    async ({ stripe, jenny }) => {
      const { id } = await stripe.paymentIntents.create({
        amount: 2500,
        currency: 'usd',
        customer: jenny,
      });
      return [
        stripe.paymentIntents.confirm(id, { return_url: 'http://localhost' }),
        {
          statusCode: 400,
          code: 'payment_intent_unexpected_state',
          message: `You cannot confirm this PaymentIntent because it's missing a payment method. To confirm the PaymentIntent with ${jenny}, specify a payment method attached to this customer along with the customer ID.`,
        },
      ];
    },
  ],
  [
    'cancel a payment that is done',
    async (made) => {
      const { id } = await paid(made);
      return [
        made.stripe.paymentIntents.cancel(id),
        {
          statusCode: 400,
          code: 'payment_intent_unexpected_state',
          message:
            'You cannot cancel this PaymentIntent because it has a status of succeeded. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_reauthorization, requires_confirmation, requires_action, expired, processing.',
        },
      ];
    },
  ],
  [
    'confirm with nowhere to come back to',
    async ({ stripe }) => [
      stripe.paymentIntents.create({
        amount: 2500,
        currency: 'usd',
        confirm: true,
        payment_method: 'pm_card_visa',
      }),
      {
        statusCode: 400,
        message:
          'A `return_url` must be specified because this Payment Intent is configured to automatically accept the payment methods enabled in the Dashboard, some of which may require a full page redirect to succeed. If you do not want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.',
      },
    ],
  ],
];

const refunds: Row[] = [
  [
    'refund twice',
    async (made) => {
      const { latest_charge } = await paid(made);
      const all = { charge: String(latest_charge) };
      await made.stripe.refunds.create(all);
      return [
        made.stripe.refunds.create(all),
        {
          statusCode: 400,
          code: 'charge_already_refunded',
          message: `Charge ${String(latest_charge)} has already been refunded.`,
        },
      ];
    },
  ],
  [
    'refund more than was paid',
    async (made) => [
      made.stripe.refunds.create({ payment_intent: (await paid(made)).id, amount: 3000 }),
      {
        statusCode: 400,
        param: 'amount',
        message: 'Refund amount ($30.00) is greater than charge amount ($25.00)',
      },
    ],
  ],
  [
    'refund more than is left',
    async (made) => {
      const { id } = await paid(made);
      await made.stripe.refunds.create({ payment_intent: id, amount: 500 });
      return [
        made.stripe.refunds.create({ payment_intent: id, amount: 2100 }),
        {
          statusCode: 400,
          param: 'amount',
          message: 'Refund amount ($21.00) is greater than unrefunded amount on charge ($20.00)',
        },
      ];
    },
  ],
  [
    'refund nothing that is named',
    async ({ stripe }) => [
      stripe.refunds.create({}),
      {
        statusCode: 400,
        message:
          'One of the following params should be provided for this request: payment_intent or charge.',
      },
    ],
  ],
  [
    'refund what was charged back',
    async (made) => {
      const { latest_charge } = await paid(made, 'pm_card_createDispute');
      return [
        made.stripe.refunds.create({ charge: String(latest_charge) }),
        {
          statusCode: 400,
          code: 'charge_disputed',
          message: `Charge ${String(latest_charge)} has been charged back; cannot issue a refund.`,
        },
      ];
    },
  ],
  [
    'cancel a refund',
    async (made) => {
      const refund = { payment_intent: (await paid(made)).id };
      const { id } = await made.stripe.refunds.create(refund);
      return [
        made.stripe.refunds.cancel(id),
        { statusCode: 400, message: 'Canceling this refund is unsupported.' },
      ];
    },
  ],
];

const waits: Row[] = [
  [
    'touch what is locked',
    async ({ emulator, stripe }) => {
      await control(emulator, 'POST', '/faults', { action: 'lock_timeout', times: 0 });
      return [
        stripe.customers.create({}, { maxNetworkRetries: 0 }),
        {
          statusCode: 429,
          code: 'lock_timeout',
          message:
            'This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request. If you see this error frequently and are making multiple concurrent requests to a single object, make your requests serially or at a lower rate.',
        },
      ];
    },
  ],
];

describe.each([
  ['unknown:', unknownIds],
  ['nobody can', methods],
  ['too late or too early to', states],
  ['nobody gets money for it:', refunds],
  ['nobody waits to', waits],
] as [string, Row[]][])('%s', (_, rows) => {
  test.each(rows)('%s', async (__, attempt) => {
    const [refused, expected] = await attempt(await scene());
    const error = await failure(refused);
    expect(error).toMatchObject({ ...expected });
    expect(error.code).toBe(expected.code);
  });
});

test('keys say why they open nothing', async () => {
  const { emulator } = await scene();
  const said = async (key: string | null, path = '/v1/customers') => {
    const { status, json } = await call(emulator, path, { key });
    return { status, ...json.error };
  };
  expect(await said(null)).toMatchObject({
    status: 401,
    message:
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
  });
  expect(await said('pk_test_emulator')).toMatchObject({
    status: 403,
    code: 'secret_key_required',
  });
  expect(await said('sk_test_emulator', '/v1/foo')).toMatchObject({
    status: 404,
    message:
      'Unrecognized request URL (GET: /v1/foo). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.',
  });
});
