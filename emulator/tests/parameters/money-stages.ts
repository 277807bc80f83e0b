import { evidenceFiles } from '../../resources/dispute-files';
import type { Stage } from './stage';

const settlement_timing = { start_of_day: { hour: 9, minutes: 0, timezone: 'Europe/Paris' } };

export const moneyStages: readonly Stage[] = [
  {
    parameters: 'ChargeCreateParams',
    open: async ({ american, stripe }, [first, second]) => {
      const destination = {
        [first ?? '']: first === 'destination' ? { account: american } : { destination: american },
      };
      const whose = second === 'account' || second === 'destination';
      return {
        path: '/v1/charges',
        body: {
          amount: 2500,
          currency: 'usd',
          ...(first === 'customer' ? {} : { source: 'tok_visa' }),
          ...(['transfer_data', 'destination'].includes(first ?? '') && !whose ? destination : {}),
        },
        ...(/^application_fee/.test(first ?? '') ? { account: american } : {}),
        ...(whose || first === 'on_behalf_of' ? { value: american } : {}),
        ...(first === 'source' ? { value: 'tok_mastercard' } : {}),
        ...(first === 'customer'
          ? { value: (await stripe.customers.create({ source: 'tok_visa' })).id }
          : {}),
      };
    },
    seenAs: {
      application_fee: 'application_fee_amount',
      capture: 'captured',
      'destination.account': 'transfer_data.destination',
      destination: 'transfer_data',
      source: { at: 'payment_method_details.card.brand', as: 'mastercard' },
      statement_descriptor: 'statement_descriptor_suffix',
    },
  },
  {
    parameters: 'ChargeUpdateParams',
    open: async ({ stripe, jenny, paid }, [first]) => {
      if (first !== 'customer') return { path: `/v1/charges/${await paid()}` };
      const source = 'tok_visa';
      const { id } = await stripe.charges.create({ amount: 2500, currency: 'usd', source });
      return { path: `/v1/charges/${id}`, value: jenny };
    },
  },
  {
    parameters: 'ChargeCaptureParams',
    open: async ({ stripe, american }, [first]) => {
      const direct = /^application_fee/.test(first ?? '');
      const account = direct ? { stripeAccount: american } : {};
      const { id } = await stripe.charges.create(
        {
          amount: 2500,
          currency: 'usd',
          source: 'tok_visa',
          capture: false,
          ...(first === 'transfer_data' ? { transfer_data: { destination: american } } : {}),
          ...(direct ? { application_fee_amount: 100 } : {}),
        },
        account,
      );
      return { path: `/v1/charges/${id}/capture`, ...(direct ? { account: american } : {}) };
    },
    seenAs: {
      amount: 'amount_captured',
      application_fee: 'application_fee_amount',
      statement_descriptor: 'statement_descriptor_suffix',
    },
  },
  {
    parameters: 'RefundCreateParams',
    open: async ({ stripe, american, paid }, [first]) => {
      const path = '/v1/refunds';
      const unattended = {
        amount: 5000,
        currency: 'usd',
        payment_method: 'pm_card_visa',
        confirm: true,
        off_session: true,
        capture_method: 'automatic',
      } as const;
      switch (first) {
        case 'charge':
          return { path, value: await paid() };
        case 'payment_intent':
          return { path, value: (await stripe.paymentIntents.create(unattended)).id };
        case 'refund_application_fee': {
          const { id } = await stripe.paymentIntents.create(
            { ...unattended, application_fee_amount: 500 },
            { stripeAccount: american },
          );
          const after = async (): Promise<object> =>
            (await stripe.applicationFees.list({ limit: 1 })).data[0] ?? {};
          return { path, body: { payment_intent: id }, account: american, after };
        }
        case 'reverse_transfer': {
          const transfer_data = { destination: american };
          const { id } = await stripe.paymentIntents.create({ ...unattended, transfer_data });
          const after = async (): Promise<object> =>
            (await stripe.transfers.list({ limit: 1 })).data[0] ?? {};
          return { path, body: { payment_intent: id }, after };
        }
        default:
          return { path, body: { charge: await paid() } };
      }
    },
    seenAs: {
      refund_application_fee: { at: 'amount_refunded', as: 500 },
      reverse_transfer: { at: 'amount_reversed', as: 5000 },
    },
  },
  {
    parameters: 'RefundUpdateParams',
    open: async ({ stripe, paid }) => {
      const { id } = await stripe.refunds.create({ charge: await paid() });
      return { path: `/v1/refunds/${id}` };
    },
  },
  {
    parameters: 'DisputeUpdateParams',
    seenAs: { submit: { at: 'evidence_details.submission_count', as: 1 } },
    open: async ({ stripe, paid }, [first, second]) => {
      const charge = await paid('pm_card_createDispute');
      const { data } = await stripe.disputes.list({ charge });
      const opening = { path: `/v1/disputes/${data[0]?.id ?? ''}`, body: { submit: false } };
      if (first !== 'evidence' || !evidenceFiles.some((name) => name === second)) return opening;
      const purpose = 'dispute_evidence';
      const { id } = await stripe.files.create({ purpose, file: { data: '%PDF-1.7' } });
      return { ...opening, value: id };
    },
  },
  {
    parameters: 'BalanceSettingsUpdateParams',
    open: async ({ stripe }, path) => {
      const { id } = await stripe.accounts.create({ type: 'custom', country: 'US' });
      const days = path.at(-2);
      const interval = /^(weekly|monthly)_payout_days$/.exec(days ?? '')?.[1];
      return {
        path: '/v1/balance_settings',
        account: id,
        ...(interval ? { body: { payments: { payouts: { schedule: { interval } } } } } : {}),
        ...(days === 'start_of_day' ? { body: { payments: { settlement_timing } } } : {}),
      };
    },
  },
  {
    parameters: 'TransferCreateParams',
    open: async ({ account, american, paid }, [first]) => ({
      path: '/v1/transfers',
      body: { amount: 1000, currency: 'usd', destination: american },
      ...(first === 'source_transaction' ? { value: await paid() } : {}),
      ...(first === 'destination' ? { value: account } : {}),
    }),
  },
  {
    parameters: 'TransferUpdateParams',
    open: async ({ stripe, american }) => {
      const { id } = await stripe.transfers.create({
        amount: 1000,
        currency: 'usd',
        destination: american,
      });
      return { path: `/v1/transfers/${id}` };
    },
  },
  {
    parameters: 'TransferCreateReversalParams',
    open: async ({ stripe, american }, [first]) => {
      const { id } = await stripe.transfers.create({
        amount: 1000,
        currency: 'usd',
        destination: american,
      });
      return {
        path: `/v1/transfers/${id}/reversals`,
        body: { amount: 300 },
        ...(first === 'amount' ? { value: 400 } : {}),
      };
    },
  },
  {
    parameters: 'TransferUpdateReversalParams',
    open: async ({ stripe, american }) => {
      const { id } = await stripe.transfers.create({
        amount: 1000,
        currency: 'usd',
        destination: american,
      });
      const reversal = await stripe.transfers.createReversal(id, {});
      return { path: `/v1/transfers/${id}/reversals/${reversal.id}` };
    },
  },
  {
    parameters: 'PayoutCreateParams',
    open: async ({ stripe, american }, [first]) => {
      const body = { amount: 1000, currency: 'usd' };
      const path = '/v1/payouts';
      if (first !== 'destination' && first !== 'method') return { path, body };
      await stripe.paymentIntents.create(
        {
          amount: 50_000,
          currency: 'usd',
          payment_method: 'pm_card_bypassPending',
          confirm: true,
          off_session: true,
          capture_method: 'automatic',
        },
        { stripeAccount: american },
      );
      const made = await stripe.accounts.createExternalAccount(american, {
        external_account: 'tok_visa_debit',
      });
      return {
        path,
        body: first === 'method' ? { ...body, destination: made.id } : body,
        account: american,
        value: first === 'method' ? 'instant' : made.id,
      };
    },
  },
  {
    parameters: 'PayoutUpdateParams',
    open: async ({ stripe }) => {
      const { id } = await stripe.payouts.create({ amount: 1000, currency: 'usd' });
      return { path: `/v1/payouts/${id}` };
    },
  },
  {
    parameters: 'ApplicationFeeCreateRefundParams',
    open: async ({ stripe, american }) => {
      await stripe.paymentIntents.create(
        {
          amount: 5000,
          currency: 'usd',
          payment_method: 'pm_card_visa',
          confirm: true,
          off_session: true,
          capture_method: 'automatic',
          application_fee_amount: 2000,
        },
        { stripeAccount: american },
      );
      const { data } = await stripe.applicationFees.list({ limit: 1 });
      return { path: `/v1/application_fees/${data[0]?.id ?? ''}/refunds` };
    },
  },
];
