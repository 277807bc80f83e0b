/**
 * A new Account before anything is known of the business
 * (docs.stripe.com/api/accounts/object, docs.stripe.com/connect/migrate-to-controller-properties).
 */
import type Stripe from 'stripe';
import { shortestDelay } from '../rules/payouts';
import type { Context } from '../server/contract';

type Kind = 'custom' | 'express' | 'standard';

/** Who answers for what, as the three classic types set it. */
const controllers: Readonly<Record<Kind, Stripe.Account.Controller>> = {
  standard: {
    fees: { payer: 'account' },
    is_controller: true,
    losses: { payments: 'stripe' },
    requirement_collection: 'stripe',
    stripe_dashboard: { type: 'full' },
    type: 'application',
  },
  express: {
    fees: { payer: 'application_express' },
    is_controller: true,
    losses: { payments: 'application' },
    requirement_collection: 'stripe',
    stripe_dashboard: { type: 'express' },
    type: 'application',
  },
  custom: {
    fees: { payer: 'application_custom' },
    is_controller: true,
    losses: { payments: 'application' },
    requirement_collection: 'application',
    stripe_dashboard: { type: 'none' },
    type: 'application',
  },
};

/** The controller of an account made with `controller`; what is not given is as for `standard`. */
function controllerOf(given: Stripe.AccountCreateParams.Controller): Stripe.Account.Controller {
  return {
    fees: { payer: given.fees?.payer ?? 'account' },
    is_controller: true,
    losses: { payments: given.losses?.payments ?? 'stripe' },
    requirement_collection: given.requirement_collection ?? 'stripe',
    stripe_dashboard: { type: given.stripe_dashboard?.type ?? 'full' },
    type: 'application',
  };
}

export interface AccountOrigin {
  readonly type: Kind | Stripe.AccountCreateParams.Controller;
  readonly country: string;
  readonly defaultCurrency: string;
}

/** An Account of which only type, country and currency are known. Nothing is kept. */
export function newAccount(context: Context, id: string, origin: AccountOrigin): Stripe.Account {
  const classic = typeof origin.type === 'string' ? origin.type : null;
  const requirements = {
    alternatives: [],
    current_deadline: null,
    currently_due: [],
    disabled_reason: null,
    errors: [],
    eventually_due: [],
    past_due: [],
    pending_verification: [],
  };
  return {
    id,
    object: 'account',
    business_profile: {
      annual_revenue: null,
      estimated_worker_count: null,
      mcc: null,
      minority_owned_business_designation: null,
      name: null,
      product_description: null,
      specified_commercial_transactions_act_url: null,
      support_address: null,
      support_email: null,
      support_phone: null,
      support_url: null,
      url: null,
    },
    business_type: null,
    capabilities: {},
    charges_enabled: false,
    controller:
      typeof origin.type === 'string' ? controllers[origin.type] : controllerOf(origin.type),
    country: origin.country,
    created: context.now(),
    default_currency: origin.defaultCurrency,
    details_submitted: false,
    email: null,
    external_accounts: {
      object: 'list',
      data: [],
      has_more: false,
      total_count: 0,
      url: `/v1/accounts/${id}/external_accounts`,
    } as Stripe.ApiList<Stripe.ExternalAccount>,
    future_requirements: { ...requirements },
    groups: { payments_pricing: null },
    metadata: {},
    payouts_enabled: false,
    requirements,
    settings: newSettings(origin.country),
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: classic ?? 'none',
  };
}

function newSettings(country: string): Stripe.Account.Settings {
  return {
    bacs_debit_payments: { display_name: null, service_user_number: null },
    branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
    card_issuing: { tos_acceptance: { date: null, ip: null } },
    card_payments: {
      decline_on: { avs_failure: false, cvc_failure: false },
      statement_descriptor_prefix: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    dashboard: { display_name: null, timezone: 'Etc/UTC' },
    invoices: { default_account_tax_ids: null, hosted_payment_method_save: null },
    payments: {
      statement_descriptor: null,
      statement_descriptor_kana: null,
      statement_descriptor_kanji: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    payouts: {
      debit_negative_balances: true,
      schedule: { delay_days: shortestDelay(country), interval: 'daily' },
      statement_descriptor: null,
    },
    sepa_debit_payments: {},
  };
}
