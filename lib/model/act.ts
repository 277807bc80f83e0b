/** The log of what people did on the desks, and of what buyers did that touches money. */
import type { Money } from './money';
import type { Persona } from './views';

export const actKinds = [
  'signed_in_by_demo',
  'shop_opened',
  'order_placed',
  'order_canceled',
  'plus_begun',
  'card_removed',
  'subscription_canceled',
  'subscription_resumed',
  'subscription_changed',
  'subscription_kept',
  'subscription_left',
  'invoice_paid',
  'card_chosen',
  'sync_tried_again',
  'refund_asked',
  'refund_granted',
  'refund_declined',
  'refund_given',
  'refund_sent_again',
  'payment_tried_again',
  'confirmation_begun',
  'payment_ended',
  'evidence_sent',
  'product_made',
  'product_changed',
  'price_changed',
  'kind_added',
  'shop_changed',
  'stripe_form_opened',
  'work_tried_again',
  'mail_tried_again',
  'mirror_repaired',
  'day_compared',
  'test_data_made',
] as const;
export type ActKind = (typeof actKinds)[number];

/** What an act was about: ids of rows, a day, a price, and no words that anybody wrote. */
export interface ActAbout {
  readonly orderId?: string;
  readonly legId?: string;
  readonly refundId?: string;
  readonly disputeId?: string;
  readonly sellerId?: string;
  readonly productId?: string;
  readonly variantId?: string;
  readonly subscriptionId?: string;
  readonly membershipId?: string;
  readonly savedMethodId?: string;
  /** What pays in its place from then on. */
  readonly newMethodId?: string;
  readonly changeId?: string;
  /** Stripe's. */
  readonly invoiceId?: string;
  readonly accountSubscriptionId?: string;
  readonly jobId?: string;
  readonly eventId?: string;
  readonly mailId?: string;
  readonly testRunId?: string;
  readonly day?: string;
  readonly price?: Money;
  readonly priceBefore?: Money;
}

/** Each kind in words. */
export const actTexts: Readonly<Record<ActKind, string>> = {
  signed_in_by_demo: 'Signed in as a demo person',
  shop_opened: 'Opened a shop',
  order_placed: 'Placed an order',
  order_canceled: 'Called an order off',
  plus_begun: 'Began to pay Plus',
  card_removed: 'Removed a card or bank account',
  subscription_canceled: 'Canceled a subscription',
  subscription_resumed: 'Resumed a subscription',
  subscription_changed: 'Changed a subscription',
  subscription_kept: 'Kept a subscription as it was',
  subscription_left: 'Left a subscription that could not begin',
  invoice_paid: 'Paid what was due for a subscription',
  card_chosen: 'Chose what pays their subscriptions',
  sync_tried_again: 'Had a change carried to sellers again',
  refund_asked: 'Asked for a refund',
  refund_granted: 'Granted a refund',
  refund_declined: 'Declined a refund',
  refund_given: 'Gave money back',
  refund_sent_again: 'Had a refund sent again',
  payment_tried_again: 'Tried a payment again',
  confirmation_begun: 'Went to confirm a payment with their bank',
  payment_ended: 'Ended a payment that did not agree',
  evidence_sent: 'Answered a dispute',
  product_made: 'Put a product into the shop',
  product_changed: 'Changed a product',
  price_changed: 'Changed a price',
  kind_added: 'Added a kind to a product',
  shop_changed: 'Changed what their shop says',
  stripe_form_opened: 'Opened Stripe’s form for their account',
  work_tried_again: 'Had work tried again',
  mail_tried_again: 'Had an e-mail tried again',
  mirror_repaired: 'Had a mirror repaired',
  day_compared: 'Had a day compared',
  test_data_made: 'Made test data',
};

/** An act as the operator reads it. */
export interface ActRow {
  readonly id: string;
  /** ISO. */
  readonly at: string;
  readonly text: string;
  /** Who it was, and as what; the name of today. */
  readonly name: string | null;
  readonly email: string | null;
  readonly role: Persona;
  readonly about: readonly (readonly [name: string, value: string])[];
  /** The order it was about, which has a page. */
  readonly orderId: string | null;
}

export interface ActsPage {
  readonly rows: readonly ActRow[];
  /** Where older ones begin; null when there are none. */
  readonly next: string | null;
}
