/**
 * Disputes (docs.stripe.com/api/disputes). They begin by themselves, with a test card's payment.
 */
import type Stripe from 'stripe';
import { noSuch, route, type Context, type Resource } from '../server/contract';
import { updateDispute } from './dispute-evidence';
import { evidenceFiles } from './dispute-files';
import { asOfNow, closeDispute, decideDispute, expireDispute } from './dispute-verdict';

function inPath(context: Context, id: string): Stripe.Dispute {
  const found = context.records.get('dispute', id);
  if (!found) throw noSuch('dispute', id, 'dispute', 404);
  return asOfNow(context, found.object);
}

export const disputes: Resource = {
  object: 'dispute',
  expandable: {
    charge: 'charge',
    payment_intent: 'payment_intent',
    ...Object.fromEntries(evidenceFiles.map((name) => [`evidence.${name}`, 'file'] as const)),
  },
  routes: [
    route('GET', '/v1/disputes', 'DisputeListParams', (context, parameters) => {
      const { charge, payment_intent } = parameters;
      const page = context.page('dispute', parameters, '/v1/disputes', undefined, {
        charge,
        payment_intent,
      });
      return { ...page, data: page.data.map((dispute) => asOfNow(context, dispute)) };
    }),
    route('GET', '/v1/disputes/:id', 'DisputeRetrieveParams', (context, _, path) =>
      inPath(context, path.id ?? ''),
    ),
    route('POST', '/v1/disputes/:id', 'DisputeUpdateParams', (context, parameters, path) =>
      updateDispute(context, inPath(context, path.id ?? ''), parameters),
    ),
    route('POST', '/v1/disputes/:id/close', 'DisputeCloseParams', (context, _, path) =>
      closeDispute(context, inPath(context, path.id ?? '')),
    ),
  ],
  tasks: { decide_dispute: decideDispute, expire_dispute: expireDispute },
};
