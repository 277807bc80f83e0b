/**
 * SetupIntents (docs.stripe.com/api/setup_intents).
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import type { Stored } from '../store/kinds';
import { useConfirmationToken, withConfirmationToken } from './confirmation-token-use';
import { expandCustomer } from './customer-shape';
import {
  answer,
  checkBrowserConfirmation,
  checkClientSecret,
  checkType,
  typeOptions,
} from './intent-options';
import { application, connectedAccount, expandAccount } from './merchant';
import { cardInPaymentMethodData, refuseUnsupported } from './parameters';
import { expandMethod } from './payment-method-shape';
import { createMethod, findMethod, type NewMethod } from './payment-method-source';
import { checkUse, findCustomer, idOf } from './payment-method-use';
import { confirmSetup, endWaiting, type SetupConfirmation } from './setup-intent-confirm';
import { cardOptions, newSetupIntent } from './setup-intent-shape';

type Intent = Stripe.SetupIntent;

const unsupported = [
  'attach_to_self',
  'customer_account',
  'flow_directions',
  'single_use',
];

/** An intent of this account by the id in the path; a browser needs its client secret. */
function inPath(context: Context, id: string, secret?: unknown): Stored<'setup_intent'> {
  const found = context.records.get('setup_intent', id);
  if (!found) throw noSuch('setupintent', id, 'intent', 404);
  checkClientSecret(context, 'setupintent', found.object, secret);
  return found;
}

/** Checks the PaymentMethod an intent is to have, and returns its id. */
function chosenMethod(
  context: Context,
  intent: Intent,
  given: { payment_method?: string; payment_method_data?: NewMethod },
  creating: boolean,
): string | null {
  if (given.payment_method_data) {
    return createMethod(context, given.payment_method_data, 'payment_method_data').object.id;
  }
  if (given.payment_method === undefined) return idOf(intent.payment_method);
  const method = findMethod(context, given.payment_method);
  checkType('SetupIntent', intent.payment_method_types, method.object.type);
  checkUse(method, {
    noun: 'SetupIntent',
    id: intent.id,
    customer: idOf(intent.customer),
    ...(creating ? {} : { embedded: { setup_intent: intent } }),
  });
  return method.object.id;
}

function create(context: Context, given: Stripe.SetupIntentCreateParams): object {
  const parameters = withConfirmationToken(context, 'setup_intent', given, true);
  refuseUnsupported({ ...parameters }, unsupported);
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
  if (parameters.on_behalf_of !== undefined) {
    connectedAccount(context, parameters.on_behalf_of, 'on_behalf_of');
  }
  const draft = newSetupIntent(context, parameters);
  const method = chosenMethod(context, draft, parameters as SetupConfirmation, true);
  const intent: Intent = {
    ...draft,
    payment_method: method,
    status: method === null ? 'requires_payment_method' : 'requires_confirmation',
  };
  context.records.put('setup_intent', intent, { challenge: null, returnUrl: null });
  context.emit('setup_intent.created', intent);
  useConfirmationToken(context, given, intent);
  if (parameters.confirm !== true) return intent;
  const { payment_method_data: _, payment_method: __, ...rest } = parameters;
  return confirmSetup(context, intent, rest);
}

