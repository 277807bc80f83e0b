/**
 * SetupIntents (docs.stripe.com/api/setup_intents).
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import type { Stored } from '../store/kinds';
import { refuseUnlessConfirming } from './card-confirmation';
import { useConfirmationToken, withConfirmationToken } from './confirmation-token-use';
import { expandCustomer } from './customer-shape';
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
  debitConfirmation,
  fromBrowserAtConfirm,
  refuseUnsupported,
} from './parameters';
import { expandMethod } from './payment-method-shape';
import { findCustomer } from './payment-method-use';
import { cancelSetup } from './setup-intent-cancel';
import { confirmSetup, unexpectedState, type SetupConfirmation } from './setup-intent-confirm';
import { newSetupIntent } from './setup-intent-shape';
import { checkSingleUse, refuseOtherMoney, setupChanges, updateSetup } from './setup-intent-update';
import { verifyMicrodeposits } from './verify-microdeposits';

type Intent = Stripe.SetupIntent;

/** An intent of this account by the id in the path; a browser needs its client secret. */
function inPath(context: Context, id: string, secret?: unknown): Stored<'setup_intent'> {
  const found = context.records.get('setup_intent', id);
  if (!found) throw noSuch('setupintent', id, 'intent', 404);
  checkClientSecret(context, 'setupintent', found.object, secret);
  return found;
}

function create(context: Context, given: Stripe.SetupIntentCreateParams): object {
  const parameters = withConfirmationToken(context, 'setup_intent', given, true);
  refuseOtherMoney(parameters);
  refuseUnlessConfirming(parameters);
  if (parameters.confirm !== true) {
    // Documented as parameters of a confirmation; the sentence is unconfirmed.
    for (const name of ['return_url', 'mandate_data'] as const) {
      if (parameters[name] !== undefined) {
        throw invalidRequest(`You can only set \`${name}\` when \`confirm\` is true.`, {
          param: name,
        });
      }
    }
  }
  if (parameters.customer !== undefined) findCustomer(context, parameters.customer);
  checkOnBehalfOf(context, parameters.on_behalf_of);
  const draft = newSetupIntent(context, parameters);
  checkSingleUse(parameters.single_use, draft.payment_method_types);
  const method = chosenMethod(context, draft, parameters as SetupConfirmation, true);
  const intent: Intent = {
    ...draft,
    payment_method: method,
    status: method === null ? 'requires_payment_method' : 'requires_confirmation',
  };
  context.records.put('setup_intent', intent, {
    challenge: null,
    returnUrl: null,
    ...(parameters.single_use ? { singleUse: parameters.single_use } : {}),
  });
  context.emit('setup_intent.created', intent);
  useConfirmationToken(context, given, intent);
  if (parameters.confirm !== true) return intent;
  const { payment_method_data: _, payment_method: __, ...rest } = parameters;
  return confirmSetup(context, intent, rest, true);
}

function cancel(context: Context, parameters: Stripe.SetupIntentCancelParams, id: string): object {
  const before = inPath(context, id).object;
  if (before.status === 'canceled') {
    throw unexpectedState(
      context,
      before,
      'You cannot cancel this SetupIntent because it is already canceled.',
    );
  }
  if (before.status === 'succeeded' || before.status === 'processing') {
    throw unexpectedState(
      context,
      before,
      `You cannot cancel this SetupIntent because it has a status of ${before.status}. Only a SetupIntent with one of the following statuses may be canceled: \`requires_payment_method\`, \`requires_confirmation\`, or \`requires_action\`.`,
    );
  }
  return cancelSetup(context, before, parameters.cancellation_reason ?? null);
}

function confirm(context: Context, given: Stripe.SetupIntentConfirmParams, id: string): object {
  const parameters = withConfirmationToken(context, 'setup_intent', given);
  const secret = 'client_secret' in parameters ? parameters.client_secret : undefined;
  const { object: before } = inPath(context, id, secret);
  checkBrowserConfirmation(context, 'setup_intent', parameters);
  useConfirmationToken(context, given, before);
  const intent = setupChanges(context, before, parameters);
  return answer(context, confirmSetup(context, intent, parameters as SetupConfirmation));
}

function list(
  context: Context,
  given: Stripe.SetupIntentListParams,
): Stripe.ApiList<Stripe.SetupIntent> {
  refuseUnsupported({ ...given }, ['customer_account']);
  const { attach_to_self, customer, payment_method } = given;
  return context.page(
    'setup_intent',
    given,
    '/v1/setup_intents',
    // None is attached to the account itself.
    () => attach_to_self !== true,
    { payment_method, customer },
  );
}

export const setupIntents: Resource = {
  object: 'setup_intent',
  expandable: {
    application,
    customer: expandCustomer,
    latest_attempt: 'setup_attempt',
    mandate: 'mandate',
    on_behalf_of: expandAccount('on_behalf_of'),
    payment_method: expandMethod,
  },
  routes: [
    route('POST', '/v1/setup_intents', 'SetupIntentCreateParams', create, {
      also: { ...cardInPaymentMethodData, ...debitConfirmation },
    }),
    route('GET', '/v1/setup_intents', 'SetupIntentListParams', list),
    route(
      'GET',
      '/v1/setup_intents/:id',
      'SetupIntentRetrieveParams',
      (context, { client_secret }, path) =>
        answer(context, inPath(context, path.id ?? '', client_secret).object),
      { access: 'client_secret' },
    ),
    route(
      'POST',
      '/v1/setup_intents/:id',
      'SetupIntentUpdateParams',
      (context, given, path) => updateSetup(context, inPath(context, path.id ?? '').object, given),
      { also: cardInPaymentMethodData },
    ),
    route(
      'POST',
      '/v1/setup_intents/:id/confirm',
      'SetupIntentConfirmParams',
      (context, given, path) => confirm(context, given, path.id ?? ''),
      {
        access: 'client_secret',
        also: { ...cardInPaymentMethodData, ...fromBrowserAtConfirm },
      },
    ),
    route(
      'POST',
      '/v1/setup_intents/:id/cancel',
      'SetupIntentCancelParams',
      (context, parameters, path) => cancel(context, parameters, path.id ?? ''),
    ),
    route(
      'POST',
      '/v1/setup_intents/:id/verify_microdeposits',
      'SetupIntentVerifyMicrodepositsParams',
      (context, given, path) => {
        const secret = 'client_secret' in given ? given.client_secret : undefined;
        const { object } = inPath(context, path.id ?? '', secret);
        return answer(context, verifyMicrodeposits(context, object, given));
      },
      { access: 'client_secret' },
    ),
  ],
};
