/**
 * Which accounts a request may name (docs.stripe.com/connect/authentication).
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { accountInvalid } from '../server/keys';
import { hiddenOf } from './account-standing';
import { merchant } from './merchant';

/** Throws unless the platform itself asks. */
export function checkPlatform(context: Context): void {
  if (!context.connected) return;
  throw invalidRequest(
    'Only a platform can work with connected accounts; leave the Stripe-Account header out.',
    { code: 'platform_account_required', status: 403 },
  );
}

/**
 * An account by the id in the path: one's own, or a connected one of the platform. Throws Stripe's
 * 403 for one that is not, or no longer, the platform's.
 */
export function accountInPath(context: Context, id: string): Stripe.Account {
  if (id === context.account) return merchant(context);
  const found = context.connected ? undefined : context.records.get('account', id);
  if (!found || found.hidden?.deleted) {
    throw accountInvalid(context.request.maskedKey ?? 'sk_test_****', id);
  }
  return found.object;
}

/** A connected account by the id in the path; a platform can't do this to itself. */
export function connectedInPath(context: Context, id: string): Stripe.Account {
  const account = accountInPath(context, id);
  if (id === context.platform) {
    throw invalidRequest(
      'You cannot update your own account with this method. You may only update connected accounts.',
      { status: 403 },
    );
  }
  return account;
}

/**
 * Throws where Stripe collects an account's details and has begun to: from then on the platform
 * cannot tell who the account's holder is (docs.stripe.com/api/accounts/update). Status, code and
 * sentence are those of other endpoints a platform may not use, unconfirmed for this one.
 */
export function checkMayTellIdentity(context: Context, account: Stripe.Account): void {
  if (account.controller?.requirement_collection === 'application') return;
  if (context.key === 'system' || !hiddenOf(context, account.id).onboarding) return;
  throw invalidRequest(
    `This application does not have the required permissions for this endpoint on account '${account.id}'.`,
    { code: 'oauth_not_supported', status: 403 },
  );
}
