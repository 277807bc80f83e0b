/**
 * What each type of event sets going. Handlers take from an event only whom it is about and which
 * object, read that from Stripe, and write what it says now: so neither order nor repeats matter.
 * Types that only repeat another's news are not listened to (`charge.succeeded` says what
 * `payment_intent.succeeded` does; a renewal's draft and its finalizing come with a change of its
 * subscription, and with what came of paying it).
 */
import { followAccount } from '../onboarding/follow-account';
import { chargeChargeable } from '../legacy/charge-chargeable';
import type {
  AccountChargeId,
  AccountId,
  AccountInvoiceId,
  AccountPaymentIntentId,
  AccountSubscriptionId,
  PlatformMethodId,
  PlatformPaymentIntentId,
  PlatformSetupIntentId,
} from '../model/ids';
import type { WebhookEndpoint } from '../model/webhook';
import { convergeAfterSale } from '../payments/after-sale/converge-after-sale';
import { convergeLeg, type Convergence } from '../payments/converge-leg';
import { convergeSetup } from '../payments/wallet/converge-setup';
import { findInvoice, findLeg, findPayment, type AccountPayment } from '../payments/find-leg';
import { convergeMembership } from '../payments/plus/finish-membership';
import { lookAfterSale } from '../payments/after-sale/look-after-sale';
import { platformStripe } from '../stripe/platform-stripe';
import {
  convergeAccountSubscription,
  convergeInvoice,
  convergeInvoicePaidBy,
  convergePayment,
} from '../subscriptions/converge-event';
import { followMandate, followMethod } from '../subscriptions/sync/follow-method';
import { idOf } from '../stripe/fields';
import type { StoredEvent } from './inbox';

/** What is known of an event when it is handled; `accountId` is a seller's at the connect endpoint. */
export type KnownEvent = Pick<StoredEvent, 'type' | 'paymentIntentId'> & {
  readonly accountId: AccountId | null;
  readonly objectId: string;
};
type Handler = (event: KnownEvent) => Promise<Convergence>;

const setup: Handler = ({ objectId }) => convergeSetup(objectId as PlatformSetupIntentId);
/** What is paid to the platform itself. */
const membership: Handler = ({ objectId }) =>
  convergeMembership(objectId as PlatformPaymentIntentId);
/** Refunds and disputes of that. A charge without a PaymentIntent is none of ours. */
const ownSale: Handler = async ({ paymentIntentId }) =>
  paymentIntentId ? convergeMembership(paymentIntentId as PlatformPaymentIntentId) : 'not_ours';
const method: Handler = ({ objectId }) => followMethod(objectId as PlatformMethodId);
const mandate: Handler = ({ objectId }) => followMandate(objectId);

const account: Handler = async ({ accountId }) => {
  await followAccount(accountOf(accountId));
  return 'converged';
};

const payment: Handler = async ({ accountId, objectId }) => {
  const of = {
    accountId: accountOf(accountId),
    paymentIntentId: objectId as AccountPaymentIntentId,
  };
  return (await convergePayment(of)) ?? convergeLeg(of);
};

const subscription: Handler = ({ accountId, objectId }) =>
  convergeAccountSubscription(accountOf(accountId), objectId as AccountSubscriptionId);

const invoice: Handler = ({ accountId, objectId }) =>
  convergeInvoice(accountOf(accountId), objectId as AccountInvoiceId);

/** A Source of the lab's, which its owner has agreed to. */
const source: Handler = ({ accountId, objectId }) =>
  chargeChargeable(accountOf(accountId), objectId);

/** Refunds and disputes. A charge without a PaymentIntent is none of ours. */
const afterSale: Handler = async ({ accountId, paymentIntentId }) =>
  paymentIntentId
    ? afterSaleOf({
        accountId: accountOf(accountId),
        paymentIntentId: paymentIntentId as AccountPaymentIntentId,
      })
    : 'not_ours';

