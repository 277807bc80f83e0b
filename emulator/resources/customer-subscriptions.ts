/**
 * Subscriptions by the path of their customer, as code for older versions asks for them. Stripe's
 * OpenAPI description lists these beside `/v1/subscriptions`; they answer alike.
 */
import type Stripe from 'stripe';
import { createSubscription } from '../billing/subscription-create';
import { cancelNow } from '../billing/subscription-end';
import { isListed } from '../billing/subscription-list';
import { atClock, clockOf } from '../billing/moment';
import { findSubscription, type Subscription } from '../billing/subscription-records';
import { checkStanding } from '../billing/test-clock';
import { updateSubscription } from '../billing/subscription-update';
import type { ParameterTypes } from '../generated/parameters';
import { noSuch, route, type Context, type ParameterName, type Route } from '../server/contract';
import { unknownParameters } from '../server/parameter-errors';
import { findCustomer, idOf } from './payment-method-use';

const all = '/v1/customers/:customer/subscriptions';

/** An endpoint for one of them, at its time. Throws 404 for another customer's. */
function one<N extends ParameterName>(
  method: Route['method'],
  parameters: N,
  act: (context: Context, subscription: Subscription, given: ParameterTypes[N]) => object,
): Route {
  return route(method, `${all}/:id`, parameters, (context, given, { customer = '', id = '' }) => {
    const owner = findCustomer(context, customer);
    const { object } = findSubscription(context, id);
    // unconfirmed: the sentence, which older versions worded in another way.
    if (idOf(object.customer) !== owner.id) throw noSuch('subscription', id, 'id');
    if (method !== 'GET') checkStanding(context, clockOf(object));
    return act(atClock(context, clockOf(object)), object, given);
  });
}

function create(
  context: Context,
  given: Stripe.SubscriptionCreateParams,
  { customer = '' }: Readonly<Record<string, string>>,
): Subscription {
  if (given.customer !== undefined) throw unknownParameters(['customer']);
  return createSubscription(context, { ...given, customer });
}

/** Those of a customer that are not over, newest first. */
function list(
  context: Context,
  given: Stripe.PaginationParams,
  { customer = '' }: Readonly<Record<string, string>>,
): Stripe.ApiList<Subscription> {
  const { id } = findCustomer(context, customer);
  const path = `/v1/customers/${id}/subscriptions`;
  return context.page('subscription', given, path, ({ object }) => isListed(object), {
    customer: id,
  });
}

export const customerSubscriptions: readonly Route[] = [
  route('POST', all, 'SubscriptionCreateParams', create),
  // Only pages, as with tax ids.
  route('GET', all, 'CustomerListTaxIdsParams', list),
  one('GET', 'SubscriptionRetrieveParams', (_, subscription) => subscription),
  one('POST', 'SubscriptionUpdateParams', updateSubscription),
  one('DELETE', 'SubscriptionCancelParams', cancelNow),
];
