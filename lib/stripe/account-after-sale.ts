import type Stripe from 'stripe';
import type {
  AccountChargeId,
  AccountDisputeId,
  AccountFileId,
  AccountId,
  AccountInvoiceId,
  AccountPaymentIntentId,
  AccountRefundId,
} from '../model/ids';
import { findByMetadata } from './find-by-metadata';
import { idOf } from './fields';
import { call, owned, writing } from './sdk';
import type { Read, Write } from './subject';

export type AccountCharge = Stripe.Charge & { readonly id: AccountChargeId };
export type AccountDispute = Stripe.Dispute & { readonly id: AccountDisputeId };
export type AccountFile = Stripe.File & { readonly id: AccountFileId };
export type AccountRefund = Stripe.Refund & { readonly id: AccountRefundId };

/** A refund together with the account that Stripe says it answered for. */
export interface AnsweredRefund {
  readonly refund: AccountRefund;
  /** The `Stripe-Account` header of the answer; null when Stripe answered as the platform. */
  readonly answeredFor: string | null;
}

type RefundParams = Omit<Stripe.RefundCreateParams, 'charge' | 'payment_intent'> & {
  readonly charge: AccountChargeId;
};

/** From one moment until, and without, another. */
export interface TimeSpan {
  readonly from: Date;
  readonly until: Date;
}

const createdIn = ({ from, until }: TimeSpan) => ({
  gte: Math.floor(from.getTime() / 1_000),
  lt: Math.floor(until.getTime() / 1_000),
});

/** What can be done about charges on an account once they are paid; a part of `accountStripe`. */
export function afterSaleOf(accountId: AccountId) {
  const reading: Stripe.RequestOptions = { stripeAccount: accountId };
  return {
    charges: {
      /** https://docs.stripe.com/api/charges/retrieve */
      retrieve: (id: AccountChargeId, read: Read) =>
        owned<AccountCharge>(call(read, (sdk) => sdk.charges.retrieve(id, {}, reading))),
      /**
       * A charge and its latest ten refunds as they were at one moment: asked for one after the other,
       * a refund could have failed in between. https://docs.stripe.com/api/charges/object
       */
      retrieveWithRefunds: async (id: AccountChargeId, read: Read) => {
        const charge = await call(read, (sdk) =>
          sdk.charges.retrieve(id, { expand: ['refunds'] }, reading),
        );
        const answeredFor = charge.lastResponse.headers['stripe-account'] ?? null;
        const refunds = charge.refunds?.data.map((refund): AnsweredRefund => ({
          refund: refund as AccountRefund,
          answeredFor,
        }));
        return { charge: charge as AccountCharge & typeof charge, refunds: refunds ?? [] };
      },
      /** Every charge that was made in this time. https://docs.stripe.com/api/charges/list */
      madeIn: (time: TimeSpan, read: Read) =>
        call(read, async (sdk): Promise<AccountCharge[]> => {
          const made: AccountCharge[] = [];
          const pages = sdk.charges.list({ created: createdIn(time), limit: 100 }, reading);
          for await (const charge of pages) made.push(charge as AccountCharge);
          return made;
        }),
    },
    refunds: {
      /** Gives money of a direct charge back. https://docs.stripe.com/connect/direct-charges#issue-refunds */
      create: async (params: RefundParams, write: Write): Promise<AnsweredRefund> =>
        answered(await call(write, (sdk) => sdk.refunds.create(params, writing(write, accountId)))),
      /** https://docs.stripe.com/api/refunds/retrieve */
      retrieve: async (id: AccountRefundId, read: Read): Promise<AnsweredRefund> =>
        answered(await call(read, (sdk) => sdk.refunds.retrieve(id, {}, reading))),
      /**
       * The refund of this charge whose metadata carries `value` under `name`, but for those that came
       * to nothing, which another has been tried after; null when there is none.
       * https://docs.stripe.com/api/refunds/list
       */
      findByMetadata: (charge: AccountChargeId, name: string, value: string, read: Read) =>
        call(read, async (sdk): Promise<AnsweredRefund | null> => {
          const made = sdk.refunds.list({ charge, limit: 100 }, reading);
          const refund = await findByMetadata(withoutFailed(made), name, value);
          return refund && { refund: refund as AccountRefund, answeredFor: accountId };
        }),
      /** Every refund that was made in this time. https://docs.stripe.com/api/refunds/list */
      madeIn: (time: TimeSpan, read: Read) =>
        call(read, async (sdk): Promise<AccountRefund[]> => {
          const made: AccountRefund[] = [];
          const pages = sdk.refunds.list({ created: createdIn(time), limit: 100 }, reading);
          for await (const refund of pages) made.push(refund as AccountRefund);
          return made;
        }),
    },
    files: {
      /**
       * Uploads a file that evidence may name. The SDK sends it to `files.stripe.com`, or to the host
       * that it was given. https://docs.stripe.com/api/files/create
       */
      createEvidence: (file: Stripe.FileCreateParams['file'], write: Write) =>
        owned<AccountFile>(
          call(write, (sdk) =>
            sdk.files.create({ purpose: 'dispute_evidence', file }, writing(write, accountId)),
          ),
        ),
    },
    disputes: {
      /** https://docs.stripe.com/api/disputes/retrieve */
      retrieve: (id: AccountDisputeId, read: Read) =>
        owned<AccountDispute>(call(read, (sdk) => sdk.disputes.retrieve(id, {}, reading))),
      /** Hands evidence to the bank, once. https://docs.stripe.com/api/disputes/update */
      submit: (id: AccountDisputeId, evidence: Stripe.DisputeUpdateParams.Evidence, write: Write) =>
        owned<AccountDispute>(
          call(write, (sdk) =>
            sdk.disputes.update(id, { evidence, submit: true }, writing(write, accountId)),
          ),
        ),
      /** Every dispute about this charge. https://docs.stripe.com/api/disputes/list */
      list: (charge: AccountChargeId, read: Read) =>
        call(read, async (sdk): Promise<AccountDispute[]> => {
          const { data } = await sdk.disputes.list({ charge, limit: 100 }, reading);
          return data as AccountDispute[];
        }),
      /** Every dispute that was opened in this time. https://docs.stripe.com/api/disputes/list */
      madeIn: (time: TimeSpan, read: Read) =>
        call(read, async (sdk): Promise<AccountDispute[]> => {
          const made: AccountDispute[] = [];
          const pages = sdk.disputes.list({ created: createdIn(time), limit: 100 }, reading);
          for await (const dispute of pages) made.push(dispute as AccountDispute);
          return made;
        }),
    },
    invoicePayments: {
      /** The invoice that a PaymentIntent pays, or null. https://docs.stripe.com/api/invoice-payment/list */
      invoiceOf: (intent: AccountPaymentIntentId, read: Read) =>
        call(read, async (sdk): Promise<AccountInvoiceId | null> => {
          const payment = { type: 'payment_intent', payment_intent: intent } as const;
          const { data } = await sdk.invoicePayments.list({ payment, limit: 1 }, reading);
          return idOf(data[0]?.invoice ?? null) as AccountInvoiceId | null;
        }),
    },
  };
}

function answered(refund: Stripe.Response<Stripe.Refund>): AnsweredRefund {
  return {
    refund: refund as AccountRefund & typeof refund,
    answeredFor: refund.lastResponse.headers['stripe-account'] ?? null,
  };
}

async function* withoutFailed(refunds: AsyncIterable<Stripe.Refund>): AsyncIterable<Stripe.Refund> {
  for await (const refund of refunds) {
    if (refund.status !== 'failed' && refund.status !== 'canceled') yield refund;
  }
}
