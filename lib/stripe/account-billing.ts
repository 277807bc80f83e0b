import type Stripe from 'stripe';
import type {
  AccountCustomerId,
  AccountId,
  AccountInvoiceId,
  AccountMethodId,
  AccountPaymentIntentId,
  AccountPriceId,
  AccountProductId,
  AccountSubscriptionId,
  BuyerId,
  SubscriptionId,
} from '../model/ids';
import type {
  CustomerUpdate,
  SubscriptionParams,
  SubscriptionUpdate,
  InvoicePreview,
  SetupConfirm,
  InvoicePayment,
} from './billing-params';
import { findByMetadata, madeSince } from './find-by-metadata';
import { call, owned, writing } from './sdk';
import type { Read, Write } from './subject';

export type AccountCustomer = Stripe.Customer & { readonly id: AccountCustomerId };
export type AccountProduct = Stripe.Product & { readonly id: AccountProductId };
export type AccountPrice = Stripe.Price & { readonly id: AccountPriceId };
export type AccountSubscription = Stripe.Subscription & { readonly id: AccountSubscriptionId };
export type AccountInvoice = Stripe.Invoice & { readonly id: AccountInvoiceId };
export type InvoiceLine = Stripe.InvoiceLineItem;
/** What confirms a method with its bank where nothing is due. */
export type AccountSetupIntent = Stripe.SetupIntent;
/** The PaymentIntent of an invoice. */
export type InvoiceIntent = Stripe.PaymentIntent & { readonly id: AccountPaymentIntentId };
export type KeptMethod = Stripe.PaymentMethod & { readonly id: AccountMethodId };

/** How many Subscriptions of an account are looked through. */
export const mostListed = 1_000;

/** What an invoice has to say of its payment: its PaymentIntent, with the error of the last try. */
const invoiceParts = ['payments.data.payment.payment_intent', 'confirmation_secret'];
/**
 * What a Subscription has to say: its Customer with the credit, its last invoice, and by id how that was
 * paid; Stripe expands four levels and no more. https://docs.stripe.com/expand
 */
const subscriptionParts = [
  'latest_invoice.payments',
  'latest_invoice.confirmation_secret',
  'pending_setup_intent',
  'customer',
];

/**
 * What is paid again and again on an account; a part of `accountStripe`.
 * https://docs.stripe.com/connect/subscriptions
 */
