import { charge, cloneCard, saveCard } from '../resources/scene';
import { expectRefusals, paid, saved, unattended, used, type Row } from './rows';

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

expectRefusals('nobody can', methods);
