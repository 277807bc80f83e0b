import type Stripe from 'stripe';
import type {
  AccountId,
  BuyerId,
  PlatformCustomerId,
  PlatformMethodId,
  PlatformSetupIntentId,
  SellerId,
} from '../model/ids';
import { findByMetadata, madeSince } from './find-by-metadata';
import { platformPayments } from './platform-payments';
import { call, owned, writing } from './sdk';
import type { Read, Write } from './subject';

export type PlatformCustomer = Stripe.Customer & { readonly id: PlatformCustomerId };
export type PlatformMethod = Stripe.PaymentMethod & { readonly id: PlatformMethodId };
export type PlatformSetupIntent = Stripe.SetupIntent & { readonly id: PlatformSetupIntentId };
export type ConnectedAccount = Stripe.Account & { readonly id: AccountId };

type SetupIntentParams = Omit<Stripe.SetupIntentCreateParams, 'customer' | 'on_behalf_of'> & {
  readonly customer: PlatformCustomerId;
  readonly on_behalf_of?: AccountId;
};

const platform = {
  ...platformPayments,
  customers: {
    /** https://docs.stripe.com/api/customers/create */
    create: (params: Stripe.CustomerCreateParams, write: Write) =>
      owned<PlatformCustomer>(call(write, (sdk) => sdk.customers.create(params, writing(write)))),
    /** https://docs.stripe.com/api/customers/update */
    update: (
      id: PlatformCustomerId,
      params: Pick<Stripe.CustomerUpdateParams, 'name' | 'email'>,
      write: Write,
    ) =>
      owned<PlatformCustomer>(
        call(write, (sdk) => sdk.customers.update(id, params, writing(write))),
      ),
    /**
     * The one made for this buyer since then; null when there is none.
     * https://docs.stripe.com/api/customers/list
     */
    findOf: (buyer: BuyerId, since: Date, read: Read) =>
      call(read, (sdk) => {
        const made = sdk.customers.list({ created: madeSince(since), limit: 100 });
        return findByMetadata(made, 'buyer', buyer) as Promise<PlatformCustomer | null>;
      }),
    /** Every method of a Customer. https://docs.stripe.com/api/payment_methods/customer_list */
    listMethods: (id: PlatformCustomerId, read: Read) =>
      call(read, async (sdk) => {
        const methods = sdk.customers.listPaymentMethods(id, { limit: 100 });
        return (await methods.autoPagingToArray({ limit: 500 })) as PlatformMethod[];
      }),
  },
  setupIntents: {
    /** https://docs.stripe.com/api/setup_intents/create */
    create: (params: SetupIntentParams, write: Write) =>
      owned<PlatformSetupIntent>(
        call(write, (sdk) => sdk.setupIntents.create(params, writing(write))),
      ),
    /** The SetupIntent with its PaymentMethod. https://docs.stripe.com/api/setup_intents/retrieve */
    retrieve: (id: PlatformSetupIntentId, read: Read) =>
      owned<PlatformSetupIntent>(
        call(read, (sdk) => sdk.setupIntents.retrieve(id, { expand: ['payment_method'] })),
      ),
    /**
     * With a test card's name: what a browser does with a real one.
     * https://docs.stripe.com/api/setup_intents/confirm
     */
    confirm: (
      id: PlatformSetupIntentId,
      params: { readonly payment_method: string },
      write: Write,
    ) =>
      owned<PlatformSetupIntent>(
        call(write, (sdk) => sdk.setupIntents.confirm(id, params, writing(write))),
      ),
    /** https://docs.stripe.com/api/setup_intents/cancel */
    cancel: (id: PlatformSetupIntentId, write: Write) =>
      owned<PlatformSetupIntent>(
        call(write, (sdk) => sdk.setupIntents.cancel(id, {}, writing(write))),
      ),
  },
  paymentMethods: {
    /** One that is attached to nobody any more, too. https://docs.stripe.com/api/payment_methods/retrieve */
    retrieve: (id: PlatformMethodId, read: Read) =>
      owned<PlatformMethod>(call(read, (sdk) => sdk.paymentMethods.retrieve(id))),
    /** Number and check digits cannot change. https://docs.stripe.com/api/payment_methods/update */
    update: (
      id: PlatformMethodId,
      params: Pick<Stripe.PaymentMethodUpdateParams, 'card' | 'billing_details'>,
      write: Write,
    ) =>
      owned<PlatformMethod>(
        call(write, (sdk) => sdk.paymentMethods.update(id, params, writing(write))),
      ),
    /** https://docs.stripe.com/api/payment_methods/detach */
    detach: (id: PlatformMethodId, write: Write) =>
      owned<PlatformMethod>(
        call(write, (sdk) => sdk.paymentMethods.detach(id, {}, writing(write))),
      ),
  },
  mandates: {
    /** https://docs.stripe.com/api/mandates/retrieve */
    retrieve: (id: string, read: Read): Promise<Stripe.Mandate> =>
      call(read, (sdk) => sdk.mandates.retrieve(id)),
  },
  applicationFees: {
    /** What the platform kept of a direct charge. https://docs.stripe.com/api/application_fees/retrieve */
    retrieve: (id: string, read: Read): Promise<Stripe.ApplicationFee> =>
      call(read, (sdk) => sdk.applicationFees.retrieve(id)),
  },
  accounts: {
    /** https://docs.stripe.com/api/accounts/create */
    create: (params: Stripe.AccountCreateParams, write: Write) =>
      owned<ConnectedAccount>(call(write, (sdk) => sdk.accounts.create(params, writing(write)))),
    /** https://docs.stripe.com/api/accounts/update */
    update: (id: AccountId, params: Stripe.AccountUpdateParams, write: Write) =>
      owned<ConnectedAccount>(
        call(write, (sdk) => sdk.accounts.update(id, params, writing(write))),
      ),
    /**
     * The one made for this seller since then; null when there is none.
     * https://docs.stripe.com/api/accounts/list
     */
    findOf: (seller: SellerId, since: Date, read: Read) =>
      call(read, (sdk) => {
        const made = sdk.accounts.list({ created: madeSince(since), limit: 100 });
        return findByMetadata(made, 'seller', seller) as Promise<ConnectedAccount | null>;
      }),
    /** https://docs.stripe.com/api/accounts/retrieve */
    retrieve: (id: AccountId, read: Read) =>
      owned<ConnectedAccount>(call(read, (sdk) => sdk.accounts.retrieve(id))),
    /**
     * A single-use address of Stripe's form for one account, good for some minutes. It opens the form
     * to whoever has it: it is handed to the seller alone, never kept and never logged.
     * https://docs.stripe.com/api/account_links/create
     */
    createLink: (
      params: Omit<Stripe.AccountLinkCreateParams, 'account'> & { readonly account: AccountId },
      write: Write,
    ): Promise<Stripe.AccountLink> =>
      call(write, (sdk) => sdk.accountLinks.create(params, writing(write))),
    /** The platform's own account: its country, its capabilities. */
    retrieveOwn: (read: Read): Promise<Stripe.Account> =>
      call(read, (sdk) => sdk.accounts.retrieveCurrent()),
  },
} as const;

export type PlatformStripe = typeof platform;

/**
 * Stripe as the platform itself: objects made here live on the platform's own account. There is no
 * client without an owner; for a seller's account see `accountStripe`.
 */
export function platformStripe(): PlatformStripe {
  return platform;
}
