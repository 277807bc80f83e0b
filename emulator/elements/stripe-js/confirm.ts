import { failed, type ApiResult } from '../api-client/api-error';
import {
  intentPath,
  readClientSecret,
  type IntentKind,
  type PublicIntent,
} from '../api-client/intents';
import type { ConfirmAsk } from '../channel/contracts';
import { checkCollectors, withCollected } from './collected';
import type { StripeCore } from './core';
import { ElementsGroup } from './elements-group';
import { plain } from './group-options';
import { IntegrationError } from './integration-error';
import type { NamedIntent } from './named-intent';
import { checkBillingDetails } from './never-fields';
import { settle, type ActionSetting } from './next-action';
import { checkReturnUrl, leave, returnAddress } from './redirect';

export interface ConfirmOptions {
  elements?: unknown;
  clientSecret?: unknown;
  confirmParams?: Record<string, unknown>;
  redirect?: unknown;
}

/**
 * `confirmSetup` and `confirmPayment` in their forms: a group with its intent, a deferred group with
 * a secret, or a secret alone with an existing payment method or confirmation token
 * (docs.stripe.com/js/setup_intents/confirm_setup). Rejects with IntegrationError for wrong use;
 * all that Stripe answers is resolved.
 */
export async function confirm(
  core: StripeCore,
  kind: IntentKind,
  given: unknown,
): Promise<NamedIntent> {
  const method = kind === 'setup' ? 'confirmSetup' : 'confirmPayment';
  const options = (typeof given === 'object' && given !== null ? given : {}) as ConfirmOptions;
  if (options.elements === undefined && options.clientSecret === undefined) {
    throw new IntegrationError(
      `Invalid call to stripe.${method}(): expected either \`elements\` or \`clientSecret\`, but got neither.`,
    );
  }
  const redirect = options.redirect ?? 'always';
  if (redirect !== 'always' && redirect !== 'if_required') {
    throw new IntegrationError(
      `Invalid value for stripe.${method}(): redirect should be one of the following strings: always, if_required. You specified: ${String(redirect)}.`,
    );
  }
  const params = plain(options.confirmParams ?? {});
  if (redirect === 'always' || params.return_url !== undefined) {
    checkReturnUrl(params.return_url, method);
  }

  const result =
    options.elements === undefined
      ? await confirmKnown(core, kind, method, options.clientSecret, params)
      : await confirmElements(core, kind, method, options, params);
  if (failed(result)) return result;
  if (redirect === 'always') {
    return leave(returnAddress(checkReturnUrl(params.return_url, method), result.intent));
  }
  return kind === 'setup' ? { setupIntent: result.intent } : { paymentIntent: result.intent };
}

/** With what the buyer typed into the Payment Element of a group. */
async function confirmElements(
  core: StripeCore,
  kind: IntentKind,
  method: string,
  options: ConfirmOptions,
  params: Record<string, unknown>,
): Promise<ApiResult<{ intent: PublicIntent }>> {
  const group = ownGroup(core, options.elements, method);
  const payment = group.mountedPayment(method);
  const deferred = group.options.mode;
  if (deferred && !group.submitted) {
    throw new IntegrationError(
      `elements.submit() must be called before stripe.${method}(). Call elements.submit() as soon as your customer presses pay, prior to any asynchronous work.`,
    );
  }
  if (deferred && options.clientSecret === undefined) {
    throw new IntegrationError(
      `Invalid call to stripe.${method}(): pass the clientSecret of the intent, since elements was created without one.`,
    );
  }
  if (deferred && (deferred === 'setup') !== (kind === 'setup')) {
    if (!(deferred === 'subscription' && kind === 'setup')) {
      throw new IntegrationError(
        `Invalid call to stripe.${method}(): elements was created with mode '${deferred}', which does not match. Use stripe.${kind === 'setup' ? 'confirmPayment' : 'confirmSetup'}() instead.`,
      );
    }
  }
  const clientSecret = checkSecret(
    group.options.clientSecret ?? options.clientSecret,
    kind,
    method,
  );
  checkBillingDetails(payment, params, method, 'confirmParams.payment_method_data');
  const problem = await checkCollectors(group.collectors);
  if (problem) return { error: problem };
  const confirmed = await payment.request('confirm', {
    kind,
    clientSecret,
    params: withCollected(params, kind, group.collectors),
    expected: expectedIntent(group, kind),
  });
  if (failed(confirmed)) return confirmed;
  const settled = await settle(core, confirmed.intent, {
    kind,
    clientSecret,
    locale: group.locale,
    dark: darkness(group),
    expand: params.expand,
  });
  if (failed(settled) && payment.isMounted) {
    const { code, decline_code: declineCode, message } = settled.error;
    await payment
      .request('showDecline', {
        ...(code ? { code } : {}),
        ...(declineCode ? { declineCode } : {}),
        ...(message ? { message } : {}),
      })
      .catch(() => undefined);
  }
  return settled;
}

