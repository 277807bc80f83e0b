/**
 * The intents that bank accounts are linked for.
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, type Context } from '../server/contract';
import { checkMethod } from './intent-method';
import { answer, checkClientSecret } from './intent-options';
import { endWaiting as endPaymentWaiting } from './payment-intent-confirm';
import { endWaiting as endSetupWaiting } from './setup-intent-confirm';
import { createBank } from './us-bank-account';

type Intent = Stripe.SetupIntent | Stripe.PaymentIntent;

/** Where either kind of intent is found, and how Stripe's errors call it. */
const kinds = {
  setup_intents: ['setup_intent', 'setupintent'],
  payment_intents: ['payment_intent', 'payment_intent'],
} as const;
export type Collection = keyof typeof kinds;

/** The intent of a path; a browser needs its client secret. */
export function intentInPath(
  context: Context,
  collection: Collection,
  id: string,
  secret: unknown,
): Intent {
  const [kind, noun] = kinds[collection];
  const found = context.records.get(kind, id);
  if (!found) throw noSuch(noun, id, 'intent', 404);
  checkClientSecret(context, noun, found.object, secret);
  return found.object;
}

const open = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

/** Throws for an intent that takes no other method any more. */
export function checkOpen(context: Context, intent: Intent): void {
  if (open.includes(intent.status)) return;
  throw invalidRequest(
    `A bank account can only be collected for an intent with one of the following statuses: ${open.join(', ')}. ${intent.id} has a status of ${intent.status}.`,
    { code: `${intent.object}_unexpected_state`, [intent.object]: answer(context, intent) },
  );
}

/** Gives the intent the linked account as its PaymentMethod, to be confirmed. */
export function attachLinked(
  context: Context,
  collection: Collection,
  path: Readonly<Record<string, string>>,
  given: { readonly client_secret?: string },
): object {
  const intent = intentInPath(context, collection, path.id ?? '', given.client_secret);
  checkOpen(context, intent);
  const session = context.records.get('financial_connections_session', path.session ?? '');
  if (session?.hidden.intent !== intent.id) {
    throw noSuch('link_account_session', path.session ?? '', 'session', 404);
  }
  const method = createBank(context, {
    us_bank_account: { link_account_session: session.object.id },
  });
  checkMethod(context, intent, method, false);
  if (intent.object === 'setup_intent') endSetupWaiting(context, intent);
  else endPaymentWaiting(context, intent);
  const after = {
    ...intent,
    next_action: null,
    payment_method: method.object.id,
    status: 'requires_confirmation' as const,
  };
  if (after.object === 'setup_intent') context.records.put('setup_intent', after);
  else context.records.put('payment_intent', after);
  return answer(context, after);
}
