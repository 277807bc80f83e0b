import type { StripeError } from '@stripe/stripe-js';
import { toldCode } from '@/lib/model/decline-code';

/** Why a card was not saved, as the buyer reads it. */
export interface SaveProblem {
  readonly message: string;
  readonly advice: string;
  /** Stripe's codes, for engineers, one click away. */
  readonly code: string | null;
  /**
   * `fields`: Stripe has marked the field and moved the focus into its frame, leave it there.
   * `retry`: what was typed is fine. `reload`: the form itself must be loaded again.
   */
  readonly next: 'fields' | 'retry' | 'reload' | 'sign-in';
}

const keep = 'What you typed is still here.';

/**
 * Words for an error of `confirmSetup`. A bank's exact reason is given only where it helps the owner
 * of the card and tells a thief nothing: a lost or stolen card reads like any other decline.
 * https://docs.stripe.com/declines/codes
 */
export function saveProblem(error: StripeError): SaveProblem {
  const code = toldCode(error.decline_code ?? error.code ?? error.type);
  if (error.type === 'validation_error') {
    return {
      message: error.message ?? 'Some card details are missing.',
      advice: 'Complete the marked field, then save the card.',
      code,
      next: 'fields',
    };
  }
  if (error.type === 'api_connection_error') return { ...noConnection, code };
  switch (code) {
    case 'setup_intent_authentication_failure':
      return {
        message: 'Your bank could not confirm that it is you, so this card was not saved.',
        advice: `Try again, or use another card. ${keep}`,
        code,
        next: 'retry',
      };
    case 'insufficient_funds':
      return declined('Your bank says that this card has insufficient funds.', code);
    case 'expired_card':
      return declined('This card has expired.', code);
    case 'incorrect_cvc':
    case 'invalid_cvc':
      return declined('The security code does not belong to this card.', code, 'Check the code');
    case 'processing_error':
      return declined('The bank could not be reached just now.', code, 'Try again in a moment');
    case 'rate_limit':
      return declined('Stripe is busy.', code, 'Try again in a moment');
    case 'setup_intent_unexpected_state':
    case 'resource_missing':
      return {
        message: 'This form is out of date.',
        advice: 'Load it again and enter the card once more. Nothing was saved.',
        code,
        next: 'reload',
      };
    default:
      return declined(
        error.type === 'card_error' ? 'Your card was declined.' : 'This card could not be saved.',
        code,
      );
  }
}

function declined(message: string, code: string, first = 'Check the details'): SaveProblem {
  return { message, advice: `${first}, or use another card. ${keep}`, code, next: 'retry' };
}

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
