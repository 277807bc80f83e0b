/**
 * AccountSessions (docs.stripe.com/api/account_sessions): what Stripe's embedded components show of
 * an account. The components themselves are not emulated; the session is answered and forgotten.
 */
import type Stripe from 'stripe';
import { invalidRequest, route, type Context, type Resource } from '../server/contract';
import { checkPlatform } from './account-access';
import { startOnboarding } from './account-standing';
import { sessionComponents } from './account-session-components';
import { connectedAccount } from './merchant';

/** How long a session can be claimed. Its length is unconfirmed. */
const LIFE_S = 30 * 60;

function create(context: Context, given: Stripe.AccountSessionCreateParams): Stripe.AccountSession {
  checkPlatform(context);
  const account = connectedAccount(context, given.account, 'account');
  const components = sessionComponents(given.components);
  if (!Object.values(components).some(({ enabled }: { enabled: boolean }) => enabled)) {
    throw invalidRequest('At least one component must be enabled.', { param: 'components' });
  }
  const collecting = account.controller?.requirement_collection === 'application';
  for (const [name, component] of Object.entries(components)) {
    const { features } = component as { features: Readonly<Record<string, boolean>> };
    if (features.disable_stripe_user_authentication && !collecting) {
      throw invalidRequest(
        '`disable_stripe_user_authentication` can only be set for accounts whose requirements your platform collects.',
        { param: `components[${name}][features][disable_stripe_user_authentication]` },
      );
    }
  }
  startOnboarding(context, account);
  return {
    object: 'account_session',
    account: account.id,
    client_secret: `accs_secret__${context.random(40)}`,
    components,
    expires_at: context.now() + LIFE_S,
    livemode: false,
  };
}

export const accountSessions: Resource = {
  object: 'account_session',
  routes: [route('POST', '/v1/account_sessions', 'AccountSessionCreateParams', create)],
};
