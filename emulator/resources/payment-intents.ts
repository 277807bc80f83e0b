/**
 * PaymentIntents (docs.stripe.com/api/payment_intents).
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import { applyBalance } from './balance-payment';
import { refuseUnlessConfirming } from './card-confirmation';
import { useConfirmationToken, withConfirmationToken } from './confirmation-token-use';
import { expandCustomer } from './customer-shape';
import { withPlans } from './installments';
import { chosenMethod } from './intent-method';
import {
  answer,
  checkBrowserConfirmation,
  checkClientSecret,
  checkOnBehalfOf,
} from './intent-options';
import { application, expandAccount } from './merchant';
import {
  cardInPaymentMethodData,
  checkEmail,
  debitConfirmation,
  fromBrowserAtConfirm,
  refuseUnsupported,
  savedAsAsked,
  savePaymentMethod,
} from './parameters';
import { lineItemsOf } from './payment-amount-details';
import { cancelPayment, releaseExpired, releaseHold } from './payment-intent-cancel';
import { capturePayment } from './payment-intent-capture';
import {
  agreedIn,
  confirmPayment,
  unexpectedState,
  type PaymentConfirmation,
} from './payment-intent-confirm';
import { refuseElsewhere } from './payment-intent-details';
import { incrementAuthorization } from './payment-intent-hold';
import { newIntent } from './payment-intent-shape';
import { confirmationChanges, updatePayment } from './payment-intent-update';
import { expandMethod } from './payment-method-shape';
import { findCustomer } from './payment-method-use';
import { verifyMicrodeposits } from './verify-microdeposits';

type Intent = Stripe.PaymentIntent;

/** An intent of this account by the id in the path; a browser needs its client secret. */
function inPath(context: Context, id: string, secret?: unknown): Intent {
  const found = context.records.get('payment_intent', id);
  if (!found) throw noSuch('payment_intent', id, 'intent', 404);
  checkClientSecret(context, 'payment_intent', found.object, secret);
  return releaseExpired(context, found.object);
}

/** Documented as parameters of a confirmation; the sentence is unconfirmed. */
const onlyWithConfirm = [
  'off_session',
  'return_url',
  'error_on_requires_action',
  'mandate',
  'mandate_data',
] as const;

/** Throws for parameters that don't go together or not without `confirm`. */
function checkTogether(given: Stripe.PaymentIntentCreateParams): void {
  if (given.confirm !== true) {
    for (const name of onlyWithConfirm) {
      if (given[name] !== undefined) {
        throw invalidRequest(`You can only set \`${name}\` when \`confirm\` is true.`, {
          param: name,
        });
      }
    }
  }
  if (given.error_on_requires_action && given.automatic_payment_methods?.enabled) {
    throw invalidRequest(
      'You cannot enable `automatic_payment_methods` and use `error_on_requires_action`.',
      { param: 'error_on_requires_action' },
    );
  }
}

function create(context: Context, asked: Stripe.PaymentIntentCreateParams): Intent {
  const given = savedAsAsked(asked);
  const parameters = withConfirmationToken(context, 'payment_intent', given, true);
  refuseElsewhere(parameters);
  checkTogether(parameters);
  refuseUnlessConfirming(parameters);
  checkEmail(parameters.receipt_email, 'receipt_email');
  if (parameters.customer !== undefined) findCustomer(context, parameters.customer);
  checkOnBehalfOf(context, parameters.on_behalf_of);
  const draft = newIntent(context, parameters);
  const method = chosenMethod(context, draft, parameters as PaymentConfirmation, true);
  const intent = withPlans(context, {
    ...draft,
    payment_method: method,
    status: method === null ? 'requires_payment_method' : 'requires_confirmation',
  });
  context.records.put('payment_intent', intent, {
    ...agreedIn({ radar_options: parameters.radar_options }),
    challenge: null,
    returnUrl: null,
  });
  context.emit('payment_intent.created', intent);
  useConfirmationToken(context, given, intent);
  if (parameters.confirm !== true) return intent;
  const { payment_method: _, payment_method_data: __, ...rest } = parameters;
  return confirmPayment(context, intent, rest, true);
}

/** Confirming a part of an amount is for payments with several methods, which there are none of. */
function checkWhole(intent: Intent, amount: number | undefined): void {
  if (amount === undefined || amount === intent.amount) return;
  throw invalidRequest(
    `Only the whole amount of ${intent.amount} can be confirmed: this emulator does not split a payment.`,
    { param: 'amount_to_confirm' },
  );
}

