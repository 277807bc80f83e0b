/** Events, as they are read back (docs.stripe.com/api/events). They are written by `context.emit`. */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';

const MAX_TYPES = 20;

/** Whether a type is wanted; `charge.*` names a group. */
function matches(type: string, wanted: readonly string[]): boolean {
  return wanted.some((pattern) =>
    pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern,
  );
}

function wantedTypes({ type, types }: Stripe.EventListParams): string[] | null {
  if (type !== undefined && types !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: type, types.');
  }
  if (types && types.length > MAX_TYPES) {
    throw invalidRequest(`You may pass up to ${MAX_TYPES} types.`, { param: 'types' });
  }
  return types ?? (type === undefined ? null : [type]);
}

function list(context: Context, parameters: Stripe.EventListParams): Stripe.ApiList<Stripe.Event> {
  const types = wantedTypes(parameters);
  const { delivery_success: delivered } = parameters;
  const rows = context.records
    .all('event')
    .map(({ object }) => object)
    .filter((event) => types === null || matches(event.type, types))
    .filter((event) => delivered === undefined || (event.pending_webhooks === 0) === delivered);
  return context.list(rows, parameters, '/v1/events');
}

export const events: Resource = {
  object: 'event',
  routes: [
    route('GET', '/v1/events', 'EventListParams', list),
    route('GET', '/v1/events/:id', 'EventRetrieveParams', (context, _, { id = '' }) => {
      const found = context.records.get('event', id);
      if (!found) throw noSuch('event', id, 'id');
      return found.object;
    }),
  ],
};
