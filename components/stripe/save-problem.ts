import type { StripeError } from '@stripe/stripe-js';
import { useMemo } from 'react';
import { useWords } from '@/components/language/words-provider';
import type { Words } from '@/lib/language/words';
import { toldCode } from '@/lib/model/decline-code';
import { refusalWords } from '@/lib/model/refusal-words';

/** Why a card was not saved, as the buyer reads it. */
export interface SaveProblem {
  readonly message: string;
  readonly advice: string;
  /** Stripe's code, or ours, for engineers, one click away. */
  readonly code: string | null;
  readonly declineCode?: string | null;
  readonly requestId?: string | null;
  readonly setupIntentId?: string | null;
  /**
   * `fields`: Stripe has marked the field and moved the focus into its frame, leave it there.
   * `retry`: what was typed is fine. `reload`: the form itself must be loaded again.
   */
  readonly next: 'fields' | 'retry' | 'reload' | 'sign-in';
}

/** What the forms around Stripe's fields say. */
export interface FormWords {
  readonly stripe: Words<'stripe'>;
  readonly refusals: Words<'refusals'>;
}

export function useFormWords(): FormWords {
  const stripe = useWords('stripe');
  const refusals = useWords('refusals');
  return useMemo(() => ({ stripe, refusals }), [stripe, refusals]);
}

/**
 * Words for an error of `confirmSetup`; those of banks and networks are the same as everywhere, see
 * `lib/model/refusal-words.ts`. https://docs.stripe.com/js/setup_intents/confirm_setup
 */
export function saveProblem(error: StripeError, { stripe: t, refusals }: FormWords): SaveProblem {
  const code = toldCode(error.code ?? error.type);
  const known = {
    code,
    declineCode: toldCode(error.decline_code ?? null),
    // The error has no field for it, but the address of its log ends with it.
    requestId: /req_\w+/.exec(error.request_log_url ?? '')?.[0] ?? null,
    setupIntentId: error.setup_intent?.id ?? null,
  };
  if (error.type === 'validation_error') {
    return {
      ...known,
      message: error.message ?? t('missing'),
      advice: t('complete'),
      next: 'fields',
    };
  }
  if (error.type === 'api_connection_error')
    return {
      ...known,
      message: t('noConnection'),
      advice: t('checkNetwork'),
      next: 'retry',
    };
  // The SetupIntent is done, canceled or gone.
  if (code === 'setup_intent_unexpected_state' || code === 'resource_missing') {
    return { ...known, message: t('outdated'), advice: t('enterAgain'), next: 'reload' };
  }
  const { message, advice } = refusalWords(
    { type: error.type, code: error.code ?? null, declineCode: error.decline_code ?? null },
    'saving',
    refusals,
  );
  return { ...known, message, advice: t('kept', { advice }), next: 'retry' };
}

/** Stripe.js refused how it was called (`IntegrationError`): the card form is gone or not ready. */
export function integrationProblem(fault: unknown, t: Words<'stripe'>): SaveProblem {
  return {
    message: t('stopped'),
    advice: t('enterAgain'),
    code: fault instanceof Error ? fault.name : null,
    next: 'reload',
  };
}

/** Souk's own answer to a call that did not work. */
export function answerProblem(
  answer: { code: string; message: string },
  t: Words<'stripe'>,
): SaveProblem {
  return {
    message: answer.message,
    advice: answer.code === 'offline' ? t('nothingLost') : '',
    code: answer.code,
    next: answer.code === 'signed_out' ? 'sign-in' : 'retry',
  };
}
