/**
 * One published test card (docs.stripe.com/testing) and all that the simulated issuer does with it.
 */
import type { Decline } from '../declines';

export type Brand =
  'visa' | 'mastercard' | 'amex' | 'discover' | 'diners' | 'jcb' | 'unionpay' | 'unknown';

/**
 * When the bank wants the buyer to pass 3D Secure.
 * `by_region`: an ordinary card, asked only where SCA is law (see `authentication.ts`).
 * `until_set_up`: at every payment until a set-up was authenticated.
 * `on_session`: the bank takes the card for already set up, so only payments with the buyer present.
 * `always`: at every payment.
 */
export type Authentication = 'by_region' | 'until_set_up' | 'on_session' | 'always';

/** How the card answers when 3D Secure is run on it. */
export type ThreeDSecureSupport =
  | 'challenge'
  /** Passes without asking the buyer anything. */
  | 'frictionless'
  /** Supported by the network, the card is not enrolled: `attempt_acknowledged`. */
  | 'not_enrolled'
  | 'not_supported'
  /** The lookup fails that comes before the bank's page. */
  | 'processing_error';

/**
 * What the cardholder's bank starts by itself once a payment is captured.
 * `warning` is an early fraud warning, without a dispute; `multiple` two disputes of one charge.
 * The rest are disputes that differ in their reason and in the evidence they can be met with.
 */
export type DisputeTrait =
  | 'fraudulent'
  | 'not_received'
  | 'inquiry'
  | 'warning'
  | 'multiple'
  | 'visa_ce3'
  | 'visa_compliance'
  | 'mastercard_compliance'
  | 'smart_disputes';

/** Refunds of all other cards succeed at once. */
export type RefundTrait =
  /** `pending`, later `succeeded`. */
  | 'succeeds_later'
  /** `succeeded`, later `failed`. */
  | 'fails_later';

/** What a payment with the card does to the connected account that it is made for. */
export type Trigger =
  /** What is due one day is due now, by a deadline. */
  | 'next_requirements'
  /** What is due now is past due, and the account cannot charge, */
  | 'charge_block'
  /** or cannot be paid out. */
  | 'payout_block';

export type Check = 'pass' | 'fail' | 'unavailable';

export interface TestCard {
  /** Names the row; stored with a PaymentMethod in place of the number. */
  readonly key: string;
  /** The published number. Cards without one of their own show that of the card they vary. */
  readonly number: string;
  readonly brand: Brand;
  readonly funding: 'credit' | 'debit' | 'prepaid';
  readonly country: string;
  /** Other networks of a co-branded card. */
  readonly networks: readonly string[];
  /** `pm_card_…` ids, each use of which makes a new PaymentMethod; `tok_…` bear the same names. */
  readonly methods: readonly string[];
  /** Refused when attached to a Customer or set up; a card for 3D Secure only once that is passed. */
  readonly refusedAtSetUp: Decline | null;
  /** Refused when charged. */
  readonly refusedAtCharge: Decline | null;
  readonly authentication: Authentication;
  readonly threeDSecure: ThreeDSecureSupport;
  /** Results of checks, where the value to check was given. */
  readonly checks: { readonly cvc: Check; readonly line1: Check; readonly postalCode: Check };
  readonly risk: 'normal' | 'elevated' | 'highest';
  readonly dispute: DisputeTrait | null;
  readonly refund: RefundTrait | null;
  /** Where the money of a charge goes first; `available` bypasses the pending balance. */
  readonly balance: 'available' | 'pending';
  readonly triggers: Trigger | null;
}

export type CardTraits = Partial<Omit<TestCard, 'key' | 'number' | 'methods' | 'checks'>> & {
  readonly checks?: Partial<TestCard['checks']>;
};

/** A row of the table. `key` doubles as the `pm_card_<key>` id unless other ids are given. */
export function card(
  key: string,
  number: string,
  traits: CardTraits = {},
  methods: readonly string[] = [`pm_card_${key}`],
): TestCard {
  return {
    brand: 'visa',
    funding: 'credit',
    country: 'US',
    networks: [],
    refusedAtSetUp: null,
    refusedAtCharge: null,
    authentication: 'by_region',
    threeDSecure: 'not_enrolled',
    risk: 'normal',
    dispute: null,
    refund: null,
    balance: 'pending',
    triggers: null,
    ...traits,
    key,
    number,
    methods,
    checks: { cvc: 'pass', line1: 'pass', postalCode: 'pass', ...traits.checks },
  };
}
