import type { Body } from './leaves';
import type { Theatre } from './theatre';

/** What an intent is made with, and what its confirmation says. */
export interface Plot {
  readonly create?: Body;
  readonly confirm?: Body;
  /** Whether the parameter says anything only where the intent is confirmed. */
  readonly confirming?: boolean;
  /** Said in the same request. */
  readonly beside?: Body;
  readonly account?: string;
  readonly value?: string | number | boolean;
  /** What has to be expanded for the effect to be seen. */
  readonly showing?: 'attempt' | 'items' | 'mandate';
}

const token = { type: 'card', card: { token: 'tok_visa' } };
const page = 'https://shop.example/wallet';
const banks = { 0: 'us_bank_account' };

const typedBank: Body = {
  type: 'us_bank_account',
  billing_details: { name: 'Kim' },
  us_bank_account: {
    account_holder_type: 'individual',
    account_number: '000111111116',
    routing_number: '110000000',
  },
};

/** Sums need not fit. */
export const unchecked: Body = { amount_details: { enforce_arithmetic_validation: false } };

const agreed: Body = {
  mandate_data: {
    customer_acceptance: {
      type: 'online',
      online: { ip_address: '127.0.0.1', user_agent: 'Unknown' },
    },
  },
};

/** How to show a parameter that SetupIntents and PaymentIntents have in common. */
export async function plotOf(theatre: Theatre, path: readonly string[]): Promise<Plot> {
  const { stripe, jenny, card, bank, secure, american } = theatre;
  const [first, second = '', third = ''] = path;
  const saved = { customer: jenny, payment_method: card };
  const debit = { customer: jenny, payment_method: bank, allowed_payment_method_types: banks };
  switch (first) {
    case 'allowed_payment_method_types':
      return { create: { customer: jenny }, confirm: { payment_method: card }, value: 'card' };
    case 'confirm':
      return { create: { ...saved, return_url: page } };
    case 'return_url':
      return { create: { customer: jenny, payment_method: secure }, confirming: true };
    case 'use_stripe_sdk':
      return {
        create: { customer: jenny, payment_method: secure },
        confirm: { return_url: page },
        confirming: true,
      };
    case 'confirmation_token': {
      const { id } = await stripe.testHelpers.confirmationTokens.create({
        payment_method: card,
        return_url: page,
      });
      return { create: { customer: jenny }, confirm: {}, confirming: true, value: id };
    }
    case 'customer':
      return { value: jenny };
    case 'payment_method':
      return { create: { customer: jenny }, confirm: { return_url: page }, value: card };
    case 'payment_method_configuration':
      return { value: (await stripe.paymentMethodConfigurations.create({ name: 'Mine' })).id };
    case 'on_behalf_of':
      return { value: american };
    case 'mandate': {
      const { mandate } = await stripe.setupIntents.create({
        customer: jenny,
        payment_method: bank,
        confirm: true,
        allowed_payment_method_types: ['us_bank_account'],
        mandate_data: {
          customer_acceptance: {
            type: 'online',
            online: { ip_address: '127.0.0.1', user_agent: 'Unknown' },
          },
        },
      });
      return { create: debit, confirming: true, showing: 'mandate', value: String(mandate) };
    }
    case 'mandate_data':
      return {
        create: debit,
        confirm: agreed,
        confirming: true,
        showing: 'mandate',
      };
    case 'payment_method_data':
      return second === 'us_bank_account'
        ? {
            create: { customer: jenny, allowed_payment_method_types: banks },
            confirm: { payment_method_data: typedBank, return_url: page, ...agreed },
          }
        : {
            create: { customer: jenny },
            confirm: { payment_method_data: token, return_url: page },
          };
    case 'payment_method_options':
      if (second === 'us_bank_account') return { create: debit, confirm: agreed };
      if (['three_d_secure', 'moto'].includes(third)) {
        return {
          create: saved,
          confirm: { return_url: page },
          confirming: true,
          showing: 'attempt',
        };
      }
      return { create: saved, confirm: { return_url: page } };
    case 'single_use':
      return {
        create: { ...debit, usage: 'on_session' },
        confirm: agreed,
        confirming: true,
        showing: 'mandate',
        beside: { single_use: { amount: 700, currency: second === 'currency' ? 'eur' : 'usd' } },
      };
    case 'attach_to_self':
    case 'flow_directions':
      return {};
    default:
      return { create: saved, confirm: { return_url: page } };
  }
}

/** The same where PaymentIntents have parameters of their own, which may need an amount to fit. */
export async function paymentPlotOf(theatre: Theatre, path: readonly string[]): Promise<Plot> {
  const { jenny, card, bank, american } = theatre;
  const [first, second] = path;
  const plot = await plotOf(theatre, path);
  const destination = { transfer_data: { destination: american } };
  switch (first) {
    case 'amount_details':
      return second === 'line_items' ? { ...plot, beside: unchecked, showing: 'items' } : plot;
    case 'application_fee_amount':
      return { create: { payment_method: 'pm_card_visa' }, account: american };
    case 'transfer_data':
      return second === 'destination'
        ? { value: american }
        : { create: { customer: jenny, payment_method: card, ...destination } };
    case 'statement_descriptor':
      return {
        create: {
          customer: jenny,
          payment_method: bank,
          allowed_payment_method_types: { 0: 'us_bank_account' },
        },
        value: 'SHOP 1234',
      };
    case 'off_session':
      return { create: { customer: jenny, payment_method: card }, confirming: true };
    case 'radar_options':
      return { ...plot, confirming: true, showing: 'attempt' };
    default:
      return plot;
  }
}
