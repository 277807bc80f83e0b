/**
 * A Charge as Stripe sends it (docs.stripe.com/api/charges/object).
 */
import type Stripe from 'stripe';
import type { ThreeDSecureOutcome } from '../rules/charge-card';
import type { Decline } from '../rules/declines';
import { extendedHoldSeconds, extendsHolds, holdSeconds } from '../rules/extended-holds';
import { testCard } from '../rules/test-cards';
import type { Context } from '../server/contract';
import type { IntentHidden, Stored } from '../store/kinds';
import type { CardTerms } from './card-confirmation';
import { chosenNetwork } from './card-networks';
import { planOf } from './installments';
import { merchant } from './merchant';
import { digits, plainCharge } from './plain-charge';
import { receiptUrl } from './receipts';
import { threeDSecureDetails } from './setup-attempts';

/** What the network said to one attempt to charge. */
export type ChargeResult = {
  readonly threeDSecure: ThreeDSecureOutcome;
  readonly agreed: Pick<IntentHidden, 'mandate' | 'radarSession'>;
  readonly card: CardTerms;
} & (
  | { readonly kind: 'paid'; readonly capture: boolean }
  | { readonly kind: 'declined'; readonly decline: Decline }
);

/** Writes a Charge for an attempt to pay an intent. Its balance transaction comes with settlement. */
export function putCharge(
  context: Context,
  intent: Stripe.PaymentIntent,
  method: Stored<'payment_method'>,
  result: ChargeResult,
): Stripe.Charge {
  const paid = result.kind === 'paid';
  const captured = paid && result.capture;
  const decline = result.kind === 'declined' ? result.decline : null;
  const id = context.id('ch_', intent.id);
  const wire: Stripe.Charge = {
    ...plainCharge(context, intent, method, id),
    amount_captured: captured ? intent.amount : 0,
    captured,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    outcome: outcome(method, decline),
    paid,
    payment_method_details: {
      card: cardDetails(context, intent, method, id, result),
      type: 'card',
    },
    radar_options: result.agreed.radarSession ? { session: result.agreed.radarSession } : {},
    receipt_url: paid ? receiptUrl(context, id) : null,
    status: paid ? 'succeeded' : 'failed',
  };
  context.records.put('charge', wire, null);
  return wire;
}

/** What Stripe says of a payment that went through. */
export function approvedOutcome(risk: 'normal' | 'elevated' | 'highest'): Stripe.Charge.Outcome {
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: 'approved_by_network',
    reason: null,
    risk_level: risk,
    risk_score: riskScores[risk],
    seller_message: 'Payment complete.',
    type: 'authorized',
  };
}

const riskScores = { normal: 20, elevated: 65, highest: 90 } as const;

function outcome(method: Stored<'payment_method'>, decline: Decline | null): Stripe.Charge.Outcome {
  const { risk } = testCard(method.hidden.card);
  const score = riskScores[risk];
  if (!decline) return approvedOutcome(risk);
  return {
    advice_code: decline.advice_code ?? null,
    network_advice_code: decline.network_advice_code ?? null,
    network_decline_code: decline.network_decline_code ?? null,
    risk_level: risk,
    risk_score: score,
    ...refusal(decline),
  };
}

/** Who refused, and when (docs.stripe.com/api/charges/object#charge_object-outcome). */
function refusal(
  decline: Decline,
): Pick<Stripe.Charge.Outcome, 'network_status' | 'reason' | 'seller_message' | 'type'> {
  switch (decline.blocked) {
    case undefined:
      return {
        network_status: 'declined_by_network',
        reason: decline.decline_code ?? decline.code,
        seller_message: 'The bank did not return any further details with this decline.',
        type: 'issuer_declined',
      };
    case 'before_network':
      return {
        network_status: 'not_sent_to_network',
        reason: 'highest_risk_level',
        seller_message: 'Stripe blocked this payment as too risky.',
        type: 'blocked',
      };
    case 'after_approval':
      return {
        network_status: 'reversed_after_approval',
        reason: 'rule',
        seller_message: 'The charge was blocked because the CVC check failed.',
        type: 'blocked',
      };
  }
}

/**
 * Whether money held on this card can be taken in several captures, where that was asked
 * (docs.stripe.com/payments/multicapture#availability).
 */
function severalCaptures(
  context: Context,
  intent: Stripe.PaymentIntent,
  { object: { card } }: Stored<'payment_method'>,
): boolean {
  if (intent.payment_method_options?.card?.request_multicapture !== 'if_available') return false;
  const country = merchant(context).country ?? '';
  const brand = chosenNetwork(card) ?? '';
  if (brand === 'unionpay') return country === 'US';
  if (brand === 'jcb') return ['US', 'CA', 'AU', 'NZ'].includes(country);
  return ['amex', 'cartes_bancaires', 'diners', 'discover', 'mastercard', 'visa'].includes(brand);
}

/** Whether money is held for longer than usual, where that was asked for. */
function extended(
  context: Context,
  intent: Stripe.PaymentIntent,
  { object: { card } }: Stored<'payment_method'>,
): boolean {
  const asked = intent.payment_method_options?.card?.request_extended_authorization;
  const category = merchant(context).business_profile?.mcc;
  return asked === 'if_available' && extendsHolds(chosenNetwork(card) ?? '', category);
}

function cardDetails(
  context: Context,
  intent: Stripe.PaymentIntent,
  method: Stored<'payment_method'>,
  charge: string,
  result: ChargeResult,
): Stripe.Charge.PaymentMethodDetails.Card {
  const { card } = method.object;
  const paid = result.kind === 'paid';
  const held = result.kind === 'paid' && !result.capture;
  const options = intent.payment_method_options?.card;
  const longer = held && extended(context, intent, method);
  const incremental = options?.request_incremental_authorization === 'if_available';
  const secure = threeDSecureDetails(charge, result.threeDSecure, result.card.imported);
  return {
    amount_authorized: paid ? intent.amount : null,
    authorization_code: paid ? digits(context, 6) : null,
    brand: card?.brand ?? null,
    ...(held
      ? { capture_before: context.now() + (longer ? extendedHoldSeconds : holdSeconds) }
      : {}),
    checks: card?.checks ?? null,
    country: card?.country ?? null,
    electronic_commerce_indicator: secure?.electronic_commerce_indicator ?? '07',
    exp_month: card?.exp_month ?? 0,
    exp_year: card?.exp_year ?? 0,
    extended_authorization: { status: longer ? 'enabled' : 'disabled' },
    fingerprint: card?.fingerprint ?? null,
    funding: card?.funding ?? null,
    incremental_authorization: { status: held && incremental ? 'available' : 'unavailable' },
    installments: planOf(intent),
    last4: card?.last4 ?? null,
    mandate: result.agreed.mandate ?? null,
    ...(result.card.moto ? { moto: true } : {}),
    multicapture: {
      status: held && severalCaptures(context, intent, method) ? 'available' : 'unavailable',
    },
    network: options?.network ?? chosenNetwork(card),
    network_token: { used: false },
    network_transaction_id: digits(context, 15),
    overcapture: { maximum_amount_capturable: intent.amount, status: 'unavailable' },
    regulated_status: card?.regulated_status ?? null,
    ...(options?.setup_credential_usage
      ? { setup_credential_usage: options.setup_credential_usage }
      : {}),
    ...(options?.stored_credential_usage
      ? { stored_credential_usage: options.stored_credential_usage }
      : {}),
    three_d_secure: secure
      ? { ...secure, exemption_indicator: result.card.imported?.exemption_indicator ?? null }
      : null,
    transaction_link_id: null,
    wallet: null,
  };
}
