/**
 * Capabilities of a connected account (docs.stripe.com/api/capabilities).
 */
import type Stripe from 'stripe';
import { noSuch, route, type Context, type Resource } from '../server/contract';
import { askedAt, requested } from './account-details';
import { accountInPath, connectedInPath } from './account-access';
import { hiddenOf, keepAccount } from './account-standing';
import { capabilityNames, capabilityOf } from './capability-shape';
import { expandAccount } from './merchant';

function find(context: Context, account: Stripe.Account, id: string): Stripe.Capability {
  if (!capabilityNames().includes(id)) throw noSuch('capability', id, 'capability');
  return capabilityOf(account, id, hiddenOf(context, account.id));
}

function update(
  context: Context,
  given: Stripe.AccountUpdateCapabilityParams,
  account: Stripe.Account,
  id: string,
): Stripe.Capability {
  find(context, account, id);
  if (given.requested === undefined) return find(context, account, id);
  const capabilities = requested(account, { [id]: { requested: given.requested } });
  const hidden = hiddenOf(context, account.id);
  const changed = { ...account, capabilities };
  const after = keepAccount(context, changed, {
    ...hidden,
    requestedAt: askedAt(context, hidden, changed),
  });
  return find(context, after, id);
}

export const capabilities: Resource = {
  object: 'capability',
  expandable: { account: expandAccount('account') },
  routes: [
    route(
      'GET',
      '/v1/accounts/:account/capabilities',
      'AccountListCapabilitiesParams',
      (context, _, path) => {
        const account = accountInPath(context, path.account ?? '');
        const rows = Object.keys(account.capabilities ?? {}).map((id) =>
          find(context, account, id),
        );
        return context.list(rows, {}, `/v1/accounts/${account.id}/capabilities`);
      },
    ),
    route(
      'GET',
      '/v1/accounts/:account/capabilities/:id',
      'AccountRetrieveCapabilityParams',
      (context, _, path) =>
        find(context, accountInPath(context, path.account ?? ''), path.id ?? ''),
    ),
    route(
      'POST',
      '/v1/accounts/:account/capabilities/:id',
      'AccountUpdateCapabilityParams',
      (context, given, path) =>
        update(context, given, connectedInPath(context, path.account ?? ''), path.id ?? ''),
    ),
  ],
};
