import type { StripeCore } from './core';
import { CardElement } from './card-element';
import { plain } from './group-options';
import { IntegrationError } from './integration-error';

/**
 * The mounted Element that a page passed as a card. Of split fields any may be given: the number's
 * is the one that knows the others.
 */
export function ownCard(core: StripeCore, given: unknown, method: string): CardElement {
  const element = cardOf(given, method);
  if (element.elementsGroup.core !== core) {
    throw new IntegrationError(
      `Invalid value for stripe.${method}(): the Element was made by another Stripe instance. Use the instance that created it.`,
    );
  }
  if (element.isMounted) return element;
  throw new IntegrationError(
    'We could not retrieve data from the specified Element. Please make sure the Element you are attempting to use is still mounted.',
  );
}

function cardOf(given: unknown, method: string): CardElement {
  if (given instanceof CardElement) {
    if (given.type === 'card' || given.type === 'cardNumber') return given;
    const number = given.elementsGroup.getElement('cardNumber');
    if (number instanceof CardElement) return number;
  }
  throw new IntegrationError(
    `Invalid value for stripe.${method}(): card should be a card or cardNumber Element, or an object with a token. You specified: ${describe(given)}.`,
  );
}

/** A mounted `cardCvc` Element, for a saved card's code. */
export function ownCvc(core: StripeCore, given: unknown, method: string): CardElement {
  if (given instanceof CardElement && given.type === 'cardCvc') {
    if (given.elementsGroup.core === core && given.isMounted) return given;
  }
  throw new IntegrationError(
    `Invalid value for stripe.${method}(): pass a mounted cardCvc Element of this Stripe instance. You specified: ${describe(given)}.`,
  );
}

/** How a page names a card: what is typed into an Element, or a token of it. */
export type CardSource = { element: CardElement } | { token: string };

/** Reads `card` of a payment method: an Element or `{ token }`. Raw digits are refused. */
export function cardSource(core: StripeCore, given: unknown, method: string): CardSource {
  const token: unknown = given instanceof CardElement ? undefined : tokenOf(given);
  if (token === undefined) return { element: ownCard(core, given, method) };
  if (typeof token === 'string') return { token };
  throw new IntegrationError(
    `Invalid value for stripe.${method}(): card.token should be a string.`,
  );
}

function tokenOf(given: unknown): unknown {
  return typeof given === 'object' && given !== null
    ? (given as { token?: unknown }).token
    : undefined;
}

/** A page's own object without its Elements, as it can be sent. */
export function withoutCard(given: Record<string, unknown>): Record<string, unknown> {
  const { card: _, ...rest } = given;
  return plain(rest);
}

function describe(given: unknown): string {
  if (given instanceof CardElement) return `the ${given.type} Element`;
  return typeof given === 'object' && given !== null ? 'an object' : String(given);
}
