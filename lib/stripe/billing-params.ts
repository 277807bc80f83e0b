/** What the calls of `billingOf` are told: Stripe's parameters, with ids that cannot be mixed up. */
import type Stripe from 'stripe';
import type {
  AccountCustomerId,
  AccountMethodId,
  AccountPriceId,
  AccountSubscriptionId,
  AccountSubscriptionItemId,
} from '../model/ids';

export type CustomerUpdate = Omit<Stripe.CustomerUpdateParams, 'invoice_settings' | 'source'> & {
  /** An empty text takes the default away. */
  readonly invoice_settings?: { readonly default_payment_method: AccountMethodId | '' };
};
export type SubscriptionParams = Omit<
  Stripe.SubscriptionCreateParams,
  'customer' | 'default_payment_method' | 'items'
> & {
  readonly customer: AccountCustomerId;
  readonly default_payment_method: AccountMethodId;
  readonly items: { readonly price: AccountPriceId; readonly quantity: number }[];
};
export type SubscriptionUpdate = Omit<
  Stripe.SubscriptionUpdateParams,
  'default_payment_method' | 'items'
> & {
  readonly default_payment_method?: AccountMethodId;
  readonly items?: {
    readonly id: AccountSubscriptionItemId;
    readonly price?: AccountPriceId;
    /** To be said with a price as well: Stripe makes it 1 otherwise. */
    readonly quantity: number;
  }[];
};
export interface InvoicePreview {
  readonly subscription: AccountSubscriptionId;
  readonly subscription_details: {
    readonly items: { readonly id: AccountSubscriptionItemId; readonly quantity: number }[];
    readonly proration_behavior: 'always_invoice';
  };
}
export type SetupConfirm = Omit<Stripe.SetupIntentConfirmParams, 'payment_method'> & {
  readonly payment_method: AccountMethodId;
};
export type InvoicePayment = Omit<Stripe.InvoicePayParams, 'payment_method' | 'source'> & {
  readonly payment_method?: AccountMethodId;
};
