import type {
  BuyerId,
  IdempotencyKey,
  LabRunId,
  LegId,
  MembershipId,
  OrderId,
  SellerId,
  SetupId,
  SubscriptionId,
} from '../model/ids';

/** What a call to Stripe is made for, so that the inspector can show it to the right person. */
export interface Subject {
  readonly buyerId?: BuyerId;
  /**
   * The seller whose account a call on the platform is about; a call on an account is its seller's
   * anyway.
   */
  readonly sellerId?: SellerId;
  readonly orderId?: OrderId;
  readonly legId?: LegId;
  readonly setupId?: SetupId;
  readonly subscriptionId?: SubscriptionId;
  readonly membershipId?: MembershipId;
  readonly labRunId?: LabRunId;
}

/** What every read must say. */
export interface Read {
  readonly subject: Subject;
}

/**
 * What every write must say. The key is a branded type: it comes out of a row of ours, so it is
 * stored before the call, and whoever repeats the call after a crash repeats it with the same key.
 * https://docs.stripe.com/api/idempotent_requests
 */
export interface Write extends Read {
  readonly key: IdempotencyKey;
}
