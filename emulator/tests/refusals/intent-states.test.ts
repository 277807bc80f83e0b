import { saveCard } from '../resources/scene';
import { expectRefusals, paid, type Row } from './rows';

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

expectRefusals('too late or too early to', states);