function update(context: Context, parameters: Stripe.SetupIntentUpdateParams, id: string): object {
  refuseUnsupported({ ...parameters }, unsupported);
  const before = inPath(context, id).object;
  if (before.status === 'succeeded' || before.status === 'canceled') {
    const why = before.status === 'succeeded' ? 'it has already succeeded' : 'it has been canceled';
    throw invalidRequest(`You cannot update this SetupIntent because ${why}.`, {
      code: 'setup_intent_unexpected_state',
      setup_intent: before,
    });
  }
  if (parameters.customer !== undefined) findCustomer(context, parameters.customer);
  const types = [parameters.allowed_payment_method_types, parameters.excluded_payment_method_types];
  const draft: Intent = {
    ...before,
    ...(types.some((given) => given !== undefined) ? typeOptions(context, parameters) : {}),
    customer: parameters.customer ?? before.customer,
    description: parameters.description ?? before.description,
    metadata: mergeMetadata(before.metadata, parameters.metadata),
    payment_method_options: cardOptions(
      parameters.payment_method_options,
      before.payment_method_options,
    ),
  };
  const method = chosenMethod(context, draft, parameters as SetupConfirmation, false);
  const replaced = method !== idOf(before.payment_method);
  if (replaced) endWaiting(context, before);
  const intent: Intent = {
    ...draft,
    payment_method: method,
    ...(replaced ? { status: 'requires_confirmation', next_action: null } : {}),
  };
  context.records.put('setup_intent', intent);
  return intent;
}

function cancel(context: Context, parameters: Stripe.SetupIntentCancelParams, id: string): object {
  const before = inPath(context, id).object;
  if (before.status === 'canceled') {
    throw unexpected(before, 'You cannot cancel this SetupIntent because it is already canceled.');
  }
  if (before.status === 'succeeded' || before.status === 'processing') {
    throw unexpected(
      before,
      `You cannot cancel this SetupIntent because it has a status of ${before.status}. Only a SetupIntent with one of the following statuses may be canceled: \`requires_payment_method\`, \`requires_confirmation\`, or \`requires_action\`.`,
    );
  }
  endWaiting(context, before);
  const intent: Intent = {
    ...before,
    cancellation_reason: parameters.cancellation_reason ?? null,
    next_action: null,
    status: 'canceled',
  };
  context.records.put('setup_intent', intent, { challenge: null, returnUrl: null });
  context.emit('setup_intent.canceled', intent);
  return intent;
}

function unexpected(intent: Intent, message: string): Error {
  return invalidRequest(message, {
    code: 'setup_intent_unexpected_state',
    setup_intent: intent,
  });
}

export const setupIntents: Resource = {
  object: 'setup_intent',
  expandable: {
    application,
    customer: expandCustomer,
    latest_attempt: 'setup_attempt',
    on_behalf_of: expandAccount('on_behalf_of'),
    payment_method: expandMethod,
  },
  routes: [
    route('POST', '/v1/setup_intents', 'SetupIntentCreateParams', create, {
      also: cardInPaymentMethodData,
    }),
    route('GET', '/v1/setup_intents', 'SetupIntentListParams', (context, parameters) => {
      refuseUnsupported({ ...parameters }, ['attach_to_self', 'customer_account']);
      const { customer, payment_method } = parameters;
      const rows = context.records
        .all('setup_intent')
        .map(({ object }) => object)
        .filter((intent) => customer === undefined || intent.customer === customer)
        .filter((intent) => !payment_method || intent.payment_method === payment_method);
      return context.list(rows, parameters, '/v1/setup_intents');
    }),
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
      (context, parameters, path) => update(context, parameters, path.id ?? ''),
      { also: cardInPaymentMethodData },
    ),
    route(
      'POST',
      '/v1/setup_intents/:id/confirm',
      'SetupIntentConfirmParams',
      (context, given, path) => {
        const parameters = withConfirmationToken(context, 'setup_intent', given);
        refuseUnsupported({ ...parameters }, unsupported);
        const secret = 'client_secret' in parameters ? parameters.client_secret : undefined;
        const { object } = inPath(context, path.id ?? '', secret);
        checkBrowserConfirmation(context, 'setup_intent', parameters);
        useConfirmationToken(context, given, object);
        return answer(context, confirmSetup(context, object, parameters as SetupConfirmation));
      },
      {
        access: 'client_secret',
        also: cardInPaymentMethodData,
      },
    ),
    route(
      'POST',
      '/v1/setup_intents/:id/cancel',
      'SetupIntentCancelParams',
      (context, parameters, path) => cancel(context, parameters, path.id ?? ''),
    ),
  ],
};