export function billingOf(accountId: AccountId) {
  const reading: Stripe.RequestOptions = { stripeAccount: accountId };
  return {
    customers: {
      /** https://docs.stripe.com/api/customers/create */
      create: (params: Stripe.CustomerCreateParams, write: Write) =>
        owned<AccountCustomer>(
          call(write, (sdk) => sdk.customers.create(params, writing(write, accountId))),
        ),
      /** https://docs.stripe.com/api/customers/update */
      update: (id: AccountCustomerId, params: CustomerUpdate, write: Write) =>
        owned<AccountCustomer>(
          call(write, (sdk) => sdk.customers.update(id, params, writing(write, accountId))),
        ),
      /**
       * A deleted Customer is answered, too, with `deleted`.
       * https://docs.stripe.com/api/customers/retrieve
       */
      retrieve: (id: AccountCustomerId, read: Read) =>
        call(read, (sdk) => sdk.customers.retrieve(id, {}, reading)),
      /**
       * The one made for this buyer since then; null when there is none.
       * https://docs.stripe.com/api/customers/list
       */
      findOf: (buyer: BuyerId, since: Date, read: Read) =>
        call(read, (sdk) => {
          const made = sdk.customers.list({ created: madeSince(since), limit: 100 }, reading);
          return findByMetadata(made, 'buyer', buyer) as Promise<AccountCustomer | null>;
        }),
      /**
       * Every method that is attached to a Customer.
       * https://docs.stripe.com/api/payment_methods/customer_list
       */
      listMethods: (id: AccountCustomerId, read: Read) =>
        call(read, async (sdk) => {
          const methods = sdk.customers.listPaymentMethods(id, { limit: 100 }, reading);
          return (await methods.autoPagingToArray({ limit: 500 })) as KeptMethod[];
        }),
    },
    /** Clones that are kept: see `paymentMethods.clone` for how one is made. */
    keptMethods: {
      /** https://docs.stripe.com/api/payment_methods/attach */
      attach: (id: AccountMethodId, customer: AccountCustomerId, write: Write) =>
        owned<KeptMethod>(
          call(write, (sdk) =>
            sdk.paymentMethods.attach(id, { customer }, writing(write, accountId)),
          ),
        ),
      /** https://docs.stripe.com/api/payment_methods/detach */
      detach: (id: AccountMethodId, write: Write) =>
        owned<KeptMethod>(
          call(write, (sdk) => sdk.paymentMethods.detach(id, {}, writing(write, accountId))),
        ),
      /** https://docs.stripe.com/api/payment_methods/retrieve */
      retrieve: (id: AccountMethodId, read: Read) =>
        owned<KeptMethod>(call(read, (sdk) => sdk.paymentMethods.retrieve(id, {}, reading))),
    },
    products: {
      /** https://docs.stripe.com/api/products/create */
      create: (params: Stripe.ProductCreateParams, write: Write) =>
        owned<AccountProduct>(
          call(write, (sdk) => sdk.products.create(params, writing(write, accountId))),
        ),
    },
    prices: {
      /** https://docs.stripe.com/api/prices/create */
      create: (params: Stripe.PriceCreateParams, write: Write) =>
        owned<AccountPrice>(
          call(write, (sdk) => sdk.prices.create(params, writing(write, accountId))),
        ),
      /** https://docs.stripe.com/api/prices/retrieve */
      retrieve: (id: AccountPriceId, read: Read) =>
        owned<AccountPrice>(call(read, (sdk) => sdk.prices.retrieve(id, {}, reading))),
    },
    subscriptions: {
      /** With its first invoice and how that was paid. https://docs.stripe.com/api/subscriptions/create */
      create: (params: SubscriptionParams, write: Write) =>
        owned<AccountSubscription>(
          call(write, (sdk) =>
            sdk.subscriptions.create(
              { ...params, expand: subscriptionParts },
              writing(write, accountId),
            ),
          ),
        ),
      /** https://docs.stripe.com/api/subscriptions/update */
      update: (id: AccountSubscriptionId, params: SubscriptionUpdate, write: Write) =>
        owned<AccountSubscription>(
          call(write, (sdk) =>
            sdk.subscriptions.update(
              id,
              { ...params, expand: subscriptionParts },
              writing(write, accountId),
            ),
          ),
        ),
      /** Ends it at once. https://docs.stripe.com/api/subscriptions/cancel */
      cancel: (id: AccountSubscriptionId, params: Stripe.SubscriptionCancelParams, write: Write) =>
        owned<AccountSubscription>(
          call(write, (sdk) => sdk.subscriptions.cancel(id, params, writing(write, accountId))),
        ),
      /** Of one that rests, since its trial ended say. https://docs.stripe.com/api/subscriptions/resume */
      resume: (id: AccountSubscriptionId, params: Stripe.SubscriptionResumeParams, write: Write) =>
        owned<AccountSubscription>(
          call(write, (sdk) =>
            sdk.subscriptions.resume(
              id,
              { ...params, expand: subscriptionParts },
              writing(write, accountId),
            ),
          ),
        ),
      /** With its last invoice and how that was paid. https://docs.stripe.com/api/subscriptions/retrieve */
      retrieve: (id: AccountSubscriptionId, read: Read) =>
        owned<AccountSubscription>(
          call(read, (sdk) =>
            sdk.subscriptions.retrieve(id, { expand: subscriptionParts }, reading),
          ),
        ),
      /**
       * Those of the account that are not canceled, each with its Customer: the newest, and `mostListed`
       * at most. Those of test clocks are left out. https://docs.stripe.com/api/subscriptions/list
       */
      listAll: (read: Read) =>
        call(read, async (sdk) => {
          const expand = ['data.customer'];
          const pages = sdk.subscriptions.list({ limit: 100, expand }, reading);
          return (await pages.autoPagingToArray({ limit: mostListed })) as AccountSubscription[];
        }),
      /**
       * The one that was made for this row of ours, by this try or one that did not say which it was;
       * null when there is none. Ended ones count, too. https://docs.stripe.com/api/subscriptions/list
       */
      findOf: (
        customer: AccountCustomerId,
        subscription: SubscriptionId,
        read: Read,
        { attempt }: { readonly attempt: number },
      ) =>
        call(read, async (sdk) => {
          const made = sdk.subscriptions.list({ customer, status: 'all', limit: 100 }, reading);
          for await (const one of made) {
            const isOfTry = (one.metadata.attempt ?? String(attempt)) === String(attempt);
            if (one.metadata.subscription === subscription && isOfTry) {
              return one as AccountSubscription;
            }
          }
          return null;
        }),
    },
    setupIntents: {
      /** Asks the bank for its buyer. https://docs.stripe.com/api/setup_intents/confirm */
      confirm: (id: string, params: SetupConfirm, write: Write) =>
        owned<AccountSetupIntent>(
          call(write, (sdk) => sdk.setupIntents.confirm(id, params, writing(write, accountId))),
        ),
    },
    invoices: {
      /** With its payments. https://docs.stripe.com/api/invoices/retrieve */
      retrieve: (id: AccountInvoiceId, read: Read) =>
        owned<AccountInvoice>(
          call(read, (sdk) => sdk.invoices.retrieve(id, { expand: invoiceParts }, reading)),
        ),
      /**
       * Those of a Subscription, newest first, with the ids of their PaymentIntents.
       * https://docs.stripe.com/api/invoices/list
       */
      listOf: (subscription: AccountSubscriptionId, read: Read) =>
        call(read, async (sdk) => {
          const expand = ['data.payments'];
          const pages = sdk.invoices.list({ subscription, limit: 100, expand }, reading);
          return (await pages.autoPagingToArray({ limit: 1_000 })) as AccountInvoice[];
        }),
      /**
       * What a change of a subscription would be billed with, if nothing but it were done.
       * https://docs.stripe.com/api/invoices/create_preview
       */
      preview: (params: InvoicePreview, read: Read) =>
        call(read, (sdk) => sdk.invoices.createPreview(params, reading)),
      /**
       * The PaymentIntent of an invoice, with its last charge.
       * https://docs.stripe.com/api/invoice-payment
       */
      retrievePayment: (id: AccountPaymentIntentId, read: Read) =>
        owned<InvoiceIntent>(
          call(read, (sdk) =>
            sdk.paymentIntents.retrieve(id, { expand: ['latest_charge'] }, reading),
          ),
        ),
      /** So that nothing can pay it any more. https://docs.stripe.com/api/invoices/void */
      void: (id: AccountInvoiceId, write: Write) =>
        owned<AccountInvoice>(
          call(write, (sdk) => sdk.invoices.voidInvoice(id, {}, writing(write, accountId))),
        ),
      /** https://docs.stripe.com/api/invoices/pay */
      pay: (id: AccountInvoiceId, params: InvoicePayment, write: Write) =>
        owned<AccountInvoice>(
          call(write, (sdk) =>
            sdk.invoices.pay(id, { ...params, expand: invoiceParts }, writing(write, accountId)),
          ),
        ),
    },
  };
}
