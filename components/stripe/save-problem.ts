import type { StripeError } from '@stripe/stripe-js';
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

const keep = 'What you typed is still here.';

/**
 * Words for an error of `confirmSetup`; those of banks and networks are the same as everywhere, see
 * `lib/model/refusal-words.ts`. https://docs.stripe.com/js/setup_intents/confirm_setup
 */
export function saveProblem(error: StripeError): SaveProblem {
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
      message: error.message ?? 'Some card details are missing.',
      advice: 'Complete the marked field, then save the card.',
      next: 'fields',
    };
  }
  if (error.type === 'api_connection_error') return { ...noConnection, ...known };
  if (code === 'setup_intent_unexpected_state' || code === 'resource_missing') {
    return { ...outdated, ...known };
  }
  const { message, advice } = refusalWords(
    { type: error.type, code: error.code ?? null, declineCode: error.decline_code ?? null },
    'saving',
  );
  return { ...known, message, advice: `${advice} ${keep}`, next: 'retry' };
}

/** The SetupIntent is done, canceled or gone. */
const outdated: SaveProblem = {
  message: 'This form is out of date.',
  advice: 'Load it again and enter the card once more. Nothing was saved.',
  code: null,
  next: 'reload',
};

/** The network failed between the browser and Stripe, or Souk. */
const noConnection: SaveProblem = {
  message: 'The connection broke before the card was saved.',
  advice: `Check your network, then try again. ${keep}`,
  code: null,
  next: 'retry',
};

/** Stripe.js refused how it was called (`IntegrationError`): the card form is gone or not ready. */
export function integrationProblem(fault: unknown): SaveProblem {
  return {
    message: 'The card form stopped working.',
    advice: 'Load it again and enter the card once more. Nothing was saved.',
    code: fault instanceof Error ? fault.name : null,
    next: 'reload',
  };
}

/** Souk's own answer to a call that did not work. */
export function answerProblem(answer: { code: string; message: string }): SaveProblem {
  return {
    message: answer.message,
    advice: answer.code === 'offline' ? `Nothing is lost. ${keep}` : '',
    code: answer.code,
    next: answer.code === 'signed_out' ? 'sign-in' : 'retry',
  };
}
