import type Stripe from 'stripe';
import type { Stage } from './stage';

const card = { type: 'card', card: { token: 'tok_visa' } } as const;

const typedCard = {
  type: 'card',
  card: { number: '4242424242424242', exp_month: 12, exp_year: 2040, cvc: '123' },
} as const;

const typedBank = {
  type: 'us_bank_account',
  billing_details: { name: 'Kim' },
  us_bank_account: {
    account_holder_type: 'individual',
    account_number: '000111111116',
    routing_number: '110000000',
  },
} as const;

async function standingClock(stripe: Stripe): Promise<string> {
  return (await stripe.testHelpers.testClocks.create({ frozen_time: 1_800_000_000 })).id;
}

export const customerStages: readonly Stage[] = [
  {
    parameters: 'CustomerCreateParams',
    open: async ({ stripe }, [first]) => ({
      path: '/v1/customers',
      expand: ['tax_ids', 'cash_balance'],
      ...(first === 'tax_id_data'
        ? { body: { tax_id_data: { 0: { type: 'eu_vat', value: 'DE123456789' } } } }
        : {}),
      ...(first === 'test_clock' ? { value: await standingClock(stripe) } : {}),
      ...(first === 'payment_method'
        ? {
            value: (
              await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } })
            ).id,
            after: async ({ id }) =>
              (await stripe.customers.listPaymentMethods(String(id))).data[0]!,
          }
        : {}),
      ...(first === 'source'
        ? {
            value: 'tok_mastercard',
            after: async ({ id }) => (await stripe.customers.listSources(String(id))).data[0] ?? {},
          }
        : {}),
    }),
    seenAs: {
      payment_method: 'id',
      source: { at: 'brand', as: 'MasterCard' },
      tax_id_data: 'tax_ids',
    },
  },
  {
    parameters: 'CustomerUpdateParams',
    open: async ({ stripe }, [first, second]) => {
      const { id } = await stripe.customers.create({ source: 'tok_visa' });
      const path = `/v1/customers/${id}`;
      const expand = ['cash_balance', 'default_source'];
      if (first === 'source') return { path, expand, value: 'tok_mastercard' };
      if (first === 'default_source') {
        const next = await stripe.customers.createSource(id, { source: 'tok_mastercard' });
        return { path, expand, value: next.id };
      }
      if (second !== 'default_payment_method') return { path, expand };
      const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: id });
      return { path, expand, value: method.id };
    },
    seenAs: { source: { at: 'default_source.brand', as: 'MasterCard' } },
  },
  {
    parameters: 'CustomerCreateBalanceTransactionParams',
    open: async ({ stripe }) => ({
      path: `/v1/customers/${(await stripe.customers.create()).id}/balance_transactions`,
      body: { amount: -500, currency: 'usd' },
    }),
  },
  {
    parameters: 'CustomerUpdateBalanceTransactionParams',
    open: async ({ stripe, jenny }) => {
      const { id } = await stripe.customers.createBalanceTransaction(jenny, {
        amount: -500,
        currency: 'usd',
      });
      return { path: `/v1/customers/${jenny}/balance_transactions/${id}` };
    },
  },
  {
    parameters: 'CustomerUpdateCashBalanceParams',
    open: async ({ stripe }) => ({
      path: `/v1/customers/${(await stripe.customers.create()).id}/cash_balance`,
    }),
  },
  {
    parameters: 'CustomerCreateFundingInstructionsParams',
    open: ({ jenny }, [first, second]) => ({
      path: `/v1/customers/${jenny}/funding_instructions`,
      ...(second === 'type' ? { value: 'gb_bank_transfer' } : {}),
      ...(first === 'currency' ? { value: 'gbp' } : {}),
      body: {
        currency: second === 'eu_bank_transfer' ? 'eur' : second === 'type' ? 'gbp' : 'usd',
        funding_type: 'bank_transfer',
        bank_transfer: {
          type:
            second === 'eu_bank_transfer'
              ? 'eu_bank_transfer'
              : first === 'currency'
                ? 'gb_bank_transfer'
                : 'us_bank_transfer',
        },
      },
    }),
    seenAs: { 'bank_transfer.eu_bank_transfer': 'bank_transfer' },
  },
  {
    parameters: 'CustomerCreateTaxIdParams',
    open: ({ jenny }, [first]) => ({
      path: `/v1/customers/${jenny}/tax_ids`,
      body: { type: 'eu_vat', value: 'DE123456789' },
      ...(first === 'value' ? { value: 'FRAB123456789' } : {}),
    }),
  },
  {
    parameters: 'TaxIdCreateParams',
    open: ({ american, jenny }, [first, second]) => ({
      path: '/v1/tax_ids',
      body: {
        type: 'eu_vat',
        value: 'DE123456789',
        ...(first === 'owner' && second !== 'type' ? { owner: { type: second ?? '' } } : {}),
      },
      ...(first === 'value' ? { value: 'FRAB123456789' } : {}),
      ...(second === 'account' ? { value: american } : {}),
      ...(second === 'customer' ? { value: jenny } : {}),
    }),
  },
  {
    parameters: 'CustomerSessionCreateParams',
    open: async ({ stripe, jenny }, path) => ({
      path: '/v1/customer_sessions',
      body: {
        customer: jenny,
        components: {
          [path.join('.') === 'components.payment_element.enabled'
            ? 'pricing_table'
            : 'payment_element']: {
            enabled: true,
            ...(path[3] === 'payment_method_save_usage'
              ? { features: { payment_method_save: 'enabled' } }
              : {}),
            ...(path[3] === 'payment_method_redisplay_limit'
              ? { features: { payment_method_redisplay: 'enabled' } }
              : {}),
          },
        },
      },
      ...(path[0] === 'customer' ? { value: (await stripe.customers.create()).id } : {}),
    }),
  },
  {
    parameters: 'PaymentMethodCreateParams',
    open: ({ jenny, card: saved, american }, [first, second]) => ({
      path: '/v1/payment_methods',
      // Numbers are a browser's matter.
      ...(first === 'card' && ['cvc', 'exp_month', 'exp_year', 'number'].includes(second ?? '')
        ? { key: 'pk_test_emulator' }
        : {}),
      ...(first === 'customer' || first === 'payment_method'
        ? { account: american, value: first === 'customer' ? jenny : saved }
        : {}),
      body:
        first === 'customer'
          ? { payment_method: saved }
          : first === 'payment_method'
            ? { customer: jenny }
            : first === 'card' && second !== 'token' && second !== 'networks'
              ? typedCard
              : first === 'us_bank_account'
                ? typedBank
                : card,
    }),
    seenAs: {
      'card.number': { at: 'card.last4', as: '5556' },
      'card.token': { at: 'card.brand', as: 'mastercard' },
      'us_bank_account.account_number': { at: 'us_bank_account.last4', as: '6789' },
      payment_method: { at: 'card.last4', as: '4242' },
      customer: { at: 'card.last4', as: '4242' },
    },
  },
  {
    parameters: 'PaymentMethodUpdateParams',
    open: async ({ stripe, jenny }, [first]) => {
      const made = first === 'us_bank_account' ? 'pm_usBankAccount_success' : 'pm_card_visa';
      const { id } = await stripe.paymentMethods.attach(made, { customer: jenny });
      return { path: `/v1/payment_methods/${id}` };
    },
  },
  {
    parameters: 'PaymentMethodAttachParams',
    open: async ({ stripe, jenny }) => {
      const { id } = await stripe.paymentMethods.create({
        type: 'card',
        card: { token: 'tok_visa' },
      });
      const other = (await stripe.customers.create()).id;
      return { path: `/v1/payment_methods/${id}/attach`, body: { customer: jenny }, value: other };
    },
  },
  {
    parameters: 'TestHelpersConfirmationTokenCreateParams',
    open: ({ card: saved, bank }, [first, second]) => ({
      path: '/v1/test_helpers/confirmation_tokens',
      body:
        first !== 'payment_method_data'
          ? first === 'payment_method'
            ? {}
            : { payment_method: saved }
          : { payment_method_data: second === 'us_bank_account' ? typedBank : card },
      ...(first === 'payment_method' ? { value: bank } : {}),
    }),
    seenAs: {
      payment_method: { at: 'payment_method_preview.type', as: 'us_bank_account' },
      'payment_method_data.us_bank_account.account_number': {
        at: 'payment_method_preview.us_bank_account.last4',
        as: '6789',
      },
      payment_method_data: 'payment_method_preview',
    },
  },
  {
    parameters: 'FinancialConnectionsSessionCreateParams',
    open: async ({ stripe, american, jenny }, [first, second]) => ({
      path: '/v1/financial_connections/sessions',
      body: {
        account_holder:
          second === 'account' || second === 'customer'
            ? { type: second }
            : { type: 'customer', customer: jenny },
        permissions: { 0: first === 'prefetch' ? 'balances' : 'payment_method' },
      },
      ...(second === 'account' ? { value: american } : {}),
      ...(second === 'customer' ? { value: (await stripe.customers.create()).id } : {}),
      ...(first === 'prefetch' ? { value: 'balances' } : {}),
    }),
  },
];
