/**
 * What is missing until an account may charge and be paid out
 * (docs.stripe.com/connect/custom/onboarding, docs.stripe.com/connect/required-verification-information).
 * The list is the emulator's short one: what every country asks for. Nothing is verified; a
 * complete account is active at once.
 */
import type Stripe from 'stripe';

function filled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** Dotted names, as `requirements.currently_due` lists them, of what is not known yet. */
function missing(account: Stripe.Account): string[] {
  const { business_profile, company, individual, tos_acceptance } = account;
  const person = account.business_type === 'individual';
  const facts: Record<string, boolean> = {
    'business_profile.mcc': filled(business_profile?.mcc),
    'business_profile.url':
      filled(business_profile?.url) || filled(business_profile?.product_description),
    business_type: filled(account.business_type),
    external_account: (account.external_accounts?.data.length ?? 0) > 0,
    'tos_acceptance.date': filled(tos_acceptance?.date),
    'tos_acceptance.ip': filled(tos_acceptance?.ip),
    ...(person
      ? {
          'individual.first_name': filled(individual?.first_name),
          'individual.last_name': filled(individual?.last_name),
        }
      : {}),
    ...(!person && filled(account.business_type) ? { 'company.name': filled(company?.name) } : {}),
  };
  return Object.entries(facts)
    .filter(([, known]) => !known)
    .map(([name]) => name);
}

/**
 * Works out capabilities, requirements and the three flags. Where Stripe collects the details
 * (standard and express accounts), they can only be given on Stripe's own pages.
 */
export function withCapabilities(
  account: Stripe.Account,
  requested: ReadonlySet<string>,
): Stripe.Account {
  const byStripe = account.controller?.requirement_collection !== 'application';
  const due = byStripe
    ? ['external_account', 'tos_acceptance.date', 'tos_acceptance.ip']
    : missing(account);
  const complete = due.length === 0;
  const status = complete ? 'active' : 'inactive';
  const capabilities = Object.fromEntries([...requested].sort().map((name) => [name, status]));
  const charging = complete && requested.has('card_payments');
  return {
    ...account,
    capabilities,
    charges_enabled: charging,
    details_submitted: complete,
    payouts_enabled: complete && requested.size > 0,
    requirements: {
      alternatives: [],
      current_deadline: null,
      currently_due: due,
      disabled_reason: complete ? null : 'requirements.past_due',
      errors: [],
      eventually_due: due,
      past_due: due,
      pending_verification: [],
    },
  };
}
