import type Stripe from 'stripe';

/**
 * What the emulator keeps, by kind: the wire object as the SDK types it, and beside it the hidden
 * state that real Stripe has and never shows (what a test card does, whether a PaymentMethod is
 * consumed). `null` where a kind hides nothing.
 */
export interface Kinds {
  account: { object: Stripe.Account; hidden: null };
  customer: { object: Stripe.Customer; hidden: null };
  event: { object: Stripe.Event; hidden: null };
  webhook_endpoint: { object: Stripe.WebhookEndpoint; hidden: { secret: string; connect: boolean } };
}

export type Kind = keyof Kinds;

/** One kept object. `object` is never mutated: change it by `records.put` with a new object. */
export interface Stored<K extends Kind> {
  readonly object: Kinds[K]['object'];
  readonly hidden: Kinds[K]['hidden'];
}
