/**
 * What a server says of a card only when it confirms an intent, and what the intent doesn't keep.
 */
import type Stripe from 'stripe';
import { invalidRequest } from '../server/contract';

/** How this one attempt is made. */
export interface CardTerms {
  /** Taken by mail or telephone: out of scope for SCA (docs.stripe.com/payments/payment-intents/moto). */
  readonly moto: boolean;
  /** 3D Secure that somebody else has run. */
  readonly imported: ImportedThreeDSecure | null;
}

/**
 * The result of 3D Secure run outside of Stripe
 * (docs.stripe.com/payments/payment-intents/three-d-secure-import).
 */
export type ImportedThreeDSecure = Partial<
  Omit<Card['three_d_secure'] & object, 'network_options'>
>;

type Card = Stripe.PaymentIntentConfirmParams.PaymentMethodOptions.Card;

/** A parameter of any request that may confirm an intent. */
interface Given {
  readonly confirm?: boolean;
  readonly payment_method_options?: {
    readonly card?: Pick<Card, 'moto' | 'network' | 'three_d_secure'> | '';
  };
}

/** unconfirmed for `three_d_secure`: Stripe's guide confirms in the request that has it. */
const onlyWhenConfirming = ['moto', 'three_d_secure'] as const;

/** The buyer is there, and Stripe runs 3D Secure where it is needed. */
export const ordinary: CardTerms = { moto: false, imported: null };

/** The terms of a confirmation. Throws 400 for what one network has, with another one or none. */
export function cardTerms(given: object): CardTerms {
  const card = (given as Given).payment_method_options?.card;
  if (!card) return ordinary;
  const { moto, network, three_d_secure: imported } = card;
  if (imported?.network_options?.cartes_bancaires && network !== 'cartes_bancaires') {
    // "Network specific arguments require an explicit card brand choice"; sentence unconfirmed.
    throw invalidRequest(
      'To set `cartes_bancaires` you must set `payment_method_options[card][network]` to `cartes_bancaires`.',
      { param: 'payment_method_options[card][network]' },
    );
  }
  return { moto: moto === true, imported: imported ?? null };
}

/**
 * Throws for what can only be said with a confirmation, in a request that confirms nothing
 * ("This parameter can only be provided during confirmation"; sentence unconfirmed).
 */
export function refuseUnlessConfirming(given: object): void {
  const { confirm, payment_method_options: options } = given as Given;
  const card = options?.card;
  const name = onlyWhenConfirming.find((each) => card && card[each] !== undefined);
  if (confirm === true || name === undefined) return;
  const param = `payment_method_options[card][${name}]`;
  throw invalidRequest(`You can only set \`${param}\` when confirming.`, { param });
}
