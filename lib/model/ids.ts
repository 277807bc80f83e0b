/**
 * Ids are branded, so that an id of one account cannot be handed to a call on another: a platform
 * PaymentMethod under a seller's `Stripe-Account` does not compile.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Our own rows. */
export type BuyerId = Branded<'BuyerId'>;
export type SellerId = Branded<'SellerId'>;
export type PictureId = Branded<'PictureId'>;
export type ProductId = Branded<'ProductId'>;
export type VariantId = Branded<'VariantId'>;
export type CartId = Branded<'CartId'>;
export type SetupId = Branded<'SetupId'>;
export type SavedMethodId = Branded<'SavedMethodId'>;
export type OrderId = Branded<'OrderId'>;
export type LegId = Branded<'LegId'>;
export type AttemptId = Branded<'AttemptId'>;
export type MailId = Branded<'MailId'>;
export type ReviewId = Branded<'ReviewId'>;
export type RefundId = Branded<'RefundId'>;
export type DisputeId = Branded<'DisputeId'>;
export type EvidenceFileId = Branded<'EvidenceFileId'>;
export type DifferenceId = Branded<'DifferenceId'>;
export type SubscriptionId = Branded<'SubscriptionId'>;
export type SubscriptionChangeId = Branded<'SubscriptionChangeId'>;
export type KeptCloneId = Branded<'KeptCloneId'>;
export type SyncId = Branded<'SyncId'>;
export type MembershipId = Branded<'MembershipId'>;
export type LabRunId = Branded<'LabRunId'>;
export type TestRunId = Branded<'TestRunId'>;

/** Stripe objects that live on the platform. */
export type PlatformCustomerId = Branded<'PlatformCustomerId'>;
export type PlatformMethodId = Branded<'PlatformMethodId'>;
export type PlatformSetupIntentId = Branded<'PlatformSetupIntentId'>;
export type PlatformPaymentIntentId = Branded<'PlatformPaymentIntentId'>;
export type PlatformChargeId = Branded<'PlatformChargeId'>;
export type PlatformDisputeId = Branded<'PlatformDisputeId'>;
export type PlatformRefundId = Branded<'PlatformRefundId'>;

/** A seller's connected account, and Stripe objects that live on it. */
export type AccountId = Branded<'AccountId'>;
export type AccountMethodId = Branded<'AccountMethodId'>;
export type AccountPaymentIntentId = Branded<'AccountPaymentIntentId'>;
export type AccountChargeId = Branded<'AccountChargeId'>;
export type AccountRefundId = Branded<'AccountRefundId'>;
export type AccountDisputeId = Branded<'AccountDisputeId'>;
export type AccountFileId = Branded<'AccountFileId'>;
export type AccountCustomerId = Branded<'AccountCustomerId'>;
export type AccountProductId = Branded<'AccountProductId'>;
export type AccountPriceId = Branded<'AccountPriceId'>;
export type AccountSubscriptionId = Branded<'AccountSubscriptionId'>;
export type AccountSubscriptionItemId = Branded<'AccountSubscriptionItemId'>;
export type AccountInvoiceId = Branded<'AccountInvoiceId'>;

/** An idempotency key that is already stored in our database. */
export type IdempotencyKey = Branded<'IdempotencyKey'>;
