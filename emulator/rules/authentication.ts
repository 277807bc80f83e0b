/**
 * Whether the bank wants the buyer to pass 3D Secure.
 *
 * For the cards made for it, Stripe documents each case (docs.stripe.com/testing#three-ds-cards).
 * For ordinary cards under SCA the emulator has a reading of its own, so that `on_behalf_of` can be
 * tried out (unconfirmed in detail; docs.stripe.com/strong-customer-authentication/connect-platforms
 * gives the rule):
 * - A card is asked for 3D Secure when it is *set up*, if both the card and the merchant are under
 *   SCA. The merchant of a set-up is the account in `on_behalf_of`, else the account itself: a US
 *   platform without `on_behalf_of` sets a French card up without asking.
 * - Charged *off session* by a merchant under SCA, such a card needs a set-up that was
 *   authenticated, otherwise the bank answers `authentication_required`.
 * - Charged with the buyer present it passes, as Stripe's country test cards do.
 * Cards from outside SCA, 4242 among them, are never asked.
 */
import type { CardSetUp } from '../store/kinds';
import { underSca } from './regions';
import type { TestCard } from './cards/card';

export interface AuthenticationCase {
  /** `payment_and_set_up` is a payment with `setup_future_usage`. */
  readonly purpose: 'set_up' | 'payment' | 'payment_and_set_up';
  readonly session: 'on' | 'off';
  /** Country of the account whose rules apply. */
  readonly merchantCountry: string;
  /** What earlier set-ups left on the card. */
  readonly setUp: CardSetUp | null;
  /** `payment_method_options[card][request_three_d_secure]`. */
  readonly requested: 'automatic' | 'any' | 'challenge';
}

/** What is run when a merchant asks for it. An unenrolled card is only asked whether it is one. */
const prompting = new Set<TestCard['threeDSecure']>([
  'challenge',
  'frictionless',
  'processing_error',
]);

/** True when the payment or set-up can't go on without 3D Secure. */
export function authenticationNeeded(card: TestCard, given: AuthenticationCase): boolean {
  const asked = given.session === 'on' && given.requested !== 'automatic';
  if (asked && prompting.has(card.threeDSecure)) return true;
  const setUp = given.setUp?.authenticated === true;
  switch (card.authentication) {
    case 'always':
      return true;
    case 'until_set_up':
      // Whatever usage it was set up for, as Stripe describes the card
      // (docs.stripe.com/testing#three-ds-cards); unconfirmed for `on_session`.
      return given.purpose === 'set_up' || !setUp;
    case 'on_session':
      return given.session === 'on';
    case 'by_region': {
      const sca = underSca(card.country) && underSca(given.merchantCountry);
      if (!sca || setUp) return false;
      return given.session === 'off' || given.purpose !== 'payment';
    }
  }
}
