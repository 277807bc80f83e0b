import type { Stripe, StripeElements, StripeError } from '@stripe/stripe-js';
import type { Opening } from '@/components/stripe/opened-card-form';
import type { SaveCardSetting } from '@/components/stripe/save-card-setting';
import {
  answerProblem,
  integrationProblem,
  saveProblem,
  type FormWords,
  type SaveProblem,
} from '@/components/stripe/save-problem';
import { callApi, type ApiAnswer } from '@/lib/browser/api';
import { stripeFor } from '@/lib/browser/stripe';
import { notingStripe } from '@/lib/browser/stripe-steps';
import { refusalWords } from '@/lib/model/refusal-words';
import type { SavedMethodId } from '@/lib/model/ids';

interface Begun {
  readonly membershipId: string;
  readonly paid: boolean;
  readonly clientSecret: string | null;
}

/** Asks our server for the PaymentIntent that a new card is to pay; always the same while it runs. */
export async function beginPlus(consentVersion: string, t: FormWords): Promise<Opening> {
  const answer = await callApi<Begun>('POST', '/api/plus', { consentVersion });
  if (!answer.ok) return { ok: false, problem: answerProblem(answer, t.stripe) };
  const { membershipId, clientSecret } = answer.value;
  if (!clientSecret) return { ok: false, problem: paidElsewhere };
  return { ok: true, value: { id: membershipId, clientSecret } };
}

/**
 * Hands the typed card to Stripe, which charges and keeps it, with 3D Secure in place when the bank
 * asks for it; then our server reads at Stripe what came of it. Null once that says that it is paid.
 * Never throws, and is safe to repeat: a PaymentIntent takes money once.
 * https://docs.stripe.com/js/payment_intents/confirm_payment
 */
export async function payWithNewCard(
  stripe: Stripe,
  elements: StripeElements,
  membershipId: string,
  t: FormWords,
): Promise<SaveProblem | null> {
  try {
    const { error } = await notingStripe({ stripeJs: 'stripe.confirmPayment()' }, () =>
      stripe.confirmPayment({
        elements,
        redirect: 'if_required',
        confirmParams: { return_url: returnAddress(membershipId) },
      }),
    );
    // An earlier press, or another window, got through to Stripe.
    const done = error?.payment_intent?.status;
    if (error && done !== 'succeeded' && done !== 'processing') return payProblem(error, t);
  } catch (fault) {
    return integrationProblem(fault, t.stripe);
  }
  return finishPlus(membershipId, t);
}

/**
 * Pays with a card of the wallet: our server charges it, and the bank is asked in this page when it
 * wants the buyer. Null once it is paid. Never throws, and is safe to repeat.
 * https://docs.stripe.com/js/payment_intents/handle_next_action
 */
export async function payWithSavedCard(
  savedMethodId: SavedMethodId,
  { consent, publishableKey, scriptUrl }: SaveCardSetting,
  t: FormWords,
): Promise<SaveProblem | null> {
  const answer = await callApi<Begun>('POST', '/api/plus', {
    consentVersion: consent.version,
    savedMethodId,
  });
  if (!answer.ok) return memberAlready(answer) ? null : answerProblem(answer, t.stripe);
  const { membershipId, paid, clientSecret } = answer.value;
  if (paid || !clientSecret) return null;
  try {
    const stripe = await stripeFor({ publishableKey, scriptUrl });
    if (!stripe) return noScript;
    await notingStripe({ stripeJs: 'stripe.handleNextAction()', clientSecret }, () =>
      stripe.handleNextAction({ clientSecret }),
    );
  } catch (fault) {
    // The server still knows how the payment stands.
    console.warn('The bank’s window stopped working.', fault);
    return noScript;
  }
  return finishPlus(membershipId, t);
}

/** Asks our server to read at Stripe whether it is paid; what the browser saw counts nothing. */
export async function finishPlus(membershipId: string, t: FormWords): Promise<SaveProblem | null> {
  const path = `/api/plus/${encodeURIComponent(membershipId)}/finish`;
  const answer = await callApi<{ paidUntil: string }>('POST', path, {});
  return answer.ok ? null : answerProblem(answer, t.stripe);
}

const returnAddress = (membershipId: string) =>
  `${window.location.origin}/plus?membership=${encodeURIComponent(membershipId)}`;

const memberAlready = (answer: Extract<ApiAnswer<unknown>, { ok: false }>) =>
  answer.code === 'member_already';

/** The words of the form that saves a card, where it is about a payment. */
function payProblem(error: StripeError, t: FormWords): SaveProblem {
  const problem = saveProblem(error, t);
  if (error.type === 'validation_error') {
    return { ...problem, advice: 'Complete the marked field, then pay.' };
  }
  if (error.type === 'api_connection_error') {
    return {
      ...problem,
      message: 'The connection broke before we heard of the payment.',
      advice: 'Check your network, then press again: it is never paid twice.',
    };
  }
  if (error.code === 'payment_intent_unexpected_state' || error.code === 'resource_missing') {
    return {
      ...problem,
      message: 'This form is out of date.',
      advice: 'Load it again; what is paid already is found, and never paid twice.',
      next: 'reload',
    };
  }
  const refusal = {
    type: error.type,
    code: error.code ?? null,
    declineCode: error.decline_code ?? null,
  };
  return { ...problem, message: refusalWords(refusal, 'paying', t.refusals).message };
}

const paidElsewhere: SaveProblem = {
  message: 'Plus was paid in another window just now.',
  advice: 'Reload this page to see it.',
  code: null,
  next: 'retry',
};

const noScript: SaveProblem = {
  message: 'Your bank’s window could not be opened.',
  advice:
    'Nothing was charged. Check your network or your content blocker, then press again, or pay with another card.',
  code: null,
  next: 'retry',
};
