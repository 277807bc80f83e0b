import { call, type RawAnswer } from '../support/raw-call';
import type { Emulator } from '../../server/emulator';

/** Whose objects a call is about: a key of a platform, and a connected account of it or none. */
export interface Scope {
  readonly key: string;
  readonly account: string | null;
}

/** What has been made in one scope, oldest first. */
export class Shelf {
  readonly #ids = new Map<string, string[]>();

  add(object: string, id: string): void {
    const ids = this.#ids.get(object) ?? [];
    if (!ids.includes(id)) ids.push(id);
    this.#ids.set(object, ids);
  }

  /** One of them, whichever `choice` falls on; an id of the right shape when there is none. */
  pick(object: string, choice: number): string {
    const ids = this.#ids.get(object) ?? [];
    return ids[choice % Math.max(ids.length, 1)] ?? `${object}_nobody`;
  }

  all(): { object: string; id: string }[] {
    return [...this.#ids].flatMap(([object, ids]) => ids.map((id) => ({ object, id })));
  }
}

/** A POST to be made. */
export interface Post {
  readonly path: string;
  readonly body: string;
}

const cards = [
  'pm_card_visa',
  'pm_card_mastercard',
  'pm_card_chargeDeclined',
  'pm_card_chargeDeclinedInsufficientFunds',
  'pm_card_threeDSecure2Required',
  'pm_card_chargeCustomerFail',
  'pm_card_nonsense',
];

/** Calls that change something, or fail to, in each of Stripe's ways. */
export const posts: readonly ((shelf: Shelf, choice: number) => Post)[] = [
  (_, choice) => ({ path: '/v1/customers', body: `name=Jenny ${choice}&metadata[n]=${choice}` }),
  (shelf, choice) => ({
    path: `/v1/customers/${shelf.pick('customer', choice)}`,
    body: `description=${choice}`,
  }),
  (_, choice) => ({ path: '/v1/customers', body: `nonsense=${choice}` }),
  (_, choice) => ({
    path: '/v1/payment_methods',
    body: `type=card&card[token]=${choice % 3 ? 'tok_visa' : 'tok_chargeDeclined'}`,
  }),
  (shelf, choice) => ({
    path: `/v1/payment_methods/${shelf.pick('payment_method', choice)}/attach`,
    body: `customer=${shelf.pick('customer', choice)}`,
  }),
  (shelf, choice) => ({
    path: `/v1/payment_methods/${shelf.pick('payment_method', choice)}/detach`,
    body: '',
  }),
  (shelf, choice) => ({
    path: '/v1/setup_intents',
    body: `customer=${shelf.pick('customer', choice)}&payment_method=${cards[choice % cards.length]}&confirm=true&return_url=http://localhost/x`,
  }),
  (shelf, choice) => ({
    path: '/v1/payment_intents',
    body: `amount=${500 + choice}&currency=usd&customer=${shelf.pick('customer', choice)}`,
  }),
  (_, choice) => ({
    path: '/v1/payment_intents',
    body: `amount=${choice}&currency=usd&confirm=true&payment_method=pm_card_visa`,
  }),
  (_, choice) => ({
    path: '/v1/payment_intents',
    body: `amount=${700 + choice}&currency=usd&confirm=true&off_session=true&payment_method=${cards[choice % cards.length]}&capture_method=${choice % 2 ? 'manual' : 'automatic'}`,
  }),
  (shelf, choice) => ({
    path: `/v1/payment_intents/${shelf.pick('payment_intent', choice)}/confirm`,
    body: `payment_method=${cards[choice % cards.length]}&return_url=http://localhost/x`,
  }),
  (shelf, choice) => ({
    path: `/v1/payment_intents/${shelf.pick('payment_intent', choice)}/capture`,
    body: choice % 3 ? '' : `amount_to_capture=${choice + 1}`,
  }),
  (shelf, choice) => ({
    path: `/v1/payment_intents/${shelf.pick('payment_intent', choice)}/cancel`,
    body: 'cancellation_reason=abandoned',
  }),
  (shelf, choice) => ({
    path: '/v1/refunds',
    body: `payment_intent=${shelf.pick('payment_intent', choice)}&amount=${1 + choice}`,
  }),
  (shelf, choice) => ({
    path: `/v1/setup_intents/${shelf.pick('setup_intent', choice)}/cancel`,
    body: '',
  }),
];

/** Makes a call in a scope, and puts what it made on the shelf. */
export async function post(
  emulator: Emulator,
  { key, account }: Scope,
  { path, body }: Post,
  options: { shelf?: Shelf; idempotencyKey?: string } = {},
): Promise<RawAnswer> {
  const answer = await call(emulator, path, {
    key,
    body,
    headers: {
      ...(account ? { 'stripe-account': account } : {}),
      ...(options.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {}),
    },
  });
  if (answer.status === 200) note(answer.json, options.shelf);
  return answer;
}

/** The object of an answer, and those that came about with it. */
function note(object: RawAnswer['json'], shelf: Shelf | undefined): void {
  if (!shelf || !object.id) return;
  shelf.add(String(object.object), object.id);
  if (typeof object.latest_charge === 'string') shelf.add('charge', object.latest_charge);
  // One that is attached, or that a PaymentIntent made for itself, can be read on its own.
  if (typeof object.payment_method === 'string') shelf.add('payment_method', object.payment_method);
}
