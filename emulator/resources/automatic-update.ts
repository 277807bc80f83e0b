/**
 * What card networks do by themselves: a saved card is replaced or renewed by its bank, and the
 * PaymentMethod follows (docs.stripe.com/payments/cards/overview#automatic-card-updates). Each
 * PaymentMethod is updated for itself: a clone knows nothing of its original.
 */
import type Stripe from 'stripe';
import { testCardByMethod } from '../rules/test-cards';
import { invalidRequest, type Context } from '../server/contract';
import type { Engine } from '../server/engine';
import type { Stored } from '../store/kinds';
import { previousAttributes } from './changes';
import { findMethod } from './payment-method-source';
import { change } from './payment-method-use';

type Given = Readonly<Record<string, unknown>>;
type Card = Stripe.PaymentMethod.Card;

const known: ReadonlySet<string> = new Set(['card', 'exp_month', 'exp_year']);

/**
 * Plays an automatic update of an attached card, on the account that holds it: another expiry date
 * (three years on unless said), and with `card` (`pm_card_mastercard`) another card altogether, which
 * behaves as that one. Returns the PaymentMethod, or undefined when there is none of this id.
 *
 * @throws 400 for a bank account, one that is attached to nobody, and fields that can't be
 */
export function updateAutomatically(
  engine: Engine,
  id: string,
  given: Given,
): Stripe.PaymentMethod | undefined {
  const { state } = engine.store;
  const owner = state.accounts().find((account) => state.get(account, 'payment_method', id));
  if (owner === undefined) return undefined;
  return engine.transaction(owner, (context) => update(context, id, given));
}

function update(context: Context, id: string, given: Given): Stripe.PaymentMethod | undefined {
  const before = context.records.get('payment_method', id);
  if (!before) return undefined;
  const unknown = Object.keys(given).find((name) => !known.has(name));
  if (unknown !== undefined) {
    throw invalidRequest(`Received unknown parameter: ${unknown}`, { param: unknown });
  }
  const { card, customer } = before.object;
  if (!card || customer === null) {
    throw invalidRequest('Only cards that are attached to a customer are updated by networks.');
  }
  const replaced = given.card === undefined ? undefined : replacement(context, given.card);
  const object = {
    ...card,
    ...(replaced ? faceOf(replaced.object) : {}),
    exp_month: numberIn(given, 'exp_month', 1, 12) ?? card.exp_month,
    exp_year: numberIn(given, 'exp_year', 1970, 2200) ?? card.exp_year + 3,
  };
  const hidden = replaced ? { card: replaced.hidden.card } : {};
  const after = change(context, id, { card: object }, hidden).object;
  const previous = previousAttributes(before.object, after);
  if (previous) context.emit('payment_method.automatically_updated', after, previous);
  return after;
}

/** The card that a test id stands for; the PaymentMethod that is made of it is not kept. */
function replacement(context: Context, name: unknown): Stored<'payment_method'> {
  if (typeof name !== 'string' || !testCardByMethod(name)) {
    throw invalidRequest('Invalid card: must be the id of a test card, like pm_card_mastercard', {
      param: 'card',
    });
  }
  const made = findMethod(context, name);
  context.records.remove('payment_method', made.object.id);
  return made;
}

/** What a replaced card has of its own; its expiry is said apart, its checks are those that were made. */
function faceOf({ card }: Stripe.PaymentMethod): Partial<Card> {
  if (!card) return {};
  const { checks: _, exp_month: __, exp_year: ___, ...face } = card;
  return face;
}

function numberIn(given: Given, name: string, least: number, most: number): number | undefined {
  const value = given[name];
  if (value === undefined) return undefined;
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) {
    return Number(value);
  }
  throw invalidRequest(`Invalid ${name}: must be a whole number from ${least} to ${most}`, {
    param: name,
  });
}
