import { failed } from '../api-client/api-error';
import {
  intentPath,
  readClientSecret,
  type IntentKind,
  type PublicIntent,
} from '../api-client/intents';
import { consentedBefore } from './bank-consent';
import { runSession } from './bank-session';
import { checkSecret } from './confirm';
import type { StripeCore } from './core';
import { plain } from './group-options';
import { IntegrationError } from './integration-error';
import { named, namedObject, type NamedIntent } from './named-intent';
import { retrieve } from './next-action';

/**
 * `collectBankAccountForSetup` and `collectBankAccountForPayment`: opens the bank window and attaches
 * what was linked. Resolves the intent, `requires_confirmation` then; as it was when the buyer closed
 * the window (docs.stripe.com/js/setup_intents/collect_bank_account_for_setup).
 */
export async function collectBankAccount(
  core: StripeCore,
  kind: IntentKind,
  given: unknown,
): Promise<NamedIntent> {
  const method = kind === 'setup' ? 'collectBankAccountForSetup' : 'collectBankAccountForPayment';
  const options = asObject(given);
  const clientSecret = checkSecret(options.clientSecret, kind, method);
  const consented = consentedBefore(options, method);
  const params = asObject(options.params);
  if (params.payment_method_type !== 'us_bank_account') {
    throw new IntegrationError(
      `Invalid value for stripe.${method}(): params.payment_method_type should be 'us_bank_account'. You specified: ${String(params.payment_method_type)}.`,
    );
  }
  if (typeof params.payment_method_data !== 'object' || params.payment_method_data === null) {
    throw new IntegrationError(
      `Missing value for stripe.${method}(): params.payment_method_data should be an object with billing_details.`,
    );
  }
  const path = intentPath(kind, readClientSecret(clientSecret)?.id ?? '');
  const { billing_details } = plain(params.payment_method_data as { billing_details?: object });
  const asked = {
    client_secret: clientSecret,
    payment_method_data: { type: 'us_bank_account', billing_details },
  };
  const run = await runSession(core, `${path}/link_account_sessions`, asked, consented);
  if (failed(run)) return run;
  const { expand } = options;
  if (run.ended.outcome === 'closed') {
    const id = readClientSecret(clientSecret)?.id ?? '';
    return named(kind, await retrieve(core, id, { kind, clientSecret, expand }));
  }
  const attached = await core.controller.call<PublicIntent>(
    'POST',
    `${path}/link_account_sessions/${run.session.id}/attach`,
    { client_secret: clientSecret, expand },
  );
  return namedObject(kind, attached);
}

function asObject(given: unknown): Record<string, unknown> {
  return typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
}
