import type Stripe from 'stripe';
import type {
  AccountId,
  PlatformCustomerId,
  PlatformMethodId,
  PlatformSetupIntentId,
} from '../model/ids';
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
  customers: {
    /** https://docs.stripe.com/api/customers/create */
    create: (params: Stripe.CustomerCreateParams, write: Write) =>
      owned<PlatformCustomer>(call(write, (sdk) => sdk.customers.create(params, writing(write)))),
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
  },
  paymentMethods: {
    /** https://docs.stripe.com/api/payment_methods/detach */
    detach: (id: PlatformMethodId, write: Write) =>
      owned<PlatformMethod>(
        call(write, (sdk) => sdk.paymentMethods.detach(id, {}, writing(write))),
      ),
  },
  accounts: {
    /** https://docs.stripe.com/api/accounts/create */
    create: (params: Stripe.AccountCreateParams, write: Write) =>
      owned<ConnectedAccount>(call(write, (sdk) => sdk.accounts.create(params, writing(write)))),
    /** https://docs.stripe.com/api/accounts/retrieve */
    retrieve: (id: AccountId, read: Read) =>
      owned<ConnectedAccount>(call(read, (sdk) => sdk.accounts.retrieve(id))),
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
