/**
 * The simulated issuer. SetupIntents and PaymentIntents, attach and charge: whatever asks a card
 * something asks here, and all that differs between cards is in `test-cards.ts`.
 */
import type Stripe from 'stripe';
import type { PaymentMethodHidden } from '../store/kinds';
import { authenticationNeeded, type AuthenticationCase } from './authentication';
import { declines, type Decline } from './declines';
import { testCard, type Check, type TestCard } from './test-cards';

/** A PaymentMethod as its issuer sees it. */
export interface SeenCard extends PaymentMethodHidden {
  /** By the emulator's clock. */
  readonly expired: boolean;
}

export interface CardQuestion extends Omit<AuthenticationCase, 'setUp'> {
  /** True once the buyer has passed 3D Secure for this very attempt. */
  readonly authenticated: boolean;
  /** Taken by mail or telephone, so that nobody asks for 3D Secure. */
  readonly moto: boolean;
  /** 3D Secure was run outside of Stripe, which takes its result and runs none itself. */
  readonly imported: boolean;
}

/** How 3D Secure went, in the words of `payment_method_details.card.three_d_secure`. */
export type ThreeDSecureOutcome =
  'authenticated' | 'frictionless' | 'imported' | 'attempt_acknowledged' | 'error' | null;

export type CardAnswer =
  | { readonly kind: 'approved'; readonly threeDSecure: ThreeDSecureOutcome }
  | {
      readonly kind: 'declined';
      readonly decline: Decline;
      readonly threeDSecure: ThreeDSecureOutcome;
    }
  /** The buyer must pass 3D Secure now. */
  | { readonly kind: 'challenge' }
  /** The same with no buyer there to ask. */
  | { readonly kind: 'authentication_required' };

/** Asks the card's issuer for a payment or a set-up. */
export function askIssuer(method: SeenCard, question: CardQuestion): CardAnswer {
  const card = testCard(method.card);
  const needed =
    !question.authenticated &&
    !question.moto &&
    !question.imported &&
    authenticationNeeded(card, { ...question, setUp: method.setUp });
  // Frictionless needs nobody there to ask; that it works off session too is unconfirmed.
  if (needed && card.threeDSecure !== 'frictionless') {
    return { kind: question.session === 'off' ? 'authentication_required' : 'challenge' };
  }
  const threeDSecure = needed ? 'frictionless' : threeDSecureOutcome(card, question);
  const decline =
    question.purpose === 'set_up' ? declineAtSetUp(method) : declineAtCharge(card, method);
  return decline ? { kind: 'declined', decline, threeDSecure } : { kind: 'approved', threeDSecure };
}

/** Why this card can't be set up: Stripe checks a card then without charging it. */
function declineAtSetUp(method: SeenCard): Decline | null {
  const card = testCard(method.card);
  if (method.expired) return declines.expiredCard;
  if (card.refusedAtSetUp) return unlessUnseen(method, card.refusedAtSetUp);
  if (method.gaveCvc && card.checks.cvc === 'fail') return declines.cvcCheckFailed;
  // Only the card made for it: the others fail the check and are taken all the same.
  if (method.gavePostalCode && card.checks.postalCode === 'fail' && card.checks.line1 === 'pass') {
    return declines.incorrectZip;
  }
  return null;
}

/** Why this card can't be attached, which asks its issuer without 3D Secure. */
export function declineAtAttach(method: SeenCard): Decline | null {
  const { refusedAtSetUp, threeDSecure } = testCard(method.card);
  const decline = declineAtSetUp(method);
  // This one says no only to a buyer who has passed 3D Secure (docs.stripe.com/testing#three-ds-cards).
  return threeDSecure === 'challenge' && decline === refusedAtSetUp ? null : decline;
}

/** A CVC that was not given can't be wrong (docs.stripe.com/testing#declined-payments). */
function unlessUnseen(method: SeenCard, decline: Decline): Decline | null {
  return decline.code === 'incorrect_cvc' && !method.gaveCvc ? null : decline;
}

function declineAtCharge(card: TestCard, method: SeenCard): Decline | null {
  if (method.expired) return declines.expiredCard;
  if (card.refusedAtCharge) return unlessUnseen(method, card.refusedAtCharge);
  return method.gaveCvc && card.checks.cvc === 'fail' ? declines.cvcCheckFailed : null;
}

function threeDSecureOutcome(card: TestCard, question: CardQuestion): ThreeDSecureOutcome {
  if (question.authenticated) return 'authenticated';
  if (question.imported) return 'imported';
  if (question.moto) return null;
  const asked = question.session === 'on' && question.requested !== 'automatic';
  return asked && card.threeDSecure === 'not_enrolled' ? 'attempt_acknowledged' : null;
}

/** Whether the buyer's bank has vouched for them. */
export function passed(outcome: ThreeDSecureOutcome): boolean {
  return outcome === 'authenticated' || outcome === 'frictionless' || outcome === 'imported';
}

/** The checks after the issuer saw the card: what was `unchecked` has its result. */
export function checked(
  method: PaymentMethodHidden,
  checks: Stripe.PaymentMethod.Card.Checks,
): Stripe.PaymentMethod.Card.Checks {
  const results = testCard(method.card).checks;
  const settle = (before: string | null, result: Check): string | null =>
    before === null ? null : result;
  return {
    address_line1_check: settle(checks.address_line1_check, results.line1),
    address_postal_code_check: settle(checks.address_postal_code_check, results.postalCode),
    cvc_check: settle(checks.cvc_check, results.cvc),
  };
}
