import type Stripe from 'stripe';
import type {
  PlatformChargeId,
  PlatformCustomerId,
  PlatformDisputeId,
  PlatformMethodId,
  PlatformPaymentIntentId,
  PlatformRefundId,
} from '../model/ids';
import { findByMetadata, madeSince } from './find-by-metadata';
import { call, owned, writing } from './sdk';
import type { Read, Write } from './subject';

export type PlatformPaymentIntent = Stripe.PaymentIntent & { readonly id: PlatformPaymentIntentId };
export type PlatformCharge = Stripe.Charge & { readonly id: PlatformChargeId };
export type PlatformDispute = Stripe.Dispute & { readonly id: PlatformDisputeId };
export type PlatformRefund = Stripe.Refund & { readonly id: PlatformRefundId };

/** What the platform sells itself: nothing of it is a seller's, so none of these can be said. */
type OwnSale = Omit<
  Stripe.PaymentIntentCreateParams,
  'customer' | 'payment_method' | 'application_fee_amount' | 'on_behalf_of' | 'transfer_data'
> & { readonly customer: PlatformCustomerId };

type ConfirmParams = Omit<Stripe.PaymentIntentConfirmParams, 'payment_method'> & {
  readonly payment_method: PlatformMethodId;
};

/** Payments to the platform itself; a part of `platformStripe`. */
export const platformPayments = {
  paymentIntents: {
    /** Money for the platform's own balance. https://docs.stripe.com/api/payment_intents/create */
    create: (params: OwnSale, write: Write) =>
      owned<PlatformPaymentIntent>(
        call(write, (sdk) => sdk.paymentIntents.create(params, writing(write))),
      ),
    /** Pays it with a saved method. https://docs.stripe.com/api/payment_intents/confirm */
    confirm: (id: PlatformPaymentIntentId, params: ConfirmParams, write: Write) =>
      owned<PlatformPaymentIntent>(
        call(write, (sdk) => sdk.paymentIntents.confirm(id, params, writing(write))),
      ),
    /**
     * The PaymentIntent with its PaymentMethod and its last Charge.
     * https://docs.stripe.com/api/payment_intents/retrieve
     */
    retrieve: (id: PlatformPaymentIntentId, read: Read) =>
      owned<PlatformPaymentIntent>(
        call(read, (sdk) =>
          sdk.paymentIntents.retrieve(id, { expand: ['payment_method', 'latest_charge'] }),
        ),
      ),
    /** https://docs.stripe.com/api/payment_intents/cancel */
    cancel: (id: PlatformPaymentIntentId, write: Write) =>
      owned<PlatformPaymentIntent>(
        call(write, (sdk) => sdk.paymentIntents.cancel(id, {}, writing(write))),
      ),
    /**
     * The one whose metadata carries `value` under `name`; null when there is none.
     * https://docs.stripe.com/api/payment_intents/list
     */
    findByMetadata: (name: string, value: string, since: Date, read: Read) =>
      call(read, (sdk) => {
        const made = sdk.paymentIntents.list({ created: madeSince(since), limit: 100 });
        return findByMetadata(made, name, value) as Promise<PlatformPaymentIntent | null>;
      }),
  },
  charges: {
    /** https://docs.stripe.com/api/charges/retrieve */
    retrieve: (id: PlatformChargeId, read: Read) =>
      owned<PlatformCharge>(call(read, (sdk) => sdk.charges.retrieve(id))),
    /**
     * Every charge on the platform itself that was made in this time.
     * https://docs.stripe.com/api/charges/list
     */
    madeIn: ({ from, until }: { readonly from: Date; readonly until: Date }, read: Read) =>
      call(read, async (sdk): Promise<PlatformCharge[]> => {
        const seconds = (moment: Date) => Math.floor(moment.getTime() / 1_000);
        const made: PlatformCharge[] = [];
        const created = { gte: seconds(from), lt: seconds(until) };
        for await (const charge of sdk.charges.list({ created, limit: 100 })) {
          made.push(charge as PlatformCharge);
        }
        return made;
      }),
  },
  refunds: {
    /** All that is left of a charge of the platform's own. https://docs.stripe.com/api/refunds/create */
    create: (
      params: { readonly charge: PlatformChargeId; readonly metadata: Stripe.MetadataParam },
      write: Write,
    ) => owned<PlatformRefund>(call(write, (sdk) => sdk.refunds.create(params, writing(write)))),
    /** https://docs.stripe.com/api/refunds/retrieve */
    retrieve: (id: PlatformRefundId, read: Read) =>
      owned<PlatformRefund>(call(read, (sdk) => sdk.refunds.retrieve(id))),
    /** The newest of this charge; null when there is none. https://docs.stripe.com/api/refunds/list */
    latestOf: (charge: PlatformChargeId, read: Read) =>
      call(read, async (sdk): Promise<PlatformRefund | null> => {
        const { data } = await sdk.refunds.list({ charge, limit: 1 });
        return (data[0] as PlatformRefund | undefined) ?? null;
      }),
  },
  disputes: {
    /** Every dispute about this charge. https://docs.stripe.com/api/disputes/list */
    list: (charge: PlatformChargeId, read: Read) =>
      call(read, async (sdk): Promise<PlatformDispute[]> => {
        const { data } = await sdk.disputes.list({ charge, limit: 100 });
        return data as PlatformDispute[];
      }),
  },
} as const;
