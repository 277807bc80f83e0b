import type { Stripe, StripeElements, StripeError } from '@stripe/stripe-js';
import { useMemo } from 'react';
import { useWords } from '@/components/language/words-provider';
import type { Opening } from '@/components/stripe/opened-card-form';
import type { SaveCardSetting } from '@/components/stripe/save-card-setting';
import {
  answerProblem,
  integrationProblem,
  saveProblem,
  useFormWords,
  type FormWords,
  type SaveProblem,
} from '@/components/stripe/save-problem';
import { callApi, type ApiAnswer } from '@/lib/browser/api';
import { stripeFor } from '@/lib/browser/stripe';
import { notingStripe } from '@/lib/browser/stripe-steps';
import type { Words } from '@/lib/language/words';
import { refusalWords } from '@/lib/model/refusal-words';
import type { SavedMethodId } from '@/lib/model/ids';

/** What paying Plus says: the words of the forms, and its own. */
export interface PlusWords extends FormWords {
  readonly plus: Words<'plus'>;
}

export function usePlusWords(): PlusWords {
  const form = useFormWords();
  const plus = useWords('plus');
  return useMemo(() => ({ ...form, plus }), [form, plus]);
}

interface Begun {
  readonly membershipId: string;
  readonly paid: boolean;
  readonly clientSecret: string | null;
}

/** Asks our server for the PaymentIntent that a new card is to pay; always the same while it runs. */
export async function beginPlus(consentVersion: string, t: PlusWords): Promise<Opening> {
  const answer = await callApi<Begun>('POST', '/api/plus', { consentVersion });
  if (!answer.ok) return { ok: false, problem: answerProblem(answer, t.stripe) };
  const { membershipId, clientSecret } = answer.value;
  if (!clientSecret) return { ok: false, problem: paidElsewhere(t) };
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
  t: PlusWords,
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
  t: PlusWords,
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
    if (!stripe) return noScript(t);
    await notingStripe({ stripeJs: 'stripe.handleNextAction()', clientSecret }, () =>
      stripe.handleNextAction({ clientSecret }),
    );
  } catch (fault) {
    // The server still knows how the payment stands.
    console.warn('The bank’s window stopped working.', fault);
    return noScript(t);
  }
  return finishPlus(membershipId, t);
}

/** Asks our server to read at Stripe whether it is paid; what the browser saw counts nothing. */
export async function finishPlus(membershipId: string, t: PlusWords): Promise<SaveProblem | null> {
  const path = `/api/plus/${encodeURIComponent(membershipId)}/finish`;
  const answer = await callApi<{ paidUntil: string }>('POST', path, {});
  return answer.ok ? null : answerProblem(answer, t.stripe);
}

const returnAddress = (membershipId: string) =>
  `${window.location.origin}/plus?membership=${encodeURIComponent(membershipId)}`;

const memberAlready = (answer: Extract<ApiAnswer<unknown>, { ok: false }>) =>
  answer.code === 'member_already';

/** The words of the form that saves a card, where it is about a payment. */
function payProblem(error: StripeError, t: PlusWords): SaveProblem {
  const problem = saveProblem(error, t);
  if (error.type === 'validation_error') {
    return { ...problem, advice: t.plus('completeField') };
  }
  if (error.type === 'api_connection_error') {
    return {
      ...problem,
      message: t.plus('broke'),
      advice: t.plus('checkNetwork'),
    };
  }
  if (error.code === 'payment_intent_unexpected_state' || error.code === 'resource_missing') {
    return {
      ...problem,
      message: t.plus('outOfDate'),
      advice: t.plus('loadAgain'),
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

const paidElsewhere = (t: PlusWords): SaveProblem => ({
  message: t.plus('elsewhere'),
  advice: t.plus('reload'),
  code: null,
  next: 'retry',
});

const noScript = (t: PlusWords): SaveProblem => ({
  message: t.plus('noWindow'),
  advice: t.plus('noWindowAdvice'),
  code: null,
  next: 'retry',
});
