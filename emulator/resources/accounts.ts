/**
 * Accounts: the platform's own and its connected ones (docs.stripe.com/api/accounts).
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import {
  accountInPath,
  checkMayTellIdentity,
  checkPlatform,
  connectedInPath,
} from './account-access';
import { homeCurrency } from './account-country';
import { withDetails, type AccountParameters } from './account-details';
import { newAccount } from './account-shape';
import { checkDocuments } from './account-documents';
import { hiddenOf, keepAccount } from './account-standing';
import { freshAccount } from './account-state';
import { ensurePlatform, merchant } from './merchant';

export { putReadyAccount, type ReadyAccount } from './ready-account';

function create(context: Context, given: Stripe.AccountCreateParams): Stripe.Account {
  checkPlatform(context);
  checkDocuments(given.documents);
  if (given.type !== undefined && given.controller !== undefined) {
    throw invalidRequest(
      'You may not provide the `type` parameter and `controller` parameters simultaneously. They are mutually exclusive.',
      { param: 'controller' },
    );
  }
  const country = (given.country ?? ensurePlatform(context).country ?? 'US').toUpperCase();
  const account = newAccount(context, context.id('acct_'), {
    type: given.controller ?? classicType(given.type),
    country,
    defaultCurrency: homeCurrency(country),
  });
  checkController(account);
  const owner = context.as(account.id);
  const details = withDetails(owner, account, freshAccount, given as AccountParameters);
  return keepAccount(context, details.account, details.hidden, details.person);
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

function update(context: Context, given: AccountParameters, id: string): Stripe.Account {
  checkDocuments((given as Stripe.AccountUpdateParams).documents);
  const before = connectedInPath(context, id);
  const told = [given.account_token, given.business_type, given.company, given.individual];
  if (told.some((value) => value !== undefined)) checkMayTellIdentity(context, before);
  const details = withDetails(context.as(id), before, hiddenOf(context, id), given);
  return keepAccount(context, details.account, details.hidden, details.person);
}

/** A connected account that only its platform may end. */
function ownedByPlatform(context: Context, id: string): Stripe.Account {
  checkPlatform(context);
  const found = context.records.get('account', id);
  if (!found || found.hidden?.deleted || id === context.platform) {
    throw noSuch('account', id, 'account', 404);
  }
  return found.object;
}

/** The record stays, so that what is on its way is settled and its last events are delivered. */
function remove(context: Context, id: string): Stripe.DeletedAccount {
  const account = ownedByPlatform(context, id);
  context.records.put('account', account, { ...hiddenOf(context, id), deleted: true });
  return { id, object: 'account', deleted: true };
}

function reject(context: Context, given: Stripe.AccountRejectParams, id: string): Stripe.Account {
  const account = ownedByPlatform(context, id);
  // Documented: only where the platform answers for losses. The sentence is unconfirmed.
  if (account.controller?.losses?.payments !== 'application') {
    throw invalidRequest(
      'You can only reject accounts for whose negative balances your platform is liable.',
    );
  }
  return keepAccount(context, account, {
    ...hiddenOf(context, id),
    rejected: { reason: given.reason, payouts: given.payouts_action ?? 'pause' },
  });
}

function unreject(context: Context, id: string): Stripe.Account {
  const account = ownedByPlatform(context, id);
  const hidden = hiddenOf(context, id);
  if (!hidden.rejected) {
    throw invalidRequest(`The account ${id} is not rejected.`);
  }
  return keepAccount(context, account, { ...hidden, rejected: null });
}

/** Says that what was being verified is verified. Runs on the account. */
function verify(context: Context, { requirements }: { requirements: readonly string[] }): void {
  const account = merchant(context);
  const hidden = hiddenOf(context, context.account);
  keepAccount(context, account, {
    ...hidden,
    pending: hidden.pending.filter((name) => !requirements.includes(name)),
  });
}

/** The time to tell what was asked is over: while any of it is open, all is switched off. */
function endGrace(context: Context): void {
  const hidden = hiddenOf(context, context.account);
  if (!hidden.asked || hidden.deleted) return;
  const asked = { ...hidden.asked, charges: false, payouts: false };
  keepAccount(context, merchant(context), { ...hidden, asked });
}

export const accounts: Resource = {
  object: 'account',
  tasks: { verify_account: verify, end_grace: endGrace },
  routes: [
    route('GET', '/v1/account', 'AccountRetrieveCurrentParams', (context) => merchant(context)),
    route('POST', '/v1/accounts', 'AccountCreateParams', create),
    route('GET', '/v1/accounts', 'AccountListParams', (context, parameters) => {
      checkPlatform(context);
      const rows = context.records
        .all('account')
        .filter(({ hidden }) => !hidden?.deleted)
        .map(({ object }) => object)
        .filter(({ id }) => id !== context.platform);
      // `created` is optional on an Account, and always there.
      return context.list(rows, parameters, '/v1/accounts');
    }),
    route('GET', '/v1/accounts/:id', 'AccountRetrieveParams', (context, _, path) =>
      accountInPath(context, path.id ?? ''),
    ),
    route('POST', '/v1/accounts/:id', 'AccountUpdateParams', (context, parameters, path) =>
      update(context, parameters as AccountParameters, path.id ?? ''),
    ),
    route('DELETE', '/v1/accounts/:id', 'AccountDeleteParams', (context, _, path) =>
      remove(context, path.id ?? ''),
    ),
    route('POST', '/v1/accounts/:id/reject', 'AccountRejectParams', (context, given, path) =>
      reject(context, given, path.id ?? ''),
    ),
    route('POST', '/v1/accounts/:id/unreject', 'AccountUnrejectParams', (context, _, path) =>
      unreject(context, path.id ?? ''),
    ),
  ],
};
