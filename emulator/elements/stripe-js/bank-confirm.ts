import {
  intentPath,
  readClientSecret,
  type IntentKind,
  type PublicIntent,
} from '../api-client/intents';
import { checkSecret, confirmKnown } from './confirm';
import type { StripeCore } from './core';
import { plain } from './group-options';
import { IntegrationError } from './integration-error';
import { named, namedObject, type NamedIntent } from './named-intent';

/**
 * `confirmUsBankAccountSetup` and `confirmUsBankAccountPayment`: with the account that was collected,
 * one that is saved, or typed numbers. Numbers resolve `requires_action`, until small deposits prove
 * them (docs.stripe.com/js/setup_intents/confirm_us_bank_account_setup).
 */
export async function confirmUsBankAccount(
  core: StripeCore,
  kind: IntentKind,
  secret: unknown,
  given: unknown,
): Promise<NamedIntent> {
  const method = kind === 'setup' ? 'confirmUsBankAccountSetup' : 'confirmUsBankAccountPayment';
  const { payment_method: how, ...rest } = (given ?? {}) as Record<string, unknown>;
  const params = plain(rest);
  if (typeof how === 'string') params.payment_method = how;
  else if (typeof how === 'object' && how !== null) {
    params.payment_method_data = { ...plain(how), type: 'us_bank_account' };
  } else if (how !== undefined) {
    throw new IntegrationError(
      `Invalid value for stripe.${method}(): payment_method should be a string or an object.`,
    );
  }
  // The buyer's agreement: the API takes the time and the address of this very call.
  params.mandate_data ??= {
    customer_acceptance: { type: 'online', online: { infer_from_client: true } },
  };
  return named(kind, await confirmKnown(core, kind, method, secret, params));
}

/**
 * `verifyMicrodepositsForSetup` and `verifyMicrodepositsForPayment`: the two amounts in cents, or the
 * code, that the deposits brought (docs.stripe.com/js/setup_intents/verify_microdeposits_for_setup).
 */
export async function verifyMicrodeposits(
  core: StripeCore,
  kind: IntentKind,
  secret: unknown,
  given: unknown,
): Promise<NamedIntent> {
  const method = kind === 'setup' ? 'verifyMicrodepositsForSetup' : 'verifyMicrodepositsForPayment';
  const clientSecret = checkSecret(secret, kind, method);
  const { amounts, descriptor_code } = (given ?? {}) as {
    amounts?: unknown;
    descriptor_code?: unknown;
  };
  if (amounts !== undefined && !Array.isArray(amounts)) {
    throw new IntegrationError(
      `Invalid value for stripe.${method}(): amounts should be an array of two whole numbers of cents.`,
    );
  }
  if (descriptor_code !== undefined && typeof descriptor_code !== 'string') {
    throw new IntegrationError(
      `Invalid value for stripe.${method}(): descriptor_code should be a string.`,
    );
  }
  const path = intentPath(kind, readClientSecret(clientSecret)?.id ?? '');
  const result = await core.controller.call<PublicIntent>('POST', `${path}/verify_microdeposits`, {
    client_secret: clientSecret,
    amounts,
    descriptor_code,
  });
  return namedObject(kind, result);
}
