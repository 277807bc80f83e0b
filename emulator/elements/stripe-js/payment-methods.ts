import { failed, type ApiResult } from '../api-client/api-error';
import { cardSource, withoutCard } from './card-data';
import { CardElement } from './card-element';
import { checkCollectors, withCollected } from './collected';
import { ownGroup } from './confirm';
import type { StripeCore } from './core';
import type { ElementsGroup } from './elements-group';
import { plain } from './group-options';
import { IntegrationError } from './integration-error';
import { checkBillingDetails } from './never-fields';
import { PaymentElement } from './payment-element';

interface ElementsForm {
  elements?: unknown;
  element?: unknown;
  params?: Record<string, unknown>;
  /** Of a payment method; beside `params` or among them. */
  metadata?: object;
}

/**
 * `createPaymentMethod` from a group, from one Element of it, or from a token
 * (docs.stripe.com/js/payment_methods/create_payment_method_elements).
 */
export async function createPaymentMethod(
  core: StripeCore,
  given: unknown,
): Promise<ApiResult<{ paymentMethod: object }>> {
  const options = (given ?? {}) as ElementsForm & Record<string, unknown>;
  if (options.elements === undefined && options.element instanceof CardElement) {
    const { element: card, params, metadata } = options;
    return fromCard(core, { ...withMetadata(params, metadata), card });
  }
  if (options.elements !== undefined || options.element !== undefined) {
    const result = await fromElements(core, 'createPaymentMethod', '/v1/payment_methods', options);
    return failed(result) ? result : { paymentMethod: result.object };
  }
  if (typeof options.type !== 'string') {
    throw new IntegrationError(
      'Invalid call to stripe.createPaymentMethod(): pass elements, an element, or an object with a type.',
    );
  }
  if (options.type === 'card') return fromCard(core, options);
  const result = await core.controller.call('POST', '/v1/payment_methods', plain(options));
  return failed(result) ? result : { paymentMethod: result.object };
}

/** The form of 2019, `createPaymentMethod('card', card, data)`, as the one object it became. */
export function asOneObject([given, source, data]: unknown[]): unknown {
  return typeof given === 'string' ? { ...(data as object), type: given, [given]: source } : given;
}

/** Of a card Element or a token; digits of the page's own are refused. */
async function fromCard(
  core: StripeCore,
  options: Record<string, unknown>,
): Promise<ApiResult<{ paymentMethod: object }>> {
  const source = cardSource(core, options.card, 'createPaymentMethod');
  const params = withoutCard(options);
  const path = '/v1/payment_methods';
  const result =
    'element' in source
      ? await source.element.send(path, 'payment_method', params)
      : await core.controller.call('POST', path, { ...params, card: { token: source.token } });
  return failed(result) ? result : { paymentMethod: result.object };
}

/** `createConfirmationToken`: what the buyer typed, for the server to confirm with. */
export async function createConfirmationToken(
  core: StripeCore,
  given: unknown,
): Promise<ApiResult<{ confirmationToken: object }>> {
  const options = (given ?? {}) as ElementsForm;
  const result = await fromElements(
    core,
    'createConfirmationToken',
    '/v1/confirmation_tokens',
    options,
  );
  return failed(result) ? result : { confirmationToken: result.object };
}

async function fromElements(
  core: StripeCore,
  method: 'createPaymentMethod' | 'createConfirmationToken',
  path: '/v1/payment_methods' | '/v1/confirmation_tokens',
  { elements, element, params, metadata }: ElementsForm,
): Promise<ApiResult<{ object: object }>> {
  const makesMethod = method === 'createPaymentMethod';
  const group = elements !== undefined ? elements : groupOf(element, method);
  const own = ownGroup(core, group, method);
  const payment = own.mountedPayment(method);
  checkReady(own, method);
  const given = plain(makesMethod ? withMetadata(params, metadata) : (params ?? {}));
  // A payment method's own parameters are what a confirmation token has one level down.
  const asked = makesMethod ? { payment_method_data: given } : { ...stateOf(own), ...given };
  const place = makesMethod ? 'params' : 'params.payment_method_data';
  checkBillingDetails(payment, asked, method, place);
  const problem = await checkCollectors(own.collectors);
  if (problem) return { error: problem };
  const kind = makesMethod ? 'setup' : 'payment';
  return payment.request('create', { path, params: withCollected(asked, kind, own.collectors) });
}

/** unconfirmed: which of the two counts where a page gives both; here the one among the parameters. */
function withMetadata(params: object = {}, metadata: object | undefined): Record<string, unknown> {
  return metadata === undefined ? { ...params } : { metadata, ...params };
}

/**
 * A ConfirmationToken takes the group's state along: that the method is paid with again is said
 * nowhere else (docs.stripe.com/api/confirmation_tokens/object, `setup_future_usage`), and an intent
 * that is not as the deferred group announced it is refused. `client_context` as Stripe's mobile
 * libraries send it.
 */
function stateOf({ options }: ElementsGroup): object {
  const { mode, currency, setupFutureUsage, captureMethod } = options;
  if (mode === undefined) return {};
  const usage = setupFutureUsage ? { setup_future_usage: setupFutureUsage } : {};
  return {
    ...(mode === 'payment' ? usage : {}),
    client_context: {
      mode,
      ...(currency ? { currency } : {}),
      ...usage,
      ...(captureMethod ? { capture_method: captureMethod } : {}),
    },
  };
}

function groupOf(element: unknown, method: string): ElementsGroup {
  if (element instanceof PaymentElement) return element.elementsGroup;
  throw new IntegrationError(
    `Invalid value for stripe.${method}(): element should be a mounted Payment Element${method === 'createPaymentMethod' ? ', or one of a card' : ''}.`,
  );
}

function checkReady(group: ElementsGroup, method: string): void {
  if (method === 'createPaymentMethod' && group.options.paymentMethodCreation !== 'manual') {
    throw new IntegrationError(
      "Invalid call to stripe.createPaymentMethod(): create the Elements group with paymentMethodCreation: 'manual'.",
    );
  }
  // Of a group with an intent the frame checks what was typed when it is asked for the token.
  const asksSubmit = method === 'createPaymentMethod' || group.options.mode !== undefined;
  if (asksSubmit && !group.submitted) {
    throw new IntegrationError(`elements.submit() must be called before stripe.${method}().`);
  }
}
