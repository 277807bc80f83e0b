import type Stripe from 'stripe';
import type { Stage } from './stage';

const bank = {
  object: 'bank_account',
  country: 'US',
  currency: 'usd',
  account_number: '000111111116',
  routing_number: '110000000',
} as const;

const byApplication = {
  fees: { payer: 'application' },
  losses: { payments: 'application' },
  requirement_collection: 'application',
  stripe_dashboard: { type: 'none' },
};

const byStripe = {
  ...byApplication,
  requirement_collection: 'stripe',
  stripe_dashboard: { type: 'express' },
};

const accountSights: Stage['seenAs'] = {
  account_token: { at: 'individual.first_name', as: 'Kim' },
  'capabilities.*.requested': { at: 'capabilities.*', as: 'inactive' },
  'company.tax_id': { at: 'company.tax_id_provided', as: true },
  'company.vat_id': { at: 'company.vat_id_provided', as: true },
  'external_account.account_number': { at: 'external_accounts.0.last4', as: '6789' },
  external_account: 'external_accounts.0',
  'individual.id_number': { at: 'individual.id_number_provided', as: true },
  'individual.id_number_secondary': { at: 'individual.id_number_secondary_provided', as: true },
  'individual.ssn_last_4': { at: 'individual.ssn_last_4_provided', as: true },
};

const personSights: Stage['seenAs'] = {
  id_number: { at: 'id_number_provided', as: true },
  id_number_secondary: { at: 'id_number_secondary_provided', as: true },
  person_token: { at: 'first_name', as: 'Kim' },
  ssn_last_4: { at: 'ssn_last_4_provided', as: true },
};

/** A domain is registered once. */
let domains = 0;

async function accountToken(stripe: Stripe): Promise<string> {
  const { id } = await stripe.tokens.create({
    account: { business_type: 'individual', individual: { first_name: 'Kim' } },
  });
  return id;
}

/** What only a value of its own kind can say. */
async function personValue(stripe: Stripe, name: string | undefined): Promise<{ value?: string }> {
  if (name === 'verification') return { value: 'file_identity_document_success' };
  if (name !== 'person_token') return {};
  return { value: (await stripe.tokens.create({ person: { first_name: 'Kim' } })).id };
}

