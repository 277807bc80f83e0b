/**
 * The account a request acts on, seen as a merchant: its country, name and rights.
 */
import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { newAccount } from './account-shape';
import { statementName } from './statement-name';

/** What was derived, because every payment asks for the same few ids again. */
const known = new Map<string, string>();

/** `length` letters and digits that follow from `seed`: the same at every start. */
function derived(seed: string, length: number): string {
  const before = known.get(seed);
  if (before !== undefined) return before;
  const hash = createHash('sha512').update(seed).digest('base64');
  const id = hash.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, length);
  if (known.size > 10_000) known.clear();
  known.set(seed, id);
  return id;
}

/** The platform's own Account. It exists from the first look: a US business that takes cards. */
export function ensurePlatform(context: Context): Stripe.Account {
  const platform = context.as(context.platform);
  const known = platform.records.get('account', context.platform);
  if (known) return known.object;
  const { platformName } = context.settings;
  const account = newAccount(platform, context.platform, {
    type: 'standard',
    country: 'US',
    defaultCurrency: 'usd',
  });
  const ready: Stripe.Account = {
    ...account,
    business_profile: account.business_profile
      ? { ...account.business_profile, name: platformName }
      : null,
    capabilities: {
      card_payments: 'active',
      transfers: 'active',
      us_bank_account_ach_payments: 'active',
    },
    charges_enabled: true,
    controller: { type: 'account' },
    details_submitted: true,
    external_accounts: {
      ...account.external_accounts,
      data: [platformBank(context)],
      total_count: 1,
    } as Stripe.ApiList<Stripe.ExternalAccount>,
    payouts_enabled: true,
    settings: account.settings
      ? {
          ...account.settings,
          dashboard: { ...account.settings.dashboard, display_name: platformName },
          payments: {
            ...account.settings.payments,
            statement_descriptor: statementName(platformName),
          },
          // What a platform collects stays until it is transferred or paid out by hand.
          payouts: {
            debit_negative_balances: true,
            schedule: { delay_days: 2, interval: 'manual' },
            statement_descriptor: null,
          },
        }
      : null,
  };
  platform.records.put('account', ready, null);
  return ready;
}

/** Where a platform's payouts go: a test bank account that takes them. */
function platformBank(context: Context): Stripe.BankAccount {
  const requirements = { currently_due: [], errors: [], past_due: [], pending_verification: [] };
  return {
    id: `ba_1${derived(`bank ${context.platform}`, 23)}`,
    object: 'bank_account',
    account: context.platform,
    account_holder_name: null,
    account_holder_type: null,
    account_type: null,
    available_payout_methods: ['standard'],
    bank_name: 'STRIPE TEST BANK',
    country: 'US',
    currency: 'usd',
    default_for_currency: true,
    fingerprint: derived(`fingerprint ${context.platform}`, 16),
    future_requirements: requirements,
    last4: '6789',
    metadata: {},
    requirements,
    routing_number: '110000000',
    status: 'new',
  };
}

/** The Account whose objects the context acts on. */
export function merchant(context: Context): Stripe.Account {
  if (!context.connected) return ensurePlatform(context);
  const found = context.as(context.platform).records.get('account', context.account);
  if (!found) throw new Error(`The core let an unknown account through: ${context.account}`);
  return found.object;
}

/** An account named in a parameter (`on_behalf_of`). Throws Stripe's 400 when it isn't connected. */
export function connectedAccount(context: Context, id: string, param: string): Stripe.Account {
  if (id === context.platform) return ensurePlatform(context);
  const found = context.as(context.platform).records.get('account', id);
  if (!found || found.hidden?.deleted) {
    throw invalidRequest(`No such account: '${id}'`, { code: 'resource_missing', param });
  }
  return found.object;
}

/** Country whose rules apply: of the account in `on_behalf_of`, else of the acting account. */
export function merchantCountry(context: Context, onBehalfOf: string | null): string {
  const account =
    onBehalfOf === null ? merchant(context) : connectedAccount(context, onBehalfOf, 'on_behalf_of');
  return account.country ?? 'US';
}

/** What the bank's page and receipts call the merchant. */
export function merchantName(context: Context): string {
  const account = merchant(context);
  return account.business_profile?.name ?? account.settings?.dashboard.display_name ?? account.id;
}

/** What an expanded field with an account's id holds. */
export function expandAccount(field: string) {
  return (context: Context, object: Readonly<Record<string, unknown>>): unknown => {
    const id = object[field];
    if (typeof id !== 'string') return id;
    return context.as(context.platform).records.get('account', id)?.object ?? id;
  };
}

/** The Connect application that acts on a connected account (`ca_…`); null on the platform itself. */
export function applicationOf(context: Context): string | null {
  return context.connected ? applicationId(context.platform) : null;
}

/** `ca_…` of a platform. */
export function applicationId(platform: string): string {
  return `ca_${derived(`application ${platform}`, 32)}`;
}

/** The Application object behind a `ca_…` id. */
export function application(context: Context): Stripe.Application {
  return {
    id: applicationId(context.platform),
    object: 'application',
    name: ensurePlatform(context).business_profile?.name ?? null,
  };
}

/**
 * `payment_method_configuration_details` of intents that take what the Dashboard enables. On a
 * connected account the configuration is a child of the platform's.
 */
export function methodConfiguration(context: Context): { id: string; parent: string | null } {
  const id = (account: string): string => `pmc_1${derived(`configuration ${account}`, 23)}`;
  return { id: id(context.account), parent: context.connected ? id(context.platform) : null };
}

/** What an account must be able to do to charge a payment method of each type. */
const chargingCapability = {
  card: 'card_payments',
  us_bank_account: 'us_bank_account_ach_payments',
} as const;

/**
 * Throws unless the account may charge this type of payment method. That Stripe refuses is documented
 * (docs.stripe.com/connect/account-capabilities), its sentence is unconfirmed.
 */
export function checkMayCharge(
  context: Context,
  type: keyof typeof chargingCapability = 'card',
): void {
  const account = merchant(context);
  const name = chargingCapability[type];
  const capability = account.capabilities?.[name] ?? 'unrequested';
  if (account.charges_enabled && capability === 'active') return;
  throw invalidRequest(
    `Your account ${account.id} cannot currently make charges: its capability ${name} is ${capability} and charges_enabled is ${String(account.charges_enabled)}. Complete the requirements listed on the account first.`,
  );
}
