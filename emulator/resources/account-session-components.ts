/**
 * The embedded components an AccountSession opens and what each may do unless told otherwise
 * (docs.stripe.com/api/account_sessions/create).
 */
import type Stripe from 'stripe';

type Components = Stripe.AccountSession.Components;
type Switches = Readonly<Record<string, boolean>>;

const signIn = { disable_stripe_user_authentication: false };
const collecting = { ...signIn, external_account_collection: true };
const payouts = {
  ...collecting,
  edit_payout_schedule: true,
  instant_payouts: true,
  standard_payouts: true,
};
const disputes = {
  destination_on_behalf_of_charge_management: false,
  dispute_management: true,
  refund_management: true,
  smart_disputes_management: true,
};
const payments = { ...disputes, capture_payments: true };
const cards = {
  card_management: true,
  card_spend_dispute_management: true,
  cardholder_management: true,
  spend_control_management: true,
};

const features: Readonly<Record<keyof Components, Switches>> = {
  account_management: collecting,
  account_onboarding: collecting,
  balance_report: {},
  balances: payouts,
  disputes_list: payments,
  documents: {},
  financial_account: { ...collecting, send_money: true, transfer_balance: true },
  financial_account_transactions: { card_spend_dispute_management: true },
  instant_payouts_promotion: { ...collecting, instant_payouts: true },
  issuing_card: cards,
  issuing_cards_list: { ...cards, ...signIn },
  notification_banner: collecting,
  payment_details: payments,
  payment_disputes: disputes,
  payment_method_settings: signIn,
  payments,
  payout_details: {},
  payout_reconciliation_report: {},
  payouts,
  payouts_list: {},
  reporting_chart: {},
  tax_registrations: {},
  tax_settings: {},
  terminal_hardware_orders: {},
  terminal_hardware_shop: {},
};

interface Given {
  readonly enabled?: boolean;
  readonly features?: Switches;
}

/** Every component: what it may do as asked, and nothing where it is switched off. */
export function sessionComponents(given: Stripe.AccountSessionCreateParams.Components): Components {
  const asked = given as Readonly<Record<string, Given | undefined>>;
  const all = Object.entries(features).map(([name, defaults]) => {
    const enabled = asked[name]?.enabled === true;
    const chosen = Object.keys(defaults).map((feature) => [
      feature,
      enabled && (asked[name]?.features?.[feature] ?? defaults[feature]),
    ]);
    return [name, { enabled, features: Object.fromEntries(chosen) as Switches }];
  });
  return Object.fromEntries(all) as Components;
}
