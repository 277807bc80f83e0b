import type Stripe from 'stripe';
import type {
  AccountId,
  AccountMethodId,
  AccountPaymentIntentId,
  PlatformCustomerId,
  PlatformMethodId,
} from '../model/ids';
import { afterSaleOf } from './account-after-sale';
import { billingOf } from './account-billing';
import { clocksOf } from './account-clocks';
import { moneyOf } from './account-money';
import { call, owned, writing } from './sdk';
import type { Read, Write } from './subject';

export type AccountMethod = Stripe.PaymentMethod & { readonly id: AccountMethodId };
export type AccountPaymentIntent = Stripe.PaymentIntent & { readonly id: AccountPaymentIntentId };

/** A PaymentIntent together with the account that Stripe says it answered for. */
export interface AnsweredIntent {
  readonly intent: AccountPaymentIntent;
  /** The `Stripe-Account` header of the answer; null when Stripe answered as the platform. */
  readonly answeredFor: string | null;
}

/** What is cloned: two ids of the *platform*, sent in a call on the *account*. */
interface CloneParams {
  readonly customer: PlatformCustomerId;
  readonly payment_method: PlatformMethodId;
}

type ConfirmParams = Omit<Stripe.PaymentIntentConfirmParams, 'payment_method'> & {
  readonly payment_method: AccountMethodId;
};

type PaymentIntentParams = Omit<Stripe.PaymentIntentCreateParams, 'payment_method' | 'customer'> & {
  readonly payment_method: AccountMethodId;
};

/**
 * Stripe as a seller's connected account: the platform's key with `Stripe-Account`. The account is
 * bound here, so no call can forget it and fall back to the platform.
 * https://docs.stripe.com/connect/authentication
 */
export function accountStripe(accountId: AccountId) {
  const reading: Stripe.RequestOptions = { stripeAccount: accountId };
  return {
    accountId,
    ...afterSaleOf(accountId),
    ...billingOf(accountId),
    ...clocksOf(accountId),
    ...moneyOf(accountId),
    paymentMethods: {
      /**
       * Copies a platform PaymentMethod onto this account.
       * https://docs.stripe.com/connect/direct-charges-multiple-accounts
       */
      clone: (params: CloneParams, write: Write) =>
        owned<AccountMethod>(
          call(write, (sdk) =>
            sdk.paymentMethods.create(
              { customer: params.customer, payment_method: params.payment_method },
              writing(write, accountId),
            ),
          ),
        ),
    },
    paymentIntents: {
      /** A direct charge. https://docs.stripe.com/connect/direct-charges */
      create: async (params: PaymentIntentParams, write: Write): Promise<AnsweredIntent> =>
        answered(
          await call(write, (sdk) => sdk.paymentIntents.create(params, writing(write, accountId))),
        ),
      /** Another try with the same PaymentIntent. https://docs.stripe.com/api/payment_intents/confirm */
      confirm: async (
        id: AccountPaymentIntentId,
        params: ConfirmParams,
        write: Write,
      ): Promise<AnsweredIntent> =>
        answered(
          await call(write, (sdk) =>
            sdk.paymentIntents.confirm(id, params, writing(write, accountId)),
          ),
        ),
      /** Takes the money that is held. https://docs.stripe.com/api/payment_intents/capture */
      capture: async (id: AccountPaymentIntentId, write: Write): Promise<AnsweredIntent> =>
        answered(
          await call(write, (sdk) => sdk.paymentIntents.capture(id, {}, writing(write, accountId))),
        ),
      /** Lets held money go, or calls a try off. https://docs.stripe.com/api/payment_intents/cancel */
      cancel: async (id: AccountPaymentIntentId, write: Write): Promise<AnsweredIntent> =>
        answered(
          await call(write, (sdk) => sdk.paymentIntents.cancel(id, {}, writing(write, accountId))),
        ),
      /** https://docs.stripe.com/api/payment_intents/retrieve */
      retrieve: async (id: AccountPaymentIntentId, read: Read): Promise<AnsweredIntent> =>
        answered(await call(read, (sdk) => sdk.paymentIntents.retrieve(id, {}, reading))),
      /**
       * The PaymentIntent whose metadata carries `value` under `name`, among those made since
       * `since`; null when there is none. Lists, because Stripe's search lags behind by up to a
       * minute. https://docs.stripe.com/api/payment_intents/list
       */
      findByMetadata: (name: string, value: string, since: Date, read: Read) =>
        call(read, async (sdk): Promise<AnsweredIntent | null> => {
          const created = { gte: Math.floor(since.getTime() / 1000) };
          const found = sdk.paymentIntents.list({ created, limit: 100 }, reading);
          for await (const intent of found) {
            if (intent.metadata[name] === value) {
              return { intent: intent as AccountPaymentIntent, answeredFor: accountId };
            }
          }
          return null;
        }),
    },
  };
}

function answered(intent: Stripe.Response<Stripe.PaymentIntent>): AnsweredIntent {
  return {
    intent: intent as AccountPaymentIntent & typeof intent,
    answeredFor: intent.lastResponse.headers['stripe-account'] ?? null,
  };
}