interface KnownOptions {
  handleActions?: boolean;
  /** Of the Element beside it, where there is one. */
  locale?: string | undefined;
}

/** With a payment method or confirmation token that exists already. */
export async function confirmKnown(
  core: StripeCore,
  kind: IntentKind,
  method: string,
  secret: unknown,
  params: Record<string, unknown>,
  { handleActions = true, locale = core.locale }: KnownOptions = {},
): Promise<ApiResult<{ intent: PublicIntent }>> {
  const clientSecret = checkSecret(secret, kind, method);
  const id = readClientSecret(clientSecret)?.id ?? '';
  const result = await core.controller.call<PublicIntent>(
    'POST',
    `${intentPath(kind, id)}/confirm`,
    { ...params, use_stripe_sdk: usesSdk(params, handleActions), client_secret: clientSecret },
  );
  if (failed(result)) return result;
  if (!handleActions) return { intent: result.object };
  const setting: ActionSetting = {
    kind,
    clientSecret,
    locale,
    dark: null,
    expand: params.expand,
  };
  return settle(core, result.object, setting);
}

/** A page that handles actions by itself and has a `return_url` gets a redirect to show. */
export function usesSdk(params: Record<string, unknown>, handleActions: boolean): true | undefined {
  return handleActions || params.return_url === undefined ? true : undefined;
}

/** A client secret of the right kind of intent. */
export function checkSecret(secret: unknown, kind: IntentKind, method: string): string {
  const read = readClientSecret(secret);
  if (!read || typeof secret !== 'string') {
    throw new IntegrationError(
      `Invalid value for stripe.${method}(): clientSecret should be a client secret of the form \${id}_secret_\${secret}. You specified: ${String(secret)}.`,
    );
  }
  if (read.kind !== kind) {
    const [is, wants] =
      kind === 'setup' ? ['PaymentIntent', 'SetupIntent'] : ['SetupIntent', 'PaymentIntent'];
    const other =
      kind === 'setup' ? method.replace(/Setup/, 'Payment') : method.replace(/Payment/, 'Setup');
    throw new IntegrationError(
      `Invalid value for stripe.${method}(): you passed the client secret of a ${is}, but it takes that of a ${wants}. Use stripe.${other}() instead.`,
    );
  }
  return secret;
}

/** The group, if it was made by this very Stripe instance. */
export function ownGroup(core: StripeCore, elements: unknown, method: string): ElementsGroup {
  if (!(elements instanceof ElementsGroup)) {
    throw new IntegrationError(
      `Invalid value for stripe.${method}(): elements should be an Elements object made by stripe.elements().`,
    );
  }
  if (elements.core !== core) {
    throw new IntegrationError(
      `Invalid value for stripe.${method}(): elements was made by another Stripe instance. Use the instance that created it.`,
    );
  }
  return elements;
}

/**
 * What the intent has to be like, as far as a deferred group said it; null where there is nothing to
 * compare. The first payment of a subscription is for the group's amount; one that begins with a trial
 * has a SetupIntent, and is for nothing yet.
 */
function expectedIntent({ options }: ElementsGroup, kind: IntentKind): ConfirmAsk['expected'] {
  const { amount, captureMethod, currency, mode, setupFutureUsage } = options;
  if (mode === undefined) return null;
  const types = options.allowedPaymentMethodTypes;
  if (kind === 'setup') return types ? { types } : null;
  if (mode === 'subscription') return { amount, currency, types };
  return { amount, captureMethod, currency, setupFutureUsage: setupFutureUsage ?? null, types };
}

function darkness(group: ElementsGroup): boolean | null {
  return group.options.appearance?.theme === 'night' ? true : null;
}
