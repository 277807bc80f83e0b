/**
 * Why an issuer (or Radar) says no, and what Stripe's error then holds
 * (docs.stripe.com/declines/codes, docs.stripe.com/testing#declined-payments).
 */
import type Stripe from 'stripe';
import { StripeError, type ErrorBody } from '../server/contract';

/** One refusal, in the words of Stripe's error object. */
export interface Decline {
  readonly code: string;
  readonly decline_code?: string;
  readonly message: string;
  readonly param?: string;
  readonly advice_code?: 'confirm_card_data' | 'do_not_try_again' | 'try_again_later';
  readonly network_advice_code?: string;
  readonly network_decline_code?: string;
  /** Refused by Radar: never sent to the network, or taken back after the issuer said yes. */
  readonly blocked?: 'before_network' | 'after_approval';
}

const declined = 'Your card was declined.';

export const declines = {
  generic: {
    code: 'card_declined',
    decline_code: 'generic_decline',
    message: declined,
    advice_code: 'try_again_later',
    network_decline_code: '01',
  },
  insufficientFunds: {
    code: 'card_declined',
    decline_code: 'insufficient_funds',
    message: 'Your card has insufficient funds.',
    advice_code: 'try_again_later',
    network_advice_code: '02',
    network_decline_code: '51',
  },
  lostCard: {
    code: 'card_declined',
    decline_code: 'lost_card',
    message: declined,
    advice_code: 'do_not_try_again',
    network_advice_code: '01',
    network_decline_code: '41',
  },
  stolenCard: {
    code: 'card_declined',
    decline_code: 'stolen_card',
    message: declined,
    advice_code: 'do_not_try_again',
    network_advice_code: '01',
    network_decline_code: '43',
  },
  expiredCard: {
    code: 'expired_card',
    decline_code: 'expired_card',
    message: 'Your card has expired.',
    param: 'exp_month',
    advice_code: 'confirm_card_data',
    network_advice_code: '03',
    network_decline_code: '54',
  },
  incorrectCvc: {
    code: 'incorrect_cvc',
    decline_code: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
    param: 'cvc',
    advice_code: 'confirm_card_data',
    network_advice_code: '03',
    network_decline_code: 'N7',
  },
  /** The issuer said yes although the CVC was wrong; Radar's default rule did not. */
  cvcCheckFailed: {
    code: 'incorrect_cvc',
    decline_code: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
    param: 'cvc',
    advice_code: 'confirm_card_data',
    blocked: 'after_approval',
  },
  incorrectZip: {
    code: 'incorrect_zip',
    // Unconfirmed beyond its first words.
    message:
      'Your card could not be authorized using the postal code provided. Please check your billing details and try again.',
    param: 'address_zip',
    advice_code: 'confirm_card_data',
  },
  processingError: {
    code: 'processing_error',
    decline_code: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
    advice_code: 'try_again_later',
    network_decline_code: '06',
  },
  velocityExceeded: {
    code: 'card_declined',
    decline_code: 'card_velocity_exceeded',
    message:
      'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
    advice_code: 'try_again_later',
    network_advice_code: '02',
    network_decline_code: '61',
  },
  fraudulent: {
    code: 'card_declined',
    decline_code: 'fraudulent',
    message: declined,
    blocked: 'before_network',
  },
  issuerFraudulent: {
    code: 'card_declined',
    decline_code: 'fraudulent',
    message: declined,
    advice_code: 'do_not_try_again',
    network_decline_code: '59',
  },
  authenticationRequired: {
    code: 'authentication_required',
    decline_code: 'authentication_required',
    message: 'Your card was declined. This transaction requires authentication.',
  },
} as const satisfies Record<string, Decline>;

/** The page Stripe links from an error, `card_declined` → `…/error-codes/card-declined`. */
function docUrl(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`;
}

/** The error body of a decline, without the objects it happened to. */
export function declineBody(decline: Decline): ErrorBody {
  const { blocked: _, ...fields } = decline;
  return { type: 'card_error', ...fields };
}

/**
 * What `last_payment_error` / `last_setup_error` keeps of an error: the same fields, with the
 * PaymentMethod and the documentation link, without the intent itself.
 */
export function keptError(
  body: ErrorBody,
  paymentMethod: Stripe.PaymentMethod,
): Stripe.PaymentIntent.LastPaymentError {
  const { payment_intent: _, setup_intent: __, payment_method: ___, ...fields } = body;
  return {
    ...fields,
    ...(body.code ? { doc_url: docUrl(body.code) } : {}),
    payment_method: paymentMethod,
    payment_method_type: paymentMethod.type,
  } as Stripe.PaymentIntent.LastPaymentError; // `source` is the only field typed looser in ErrorBody
}

/** 402 for a card refused outside of an intent (attach, tokenisation); nothing is kept. */
export function cardRefused(decline: Decline): StripeError {
  return new StripeError(402, declineBody(decline));
}
