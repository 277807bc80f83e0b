/**
 * PaymentIntents (docs.stripe.com/api/payment_intents).
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import type { Stored } from '../store/kinds';
import { useConfirmationToken, withConfirmationToken } from './confirmation-token-use';
import { expandCustomer } from './customer-shape';
import { answer, checkBrowserConfirmation, checkClientSecret } from './intent-options';
import { application, connectedAccount, expandAccount } from './merchant';
import { cardInPaymentMethodData, refuseUnsupported } from './parameters';
import {
  chosenMethod,
  confirmPayment,
  unexpectedState,
  type PaymentConfirmation,
} from './payment-intent-confirm';
import { cancelPayment, capturePayment } from './payment-intent-finish';
import { newIntent } from './payment-intent-shape';
import { confirmationChanges, updatePayment } from './payment-intent-update';
import { expandMethod } from './payment-method-shape';
import { findCustomer } from './payment-method-use';

type Intent = Stripe.PaymentIntent;

/** Taken by Stripe, not acted on here: refused rather than ignored. */
const unsupported = [
  'amount_to_confirm',
  'customer_account',
  'hooks',
  'mandate',
  'payment_details',
  'transfer_data',
];

/** An intent of this account by the id in the path; a browser needs its client secret. */
function inPath(context: Context, id: string, secret?: unknown): Stored<'payment_intent'> {
  const found = context.records.get('payment_intent', id);
  if (!found) throw noSuch('payment_intent', id, 'intent', 404);
  checkClientSecret(context, 'payment_intent', found.object, secret);
  return found;
}

/** Documented as parameters of a confirmation; the sentence is unconfirmed. */
const onlyWithConfirm = [
  'off_session',
  'return_url',
  'error_on_requires_action',
  'mandate_data',
] as const;

function create(context: Context, given: Stripe.PaymentIntentCreateParams): Intent {
  const parameters = withConfirmationToken(context, 'payment_intent', given, true);
  refuseUnsupported({ ...parameters }, unsupported);
  if (parameters.confirm !== true) {
    for (const name of onlyWithConfirm) {
      if (parameters[name] !== undefined) {
        throw invalidRequest(`You can only set \`${name}\` when \`confirm\` is true.`, {
          param: name,
        });
      }
    }
  }
  if (parameters.customer !== undefined) {
    findCustomer(context, parameters.customer);
  }
  if (parameters.on_behalf_of !== undefined) {
    connectedAccount(context, parameters.on_behalf_of, 'on_behalf_of');
  }
  const draft = newIntent(context, parameters);
  const method = chosenMethod(context, draft, parameters as PaymentConfirmation, true);
  const intent: Intent = {
    ...draft,
    payment_method: method,
    status: method === null ? 'requires_payment_method' : 'requires_confirmation',
  };
  context.records.put('payment_intent', intent, { challenge: null, returnUrl: null });
  context.emit('payment_intent.created', intent);
  useConfirmationToken(context, given, intent);
  if (parameters.confirm !== true) return intent;
  const { payment_method: _, payment_method_data: __, ...rest } = parameters;
  return confirmPayment(context, intent, rest, true);
}

function confirm(context: Context, given: Stripe.PaymentIntentConfirmParams, id: string): object {
  const parameters = withConfirmationToken(context, 'payment_intent', given);
  refuseUnsupported({ ...parameters }, unsupported);
  const secret = 'client_secret' in parameters ? parameters.client_secret : undefined;
  const { object: before } = inPath(context, id, secret);
  checkBrowserConfirmation(context, 'payment_intent', parameters);
  if (before.confirmation_method === 'manual' && context.key === 'publishable') {
    throw unexpectedState(
      context,
      before,
      'This PaymentIntent must be confirmed with a secret key: its `confirmation_method` is manual.',
    );
  }
  const intent = confirmationChanges(context, before, parameters);
  context.records.put('payment_intent', intent);
  useConfirmationToken(context, given, intent);
  return answer(context, confirmPayment(context, intent, parameters as PaymentConfirmation));
}

export const paymentIntents: Resource = {
  object: 'payment_intent',
  expandable: {
    application,
    customer: expandCustomer,
    latest_charge: 'charge',
    on_behalf_of: expandAccount('on_behalf_of'),
    payment_method: expandMethod,
  },
  routes: [
    route('POST', '/v1/payment_intents', 'PaymentIntentCreateParams', create, {
      also: cardInPaymentMethodData,
    }),
    route('GET', '/v1/payment_intents', 'PaymentIntentListParams', (context, parameters) => {
      refuseUnsupported({ ...parameters }, ['customer_account']);
      const rows = context.records
        .all('payment_intent')
        .map(({ object }) => object)
        .filter(({ customer }) => !parameters.customer || customer === parameters.customer);
      return context.list(rows, parameters, '/v1/payment_intents');
    }),
    route(
      'GET',
      '/v1/payment_intents/:id',
      'PaymentIntentRetrieveParams',
      (context, { client_secret }, path) =>
        answer(context, inPath(context, path.id ?? '', client_secret).object),
      { access: 'client_secret' },
    ),
    route(
      'POST',
      '/v1/payment_intents/:id',
      'PaymentIntentUpdateParams',
      (context, parameters, path) => {
        refuseUnsupported({ ...parameters }, unsupported);
        return updatePayment(context, inPath(context, path.id ?? '').object, parameters);
      },
      { also: cardInPaymentMethodData },
    ),
    route(
      'POST',
      '/v1/payment_intents/:id/confirm',
      'PaymentIntentConfirmParams',
      (context, parameters, path) => confirm(context, parameters, path.id ?? ''),
      {
        access: 'client_secret',
        also: cardInPaymentMethodData,
      },
    ),
    route(
      'POST',
      '/v1/payment_intents/:id/capture',
      'PaymentIntentCaptureParams',
      (context, parameters, path) =>
        capturePayment(context, inPath(context, path.id ?? '').object, parameters),
    ),
    route(
      'POST',
      '/v1/payment_intents/:id/cancel',
      'PaymentIntentCancelParams',
      (context, parameters, path) =>
        cancelPayment(context, inPath(context, path.id ?? '').object, parameters),
    ),
  ],
};
