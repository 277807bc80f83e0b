/**
 * Accounts: the platform's own and its connected ones (docs.stripe.com/api/accounts).
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import { homeCurrency, withDetails, type AccountParameters } from './account-details';
import { newAccount } from './account-shape';
import { previousAttributes } from './changes';
import { ensurePlatform, merchant } from './merchant';
import { refuseUnsupported } from './parameters';

const unsupported = ['account_token', 'documents'];

function checkPlatform(context: Context): void {
  if (!context.connected) return;
  throw invalidRequest(
    'Only a platform can work with connected accounts; leave the Stripe-Account header out.',
    {
      code: 'platform_account_required',
      status: 403,
    },
  );
}

function create(context: Context, given: Stripe.AccountCreateParams): Stripe.Account {
  checkPlatform(context);
  refuseUnsupported({ ...given }, unsupported);
  if (given.type !== undefined && given.controller !== undefined) {
    throw invalidRequest(
      'You may not provide the `type` parameter and `controller` parameters simultaneously. They are mutually exclusive.',
      { param: 'controller' },
    );
  }
  const country = given.country ?? ensurePlatform(context).country ?? 'US';
  const account = newAccount(context, context.id('acct_'), {
    type: given.controller ?? classicType(given.type),
    country,
    defaultCurrency: homeCurrency(country),
  });
  checkController(account);
  return keep(context, withDetails(context.as(account.id), account, given));
}

function classicType(given: Stripe.AccountCreateParams['type']): 'custom' | 'express' | 'standard' {
  if (given === 'custom') return 'custom';
  return given === 'express' ? 'express' : 'standard';
}

/** Documented for controller properties: without a Stripe dashboard the platform must collect. */
function checkController({ controller }: Stripe.Account): void {
  const collecting = controller?.requirement_collection === 'application';
  if (collecting && controller.losses?.payments === 'stripe') {
    throw invalidRequest(
      'When `controller[requirement_collection]` is `application`, `controller[losses][payments]` must be `application`.',
      { param: 'controller' },
    );
  }
  if (collecting && controller.stripe_dashboard?.type !== 'none') {
    throw invalidRequest(
      'When `controller[requirement_collection]` is `application`, `controller[stripe_dashboard][type]` must be `none`.',
      { param: 'controller' },
    );
  }
}

function keep(context: Context, account: Stripe.Account): Stripe.Account {
  context.as(context.platform).records.put('account', account, null);
  return account;
}

/** An account by the id in the path: one's own, or a connected one of the platform. */
function inPath(context: Context, id: string): Stripe.Account {
  if (id === context.account) return merchant(context);
  const found = context.connected ? undefined : context.records.get('account', id);
  if (!found) {
    throw invalidRequest(
      `The provided key does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`,
      { code: 'account_invalid', status: 403 },
    );
  }
  return found.object;
}

function update(context: Context, given: AccountParameters, id: string): Stripe.Account {
  refuseUnsupported({ ...given }, unsupported);
  const before = inPath(context, id);
  if (id === context.platform) {
    throw invalidRequest(
      'You cannot update your own account with this method. You may only update connected accounts.',
      { status: 403 },
    );
  }
  const owner = context.as(id);
  const after = keep(context, withDetails(owner, before, given));
  for (const [name, status] of Object.entries(after.capabilities ?? {})) {
    if (before.capabilities?.[name as keyof Stripe.Account.Capabilities] !== status) {
      owner.emit('capability.updated', capability(after, name, status));
    }
  }
  const previous = previousAttributes(before, after);
  if (previous) owner.emit('account.updated', after, previous);
  return after;
}

function capability(account: Stripe.Account, id: string, status: string): Stripe.Capability {
  const requirements = {
    alternatives: [],
    current_deadline: null,
    currently_due: account.requirements?.currently_due ?? [],
    disabled_reason: null,
    errors: [],
    eventually_due: account.requirements?.eventually_due ?? [],
    past_due: account.requirements?.past_due ?? [],
    pending_verification: [],
  };
  return {
    id,
    object: 'capability',
    account: account.id,
    future_requirements: { ...requirements, currently_due: [], eventually_due: [], past_due: [] },
    requested: true,
    requested_at: account.created ?? null,
    requirements,
    status: status as Stripe.Capability.Status,
  };
}

function remove(context: Context, id: string): Stripe.DeletedAccount {
  checkPlatform(context);
  if (id === context.platform || !context.records.get('account', id)) {
    throw noSuch('account', id, 'account', 404);
  }
  context.records.remove('account', id);
  return { id, object: 'account', deleted: true };
}

/** The details of an account made ready by `POST /_emulator/seed`. */
export interface ReadyAccount {
  /** `acct_` and 16 letters or digits. */
  readonly id: string;
  readonly country: string;
  readonly currency?: string;
  readonly name: string;
}

/** Makes a connected account that can charge and be paid out at once. */
export function putReadyAccount(context: Context, given: ReadyAccount): Stripe.Account {
  const platform = context.as(context.platform);
  const account = newAccount(platform, given.id, {
    type: 'custom',
    country: given.country,
    defaultCurrency: given.currency ?? homeCurrency(given.country),
  });
  const details: AccountParameters = {
    business_type: 'company',
    business_profile: { name: given.name, mcc: '5999', product_description: given.name },
    capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
    company: { name: given.name },
    external_account: {
      object: 'bank_account',
      account_number: '000123456789',
      country: given.country,
      currency: account.default_currency,
    },
    settings: { payments: { statement_descriptor: descriptor(given.name) } },
    tos_acceptance: { date: context.now(), ip: '127.0.0.1' },
  };
  return keep(platform, withDetails(platform.as(given.id), account, details));
}

/** A name as it may stand on a bank statement: 5 to 22 characters, without `< > \ ' " *`. */
function descriptor(name: string): string {
  return name
    .replaceAll(/[<>\\'"*]/g, '')
    .toUpperCase()
    .slice(0, 22)
    .padEnd(5, ' SHOP');
}

export const accounts: Resource = {
  object: 'account',
  routes: [
    route('GET', '/v1/account', 'AccountRetrieveCurrentParams', (context) => merchant(context)),
    route('POST', '/v1/accounts', 'AccountCreateParams', create),
    route('GET', '/v1/accounts', 'AccountListParams', (context, parameters) => {
      checkPlatform(context);
      const rows = context.records
        .all('account')
        .map(({ object }) => object)
        .filter(({ id }) => id !== context.platform);
      // `created` is optional on an Account, and always there.
      return context.list(rows, parameters, '/v1/accounts');
    }),
    route('GET', '/v1/accounts/:id', 'AccountRetrieveParams', (context, _, path) =>
      inPath(context, path.id ?? ''),
    ),
    route('POST', '/v1/accounts/:id', 'AccountUpdateParams', (context, parameters, path) =>
      update(context, parameters as AccountParameters, path.id ?? ''),
    ),
    route('DELETE', '/v1/accounts/:id', 'AccountDeleteParams', (context, _, path) =>
      remove(context, path.id ?? ''),
    ),
  ],
};