/** The platform's own side of a refund names the account and its charge. */
const fee: Handler = async ({ objectId }) => {
  const { account: owner, charge } = await platformStripe().applicationFees.retrieve(objectId, {
    subject: {},
  });
  const found = await findPayment(idOf(owner) as AccountId, idOf(charge) as AccountChargeId);
  return found ? afterSaleOf(found) : 'unknown';
};

/** The sale first: news of a refund or a dispute may arrive before we know that it was paid. */
async function afterSaleOf(of: AccountPayment): Promise<Convergence> {
  const invoice = await findInvoice(of);
  if (invoice) {
    await lookAfterSale(invoice);
    return 'converged';
  }
  const outcome = await convergeLeg(of);
  if (outcome === 'not_ours') return afterSaleOfInvoice(of);
  if (outcome !== 'converged') return outcome;
  const leg = await findLeg(of);
  if (leg) await convergeAfterSale({ legId: leg.legId });
  return 'converged';
}

async function afterSaleOfInvoice(of: AccountPayment): Promise<Convergence> {
  const outcome = await convergeInvoicePaidBy(of);
  if (outcome !== 'converged') return outcome;
  const invoice = await findInvoice(of);
  if (!invoice) return 'unknown';
  await lookAfterSale(invoice);
  return 'converged';
}

function accountOf(accountId: AccountId | null): AccountId {
  if (!accountId) throw new Error('an event of a connected account came without its account');
  return accountId;
}

/** Every type that Souk listens to, for each endpoint; `event-types.json` is what Stripe is told. */
export const handlers: Readonly<Record<WebhookEndpoint, Readonly<Record<string, Handler>>>> = {
  platform: {
    'application_fee.refunded': fee,
    'charge.dispute.closed': ownSale,
    'charge.dispute.created': ownSale,
    'charge.dispute.funds_reinstated': ownSale,
    'charge.dispute.funds_withdrawn': ownSale,
    'charge.dispute.updated': ownSale,
    'charge.refund.updated': ownSale,
    'charge.refunded': ownSale,
    'mandate.updated': mandate,
    'payment_intent.canceled': membership,
    'payment_intent.payment_failed': membership,
    'payment_intent.processing': membership,
    'payment_intent.requires_action': membership,
    'payment_intent.succeeded': membership,
    'payment_method.automatically_updated': method,
    'payment_method.detached': method,
    'payment_method.updated': method,
    'refund.created': ownSale,
    'refund.failed': ownSale,
    'refund.updated': ownSale,
    'setup_intent.canceled': setup,
    'setup_intent.requires_action': setup,
    'setup_intent.setup_failed': setup,
    'setup_intent.succeeded': setup,
  },
  connect: {
    'account.application.deauthorized': account,
    'account.updated': account,
    'capability.updated': account,
    'charge.dispute.closed': afterSale,
    'charge.dispute.created': afterSale,
    'charge.dispute.funds_reinstated': afterSale,
    'charge.dispute.funds_withdrawn': afterSale,
    'charge.dispute.updated': afterSale,
    'charge.refund.updated': afterSale,
    'charge.refunded': afterSale,
    'customer.subscription.deleted': subscription,
    'customer.subscription.paused': subscription,
    'customer.subscription.resumed': subscription,
    'customer.subscription.updated': subscription,
    'invoice.marked_uncollectible': invoice,
    'invoice.paid': invoice,
    'invoice.payment_action_required': invoice,
    'invoice.payment_failed': invoice,
    'invoice.voided': invoice,
    'payment_intent.amount_capturable_updated': payment,
    'payment_intent.canceled': payment,
    'payment_intent.payment_failed': payment,
    'payment_intent.processing': payment,
    'payment_intent.requires_action': payment,
    'payment_intent.succeeded': payment,
    'refund.created': afterSale,
    'refund.failed': afterSale,
    'refund.updated': afterSale,
    'source.chargeable': source,
  },
};

/** What to do about an event of this type at this endpoint; undefined when nobody listens to it. */
export function handlerOf(endpoint: WebhookEndpoint, type: string): Handler | undefined {
  return Object.hasOwn(handlers[endpoint], type) ? handlers[endpoint][type] : undefined;
}