export const accountStages: readonly Stage[] = [
  {
    parameters: 'AccountCreateParams',
    open: async ({ stripe }, [first, second]) => ({
      path: '/v1/accounts',
      body: {
        country: 'US',
        ...(first === 'controller'
          ? {
              controller: ['losses', 'stripe_dashboard'].includes(second ?? '')
                ? byStripe
                : byApplication,
            }
          : { type: 'custom' }),
        ...(first === 'company' ? { business_type: 'company' } : {}),
        ...(first === 'individual' ? { business_type: 'individual' } : {}),
        ...(first === 'external_account' ? { external_account: bank } : {}),
      },
      ...(first === 'account_token' ? { value: await accountToken(stripe) } : {}),
      ...(second === 'verification' ? { value: 'file_identity_document_success' } : {}),
    }),
    seenAs: accountSights,
  },
  {
    parameters: 'AccountUpdateParams',
    open: async ({ stripe }, [first, second]) => {
      const { id } = await stripe.accounts.create({
        type: 'custom',
        country: 'US',
        ...(first === 'company' ? { business_type: 'company' } : {}),
        ...(first === 'individual' ? { business_type: 'individual' } : {}),
      });
      return {
        path: `/v1/accounts/${id}`,
        ...(first === 'external_account' ? { body: { external_account: bank } } : {}),
        ...(first === 'account_token' ? { value: await accountToken(stripe) } : {}),
        ...(second === 'verification' ? { value: 'file_identity_document_success' } : {}),
      };
    },
    seenAs: accountSights,
  },
  {
    parameters: 'AccountCreatePersonParams',
    open: async ({ stripe }, [first]) => {
      const { id } = await stripe.accounts.create({
        type: 'custom',
        country: 'US',
        business_type: 'company',
      });
      return { path: `/v1/accounts/${id}/persons`, ...(await personValue(stripe, first)) };
    },
    seenAs: personSights,
  },
  {
    parameters: 'AccountUpdatePersonParams',
    open: async ({ stripe }, [first]) => {
      const { id } = await stripe.accounts.create({
        type: 'custom',
        country: 'US',
        business_type: 'company',
      });
      const person = await stripe.accounts.createPerson(id, {});
      const path = `/v1/accounts/${id}/persons/${person.id}`;
      return { path, ...(await personValue(stripe, first)) };
    },
    seenAs: personSights,
  },
  {
    parameters: 'AccountUpdateCapabilityParams',
    open: async ({ stripe }) => {
      const { id } = await stripe.accounts.create({ type: 'custom', country: 'US' });
      return { path: `/v1/accounts/${id}/capabilities/transfers` };
    },
  },
  {
    parameters: 'AccountRejectParams',
    open: async ({ stripe }, [first]) => {
      const { id } = await stripe.accounts.create({ type: 'custom', country: 'US' });
      return {
        path: `/v1/accounts/${id}/reject`,
        body: { reason: 'fraud' },
        ...(first === 'reason' ? { value: 'other' } : {}),
      };
    },
    seenAs: { reason: { at: 'requirements.disabled_reason', as: 'rejected.platform_other' } },
  },
  {
    parameters: 'AccountCreateExternalAccountParams',
    open: async ({ stripe }) => {
      const { id } = await stripe.accounts.create({ type: 'custom', country: 'US' });
      await stripe.accounts.createExternalAccount(id, { external_account: 'btok_us_verified' });
      return { path: `/v1/accounts/${id}/external_accounts`, body: { external_account: bank } };
    },
    seenAs: {
      'external_account.account_number': { at: 'last4', as: '6789' },
      external_account: '',
    },
  },
  {
    parameters: 'AccountUpdateExternalAccountParams',
    open: async ({ stripe }, [first]) => {
      const { id } = await stripe.accounts.create({ type: 'custom', country: 'US' });
      const cards = /address|exp_|name$/.test(first ?? '') && !/holder/.test(first ?? '');
      const made = await stripe.accounts.createExternalAccount(id, {
        external_account: cards ? 'tok_visa_debit' : 'btok_us_verified',
      });
      if (first === 'default_for_currency') {
        const second = await stripe.accounts.createExternalAccount(id, {
          external_account: 'btok_us',
        });
        return { path: `/v1/accounts/${id}/external_accounts/${second.id}` };
      }
      return { path: `/v1/accounts/${id}/external_accounts/${made.id}` };
    },
  },
  {
    parameters: 'AccountLinkCreateParams',
    open: ({ american }) => ({
      path: '/v1/account_links',
      body: {
        account: american,
        type: 'account_onboarding',
        refresh_url: 'https://shop.example/again',
        return_url: 'https://shop.example/back',
      },
    }),
  },
  {
    parameters: 'AccountSessionCreateParams',
    open: async ({ stripe, american }, [first]) => {
      const { id } = await stripe.accounts.create({ type: 'custom', country: 'US' });
      return first === 'account'
        ? {
            path: '/v1/account_sessions',
            body: { account: id, components: { payments: { enabled: true } } },
            value: american,
          }
        : { path: '/v1/account_sessions', body: { account: id } };
    },
  },
  {
    parameters: 'PaymentMethodConfigurationCreateParams',
    open: async ({ stripe, american }, [first]) => {
      const path = '/v1/payment_method_configurations';
      if (first !== 'parent') return { path, body: { name: 'Mine' } };
      const { id } = await stripe.paymentMethodConfigurations.create({ name: 'Parent' });
      return { path, body: { name: 'Child' }, account: american, value: id };
    },
  },
  {
    parameters: 'PaymentMethodConfigurationUpdateParams',
    open: async ({ stripe }) => {
      const { id } = await stripe.paymentMethodConfigurations.create({ name: 'Mine' });
      return { path: `/v1/payment_method_configurations/${id}` };
    },
  },
  {
    parameters: 'PaymentMethodDomainCreateParams',
    open: (_, [first]) => ({
      path: '/v1/payment_method_domains',
      body: { domain_name: `${++domains}.shop.example` },
      ...(first === 'domain_name' ? { value: `other-${domains}.shop.example` } : {}),
    }),
  },
  {
    parameters: 'PaymentMethodDomainUpdateParams',
    open: async ({ stripe }) => {
      const { id } = await stripe.paymentMethodDomains.create({
        domain_name: `${++domains}.shop.example`,
      });
      return { path: `/v1/payment_method_domains/${id}` };
    },
  },
  {
    parameters: 'WebhookEndpointCreateParams',
    open: () => ({
      path: '/v1/webhook_endpoints',
      body: { url: 'https://shop.example/hook', enabled_events: { 0: 'charge.succeeded' } },
    }),
  },
  {
    parameters: 'WebhookEndpointUpdateParams',
    seenAs: { disabled: { at: 'status', as: 'disabled' } },
    open: async ({ stripe }) => {
      const { id } = await stripe.webhookEndpoints.create({
        url: 'https://shop.example/hook',
        enabled_events: ['charge.succeeded'],
      });
      return { path: `/v1/webhook_endpoints/${id}` };
    },
  },
];
