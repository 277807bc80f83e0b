/**
 * What the Payment Element does to saved methods on a buyer's behalf, under a CustomerSession.
 * Undocumented by Stripe, whose Stripe.js uses the session's ephemeral key; the paths are this
 * emulator's own.
 */
import type Stripe from 'stripe';
import { missingParameter, route, type Context, type Resource } from '../server/contract';
import { shownMethod } from './customer-sessions';
import { preferredNetwork } from './parameters';
import { publicMethod } from './payment-method-shape';
import { detach, update } from './payment-methods';

interface Given {
  customer_session_client_secret?: string;
  card?: { exp_month?: number; exp_year?: number; networks?: { preferred?: string } };
}

function secretOf({ customer_session_client_secret: secret }: Given): string {
  if (secret !== undefined) return secret;
  throw missingParameter('customer_session_client_secret');
}

function changeShown(context: Context, given: Given, id: string): object {
  const { id: shown } = shownMethod(context, secretOf(given), id, 'change');
  const changes = { card: given.card ?? {} } as Stripe.PaymentMethodUpdateParams;
  return publicMethod(update(context, changes, shown));
}

function removeShown(context: Context, given: Given, id: string): object {
  const { id: shown } = shownMethod(context, secretOf(given), id, 'remove');
  return publicMethod(detach(context, shown));
}

const secret = { schema: { kind: 'string' } } as const;
const number = { schema: { kind: 'integer' } } as const;

export const elementsSavedMethods: Resource = {
  object: 'elements_saved_method',
  routes: [
    route(
      'POST',
      '/v1/elements/payment_methods/:id',
      null,
      (context, given, path) => changeShown(context, given, path.id ?? ''),
      {
        access: 'any',
        also: {
          customer_session_client_secret: secret,
          card: {
            schema: {
              kind: 'object',
              fields: { exp_month: number, exp_year: number, ...preferredNetwork },
            },
          },
        },
      },
    ),
    route(
      'POST',
      '/v1/elements/payment_methods/:id/detach',
      null,
      (context, given, path) => removeShown(context, given, path.id ?? ''),
      { access: 'any', also: { customer_session_client_secret: secret } },
    ),
  ],
};
