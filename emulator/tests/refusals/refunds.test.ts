import { expectRefusals, paid, type Row } from './rows';

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

expectRefusals('nobody gets money for it:', refunds);
