import { expectRefusals, missing, saved, unattended, type Row } from './rows';

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

expectRefusals('unknown:', unknownIds);
