/**
 * Micro-deposits: money sent to an account so that who owns it can say what came
 * (docs.stripe.com/payments/ach-direct-debit/accept-a-payment#web-verify-with-microdeposits).
 */
import type Stripe from 'stripe';
import { testBank } from '../rules/banks/test-banks';
import { depositsArrive, verificationSeconds } from '../rules/banks/deposits';
import { invalidRequest, type Context } from '../server/contract';
import type { Microdeposits, Stored } from '../store/kinds';
import { bankOf } from './bank-mandate';
import { answer } from './intent-options';
import { sealOf } from './seals';

type Intent = Stripe.SetupIntent | Stripe.PaymentIntent;
type Method = Stored<'payment_method'>;

interface Waiting {
  readonly next_action: Stripe.SetupIntent.NextAction & Stripe.PaymentIntent.NextAction;
  readonly microdeposits: Microdeposits;
}

/**
 * Whether the account has to be verified with micro-deposits. Throws 400 where only an account
 * linked at the bank will do (sentence unconfirmed).
 */
export function needsDeposits(context: Context, intent: Intent, method: Method): boolean {
  if (bankOf(method).verified) return false;
  const wanted: string | undefined =
    intent.payment_method_options?.us_bank_account?.verification_method;
  // What the SDK's types leave out: the merchant answers for the account.
  if (wanted === 'skip') return false;
  if (wanted !== 'instant') return true;
  throw invalidRequest(
    'This bank account must be verified instantly, with Financial Connections, because `payment_method_options[us_bank_account][verification_method]` is `instant`.',
    {
      code: 'payment_method_unexpected_state',
      param: 'payment_method',
      [intent.object]: answer(context, intent),
    },
  );
}

/** Sends the deposits, and plans what becomes of them when nobody says what came. */
export function awaitDeposits(context: Context, intent: Intent, method: Method): Waiting {
  const type = context.settings.microdepositType;
  const expires = context.now() + verificationSeconds;
  const payload = { intent: intent.id, expires };
  if (testBank(bankOf(method).account).takesDeposits) {
    context.schedule(verificationSeconds * 1000, 'expire_microdeposits', payload);
  } else {
    context.schedule(context.settings.settleDelayMs, 'fail_microdeposits', payload);
  }
  return {
    next_action: {
      type: 'verify_with_microdeposits',
      verify_with_microdeposits: {
        arrival_date: depositsArrive(context.now()),
        hosted_verification_url: verificationUrl(context, intent),
        microdeposit_type: type,
      },
    },
    microdeposits: { type, failures: 0, expires },
  };
}

function seal(intent: Intent): string {
  return sealOf('microdeposits', intent.client_secret ?? intent.id);
}

/** The page where the buyer can tell what came, as Stripe hosts one. */
function verificationUrl({ account, urls }: Context, intent: Intent): string {
  return `${urls.bank}/microdeposits/${account}/${intent.id}/${seal(intent)}`;
}

/** The intent behind such an address; undefined for one that was not made by `verificationUrl`. */
export function intentAtAddress(context: Context, id: string, given: string): Intent | undefined {
  const found =
    context.records.get('setup_intent', id) ?? context.records.get('payment_intent', id);
  return found && seal(found.object) === given ? found.object : undefined;
}
