/**
 * LoginLinks (docs.stripe.com/api/accounts/login_link): single-use addresses of the Express
 * Dashboard of one account.
 */
import type Stripe from 'stripe';
import { invalidRequest, route, type Context, type Resource } from '../server/contract';
import { connectedInPath } from './account-access';

function create(context: Context, id: string): Stripe.LoginLink {
  const account = connectedInPath(context, id);
  if (account.controller?.stripe_dashboard?.type !== 'express') {
    throw invalidRequest(
      `Cannot create a login link for the account ${id}, which is not an Express account.`,
    );
  }
  if (!account.details_submitted) {
    throw invalidRequest(
      'Cannot create a login link for an account that has not completed onboarding.',
    );
  }
  const link = {
    id: context.random(12),
    object: 'login_link',
    account: id,
    created: context.now(),
  } as const;
  context.as(id).records.put('login_link', link, null);
  return {
    object: 'login_link',
    created: link.created,
    url: `${context.urls.bank}/express/${id}/${link.id}`,
  };
}

export const loginLinks: Resource = {
  object: 'login_link',
  routes: [
    route(
      'POST',
      '/v1/accounts/:id/login_links',
      'AccountCreateLoginLinkParams',
      (context, _, path) => create(context, path.id ?? ''),
    ),
  ],
};
