/**
 * What a server says of a card only when it confirms an intent, and what the intent doesn't keep.
 */
import type Stripe from 'stripe';
import { invalidRequest } from '../server/contract';

/** How this one attempt is made. */
export interface CardTerms {
  /** Taken by mail or telephone: out of scope for SCA (docs.stripe.com/payments/payment-intents/moto). */
  readonly moto: boolean;
}

/** A parameter of any request that may confirm an intent. */
interface Given {
  readonly confirm?: boolean;
  readonly payment_method_options?: {
    readonly card?: Pick<Stripe.PaymentIntentConfirmParams.PaymentMethodOptions.Card, 'moto'> | '';
  };
}

const onlyWhenConfirming = ['moto'] as const;

/** The buyer is there, and Stripe runs 3D Secure where it is needed. */
export const ordinary: CardTerms = { moto: false };

/** The terms of a confirmation. */
export function cardTerms(given: object): CardTerms {
  const card = (given as Given).payment_method_options?.card;
  return card ? { moto: card.moto === true } : ordinary;
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
