/**
 * What a token stands for: what was given, reduced to what is needed to use it. No card number, no
 * CVC, no account number.
 */
import type Stripe from 'stripe';
import type { CardSetUp } from '../store/kinds';

export interface BankFields {
  readonly country: string;
  readonly currency: string;
  readonly last4: string;
  readonly routing: string | null;
  readonly holder: string | null;
  readonly holderType: string | null;
  readonly accountType: string | null;
  readonly fingerprint: string;
  /** Which row of `rules/banks/test-banks.ts` it is, where the number is one of those. */
  readonly account?: string;
}

export interface CardToken {
  readonly type: 'card';
  /** Which row of `rules/test-cards.ts` it is. */
  readonly card: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly gaveCvc: boolean;
  /** Which network of a card with two is to be used. */
  readonly network?: string;
  readonly billing: Stripe.PaymentMethod.BillingDetails;
  /** What a saved card that was copied had been set up for; it travels with the copy. */
  readonly setUp?: CardSetUp;
}

export interface BankToken {
  readonly type: 'bank_account';
  readonly bank: BankFields;
  /** A copy of an account that is known to be the buyer's. */
  readonly verified?: boolean;
}

/** `account`, `person` and `pii` tokens: numbers that prove identity are test values or hidden. */
export interface IdentityToken<T extends 'account' | 'person' | 'pii'> {
  readonly type: T;
  readonly given: Readonly<Record<string, unknown>>;
}

/** A CVC for a saved card, of which nothing but its being there is kept. */
export interface CvcToken {
  readonly type: 'cvc_update';
}

export type TokenContents =
  | CardToken
  | BankToken
  | IdentityToken<'account'>
  | IdentityToken<'person'>
  | IdentityToken<'pii'>
  | CvcToken;

/** What a ConfirmationToken holds back until an intent is confirmed with it. */
export interface ConfirmationTokenHidden {
  /** The PaymentMethod it stands for: a saved one, or a new one that nobody knows by its id yet. */
  readonly method: string;
  /** What the Payment Element said of the payment it was drawn for; absent where nothing did. */
  readonly announced?: AnnouncedPayment;
}

/**
 * A deferred Elements group's payment, as a ConfirmationToken takes it along in `client_context`. Its
 * amount is not among it: that may be settled later.
 */
export interface AnnouncedPayment {
  readonly mode?: string;
  readonly currency?: string;
  readonly setup_future_usage?: string | undefined;
  readonly capture_method?: string;
}
