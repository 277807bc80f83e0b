/**
 * AccountLinks (docs.stripe.com/api/account_links): addresses of Stripe's own form for the details of
 * one account. A link opens the form once, within five minutes.
 */
import type Stripe from 'stripe';
import {
  invalidRequest,
  missingParameter,
  route,
  type Context,
  type Resource,
} from '../server/contract';
import { checkPlatform } from './account-access';
import { startOnboarding } from './account-standing';
import type { AccountLinkRecord } from './account-state';
import { connectedAccount } from './merchant';

const LIFE_S = 300;

function address(given: string | undefined, param: string): string {
  if (given === undefined) {
    throw missingParameter(param);
  }
  if (!/^https?:\/\//i.test(given) || !URL.canParse(given)) {
    throw invalidRequest('Not a valid URL', { code: 'url_invalid', param });
  }
  return given;
}

/** The part of the address that tells the kinds of accounts apart. */
function kindOf(account: Stripe.Account): 'c' | 'e' | 's' {
  const dashboard = account.controller?.stripe_dashboard?.type;
  return dashboard === 'express' ? 'e' : dashboard === 'none' ? 'c' : 's';
}

function create(context: Context, given: Stripe.AccountLinkCreateParams): Stripe.AccountLink {
  checkPlatform(context);
  const account = connectedAccount(context, given.account, 'account');
  const collecting = account.controller?.requirement_collection === 'application';
  if (given.type === 'account_update' && !collecting) {
    throw invalidRequest(
      'You cannot create `account_update` type Account Links for this account. Valid `type` values for this account are: `account_onboarding`.',
      { param: 'type' },
    );
  }
  if (given.collect !== undefined && given.collection_options !== undefined) {
    throw invalidRequest(
      'You may only specify one of these parameters: collect, collection_options.',
      { param: 'collect' },
    );
  }
  const now = context.now();
  const link: AccountLinkRecord = {
    id: context.random(12),
    object: 'account_link',
    account: account.id,
    purpose: given.type === 'account_update' ? 'account_update' : 'account_onboarding',
    refreshUrl: address(given.refresh_url, 'refresh_url'),
    returnUrl: address(given.return_url, 'return_url'),
    created: now,
    expires: now + LIFE_S,
    visit: null,
    done: false,
  };
  context.as(account.id).records.put('account_link', link, null);
  startOnboarding(context, account);
  return {
    object: 'account_link',
    created: link.created,
    expires_at: link.expires,
    url: `${context.urls.bank}/setup/${kindOf(account)}/${account.id}/${link.id}`,
  };
}

export const accountLinks: Resource = {
  object: 'account_link',
  routes: [route('POST', '/v1/account_links', 'AccountLinkCreateParams', create)],
};
