/**
 * One attempt to set a bank account up (docs.stripe.com/payments/ach-direct-debit/set-up-payment).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import type { Stored } from '../store/kinds';
import { bankOf, checkAgreed, checkUnblocked, mandateFor } from './bank-mandate';
import type { MandateData } from './mandates';
import { awaitDeposits, needsDeposits } from './microdeposits';
import { change } from './payment-method-use';
import { recordAttempt } from './setup-attempts';
import { succeedSetup, type SetupResult, type SetupTerms } from './setup-outcome';

type Intent = Stripe.SetupIntent;
type Method = Stored<'payment_method'>;

/**
 * Sets a bank account up at once when it is verified; otherwise the intent waits for what arrived
 * there. Throws 400 for one that is blocked, or that nobody allowed to be debited.
 */
export function attemptBankSetup(
  context: Context,
  intent: Intent,
  method: Method,
  how: Pick<SetupTerms, 'mandateData' | 'returnUrl'>,
): SetupResult {
  checkUnblocked(context, intent, method);
  checkAgreed(context, intent, method, how);
  if (!needsDeposits(context, intent, method)) {
    return { intent: finishBankSetup(context, intent, method, how.mandateData), error: null };
  }
  return { intent: wait(context, intent, method, how), error: null };
}

/** The account is known to be the buyer's. */
export function finishBankSetup(
  context: Context,
  intent: Intent,
  method: Method,
  mandateData: MandateData | undefined,
): Intent {
  const once = singleUse(context, intent);
  const mandate = mandateFor(context, intent, method, { mandateData }, once);
  const known = context.records.get('payment_method', method.object.id) ?? method;
  const verified = change(
    context,
    method.object.id,
    {},
    { bank: { ...bankOf(known), verified: true } },
  );
  const draft = once ? { ...intent, single_use_mandate: mandate } : intent;
  return succeedSetup(context, draft, verified, null, { mandate: once ? null : mandate });
}

/** The one payment that the mandate is wanted for; undefined for as many as the merchant makes. */
function singleUse(context: Context, intent: Intent): Stripe.Mandate.SingleUse | undefined {
  return context.records.get('setup_intent', intent.id)?.hidden.singleUse;
}

function wait(
  context: Context,
  intent: Intent,
  before: Method,
  { mandateData, returnUrl }: Pick<SetupTerms, 'mandateData' | 'returnUrl'>,
): Intent {
  const method = change(context, before.object.id, {}, { heldBy: intent.id });
  const { next_action, microdeposits } = awaitDeposits(context, intent, method);
  const once = singleUse(context, intent);
  const after: Intent = {
    ...intent,
    latest_attempt: recordAttempt(context, { ...intent, latest_attempt: null }, method, {
      status: 'requires_action',
    }),
    next_action,
    status: 'requires_action',
  };
  context.records.put('setup_intent', after, {
    challenge: null,
    returnUrl,
    microdeposits,
    ...(mandateData ? { mandateData } : {}),
    ...(once ? { singleUse: once } : {}),
  });
  context.emit('setup_intent.requires_action', after);
  return after;
}
