/**
 * The permission to debit a bank account: given with a confirmation, or before
 * (docs.stripe.com/payments/ach-direct-debit#mandates).
 */
import type Stripe from 'stripe';
import { StripeError, type Context } from '../server/contract';
import type { BankHidden, Stored } from '../store/kinds';
import { answer } from './intent-options';
import { activeMandate, writeMandate, type MandateData } from './mandates';
import { change, idOf } from './payment-method-use';

type Intent = Stripe.SetupIntent | Stripe.PaymentIntent;
type Method = Stored<'payment_method'>;

/** What is hidden of a PaymentMethod of the type `us_bank_account`. */
export function bankOf(method: Method): BankHidden {
  const { bank } = method.hidden;
  if (!bank) throw new Error(`${method.object.id} is no bank account`);
  return bank;
}

/** Whether the confirmation says that the buyer agrees. Stripe.js says so by its very call. */
function agrees(context: Context, given: MandateData | undefined): boolean {
  return Boolean(given) || context.key === 'publishable';
}

/**
 * Throws Stripe's 400 unless the buyer agrees now or has agreed before. The intent stays, waiting
 * to be confirmed with `mandate_data` (docs.stripe.com/payments/ach-direct-debit/accept-a-payment,
 * "Resolve disputes").
 */
export function checkAgreed(
  context: Context,
  intent: Intent,
  method: Method,
  given: { readonly mandate?: string | undefined; readonly mandateData?: MandateData | undefined },
): void {
  if (given.mandate !== undefined || agrees(context, given.mandateData)) return;
  if (activeMandate(context, method.object.id)) return;
  const waiting = { ...intent, status: 'requires_confirmation' as const };
  if (waiting.object === 'setup_intent') context.records.put('setup_intent', waiting);
  else context.records.put('payment_intent', waiting);
  const noun = intent.object === 'setup_intent' ? 'SetupIntent' : 'PaymentIntent';
  throw new StripeError(
    400,
    {
      type: 'invalid_request_error',
      message: `This ${noun} requires a mandate, but no existing mandate was found. Collect mandate acceptance from the customer and try again, providing acceptance data in the mandate_data parameter.`,
      [intent.object]: answer(context, waiting),
    },
    true,
  );
}

/** Throws Stripe's 400 for an account that its bank has closed to debits (sentence unconfirmed). */
export function checkUnblocked(context: Context, intent: Intent, method: Method): void {
  const blocked = method.object.us_bank_account?.status_details?.blocked;
  // One that was only forbidden can be allowed again, by a new mandate.
  if (!blocked || blocked.reason === 'debit_not_authorized') return;
  throw new StripeError(400, {
    type: 'invalid_request_error',
    code: 'payment_method_bank_account_blocked',
    message:
      'This bank account has failed in the past and has been frozen. Please use another payment method, or contact Stripe support at https://support.stripe.com/contact.',
    param: 'payment_method',
    [intent.object]: answer(context, intent),
  });
}

/**
 * The id of the mandate the account is debited under: a new one where the buyer agrees now, else
 * the one given, else the one there is.
 */
export function mandateFor(
  context: Context,
  intent: Intent,
  method: Method,
  given: { readonly mandate?: string | undefined; readonly mandateData?: MandateData | undefined },
  singleUse?: Stripe.Mandate.SingleUse,
): string {
  const before = given.mandate ?? activeMandate(context, method.object.id)?.id;
  if (before !== undefined && !given.mandateData) return before;
  unblock(context, method);
  return writeMandate(context, method.object.id, given.mandateData, {
    type: 'us_bank_account',
    onBehalfOf: idOf(intent.on_behalf_of),
    ...(singleUse ? { singleUse } : {}),
  });
}

/** A mandate that was for this one payment has served (docs.stripe.com/api/mandates/object). */
export function useUp(context: Context, id: string): void {
  const before = context.records.get('mandate', id)?.object;
  if (before?.type !== 'single_use' || before.status !== 'active') return;
  const after: Stripe.Mandate = { ...before, status: 'inactive' };
  context.records.put('mandate', after, null);
  context.emit('mandate.updated', after, { status: 'active' });
}

function unblock(context: Context, method: Method): void {
  const bank = method.object.us_bank_account;
  if (!bank?.status_details?.blocked) return;
  change(context, method.object.id, { us_bank_account: { ...bank, status_details: {} } });
}
