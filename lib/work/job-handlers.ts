import { followAccount } from '../onboarding/follow-account';
import { provisionPlansAgain } from '../catalog/provision-plans';
import type { Handlers } from '../jobs/workers';
import { sendMail } from '../mail/send-mail';
import { tellAccount } from '../onboarding/tell-account';
import { followBuyer } from '../payments/wallet/follow-buyer';
import { lookAfterSale } from '../payments/after-sale/look-after-sale';
import { reconcile, reconcileAway } from '../payments/reconcile/reconcile';
import { resumeLeg } from '../payments/resume-leg';
import { sendEvidenceOf } from '../payments/disputes/send-evidence';
import { sendRefund } from '../payments/refunds/send-refund';
import { endUnanswered } from '../payments/end-unanswered';
import { settleAuthentication } from '../payments/settle-authentication';
import { settleOrder } from '../payments/settle-order';
import { lookAtMembership } from '../payments/plus/unfinished-memberships';
import { finishRemoval, lookAtSetup } from '../payments/wallet/unfinished-saving';
import { endStrayAgain } from '../subscriptions/drift/end-stray';
import { readSubscription } from '../subscriptions/due-readings';
import { finishEdits } from '../subscriptions/sync/edits-under-way';
import { offerAgain } from '../subscriptions/sync/offer-again';
import { sendChange } from '../subscriptions/changes/send-change';
import { startSubscription } from '../subscriptions/starts/start-subscription';
import { syncMirror } from '../subscriptions/sync/sync-mirror';
import { makeTestData } from '../test-data/make-test-data';
import { handleEvent } from '../webhooks/handle-event';
import { sweep } from './sweep';

/** What is done about each kind of job. */
export const jobHandlers: Required<Handlers> = {
  sweep: ({ what }) => sweep(what),
  'drive-leg': ({ legId }) => resumeLeg(legId),
  'settle-order': ({ orderId }) => settleOrder(orderId),
  'look-at-bank': async ({ legId }) => {
    if (!(await endUnanswered(legId))) await settleAuthentication(legId);
  },
  'send-refund': ({ refundId }) => sendRefund(refundId),
  'look-after-sale': async ({ legId }) => {
    // What a seller has to say to the bank comes first: what it makes of it is read then.
    await sendEvidenceOf({ legId });
    await lookAfterSale({ legId });
  },
  'look-after-invoice': async (invoice) => {
    await sendEvidenceOf(invoice);
    await lookAfterSale(invoice);
  },
  'send-mail': ({ about }) => sendMail(about),
  'finish-setup': ({ setupId }) => lookAtSetup(setupId),
  'finish-membership': ({ membershipId }) => lookAtMembership(membershipId),
  'finish-removal': ({ savedMethodId }) => finishRemoval(savedMethodId),
  'offer-again': (whose) => offerAgain(whose),
  'finish-edits': ({ savedMethodId }) => finishEdits(savedMethodId),
  'start-subscription': ({ subscriptionId }) => startSubscription(subscriptionId),
  'follow-buyer': ({ buyerId }) => followBuyer(buyerId),
  'change-subscription': ({ changeId }) => sendChange(changeId),
  'follow-account': ({ accountId }) => followAccount(accountId),
  'account-returned': (away) => reconcileAway(away),
  'tell-account': ({ sellerId }) => tellAccount(sellerId),
  'provision-plans': ({ productId }) => provisionPlansAgain(productId),
  'read-subscription': ({ subscriptionId }) => readSubscription(subscriptionId),
  'sync-mirror': ({ subscriptionId }) => syncMirror(subscriptionId),
  'end-stray': (stray) => endStrayAgain(stray),
  'handle-event': (event) => handleEvent(event),
  'make-test-data': ({ testRunId }) => makeTestData(testRunId),
  reconcile: (day) => reconcile(day),
};