function confirm(context: Context, asked: Stripe.PaymentIntentConfirmParams, id: string): object {
  const given = savedAsAsked(asked);
  const parameters = withConfirmationToken(context, 'payment_intent', given);
  refuseElsewhere(parameters);
  const secret = 'client_secret' in parameters ? parameters.client_secret : undefined;
  const before = inPath(context, id, secret);
  checkWhole(before, parameters.amount_to_confirm);
  checkBrowserConfirmation(context, 'payment_intent', parameters);
  if (before.confirmation_method === 'manual' && context.key === 'publishable') {
    throw unexpectedState(
      context,
      before,
      `This PaymentIntent ${before.id} cannot be confirmed using your publishable key because its \`confirmation_method\` is set to \`manual\`. Please use your secret key instead, or create a PaymentIntent with \`confirmation_method\` set to \`automatic\`.`,
    );
  }
  const intent = confirmationChanges(context, before, parameters);
  context.records.put('payment_intent', intent);
  useConfirmationToken(context, given, intent);
  return answer(context, confirmPayment(context, intent, parameters as PaymentConfirmation));
}

function list(
  context: Context,
  given: Stripe.PaymentIntentListParams,
): Stripe.ApiList<Stripe.PaymentIntent> {
  refuseUnsupported({ ...given }, ['customer_account']);
  const page = context.page('payment_intent', given, '/v1/payment_intents', undefined, {
    customer: given.customer,
  });
  return { ...page, data: page.data.map((intent) => releaseExpired(context, intent)) };
}

/** Expanded `amount_details.line_items`: a list with the first page of them. */
function expandLineItems(context: Context, intent: { id: string }): unknown {
  const url = `/v1/payment_intents/${intent.id}/amount_details_line_items`;
  return context.list(lineItemsOf(context, intent.id), {}, url);
}

export const paymentIntents: Resource = {
  object: 'payment_intent',
  expandable: {
    'amount_details.line_items': expandLineItems,
    application,
    customer: expandCustomer,
    latest_charge: 'charge',
    on_behalf_of: expandAccount('on_behalf_of'),
    payment_method: expandMethod,
  },
  routes: [
    route('POST', '/v1/payment_intents', 'PaymentIntentCreateParams', create, {
      also: { ...cardInPaymentMethodData, ...debitConfirmation, ...savePaymentMethod },
    }),
    route('GET', '/v1/payment_intents', 'PaymentIntentListParams', list),
    route(
      'GET',
      '/v1/payment_intents/:id',
      'PaymentIntentRetrieveParams',
      (context, { client_secret }, path) =>
        answer(context, inPath(context, path.id ?? '', client_secret)),
      { access: 'client_secret' },
    ),
    route(
      'POST',
      '/v1/payment_intents/:id',
      'PaymentIntentUpdateParams',
      (context, parameters, path) =>
        updatePayment(context, inPath(context, path.id ?? ''), parameters),
      { also: cardInPaymentMethodData },
    ),
    route(
      'POST',
      '/v1/payment_intents/:id/confirm',
      'PaymentIntentConfirmParams',
      (context, parameters, path) => confirm(context, parameters, path.id ?? ''),
      {
        access: 'client_secret',
        also: { ...cardInPaymentMethodData, ...fromBrowserAtConfirm, ...savePaymentMethod },
      },
    ),
    route(
      'POST',
      '/v1/payment_intents/:id/capture',
      'PaymentIntentCaptureParams',
      (context, parameters, path) =>
        capturePayment(context, inPath(context, path.id ?? ''), parameters),
    ),
    route(
      'POST',
      '/v1/payment_intents/:id/cancel',
      'PaymentIntentCancelParams',
      (context, parameters, path) =>
        cancelPayment(context, inPath(context, path.id ?? ''), parameters),
    ),
    route(
      'POST',
      '/v1/payment_intents/:id/apply_customer_balance',
      'PaymentIntentApplyCustomerBalanceParams',
      (context, parameters, path) =>
        applyBalance(context, inPath(context, path.id ?? ''), parameters),
    ),
    route(
      'POST',
      '/v1/payment_intents/:id/increment_authorization',
      'PaymentIntentIncrementAuthorizationParams',
      (context, parameters, path) =>
        incrementAuthorization(context, inPath(context, path.id ?? ''), parameters),
    ),
    route(
      'POST',
      '/v1/payment_intents/:id/verify_microdeposits',
      'PaymentIntentVerifyMicrodepositsParams',
      (context, given, path) => {
        const secret = 'client_secret' in given ? given.client_secret : undefined;
        const intent = inPath(context, path.id ?? '', secret);
        return answer(context, verifyMicrodeposits(context, intent, given));
      },
      { access: 'client_secret' },
    ),
    route(
      'GET',
      '/v1/payment_intents/:id/amount_details_line_items',
      'PaymentIntentListAmountDetailsLineItemsParams',
      (context, parameters, path) => {
        const { id } = inPath(context, path.id ?? '');
        const url = `/v1/payment_intents/${id}/amount_details_line_items`;
        return context.list(lineItemsOf(context, id), parameters, url);
      },
    ),
  ],
  tasks: { release_hold: releaseHold },
};
