/**
 * The sweeper. Every row that is not at its end and that nobody works at gets a job: a request that
 * died, a process that was killed, an answer that was lost, an event that was missed. The row decides
 * what is to be done and when; a look finds, and does nothing else.
 */
import { dueAccounts } from '../onboarding/due-accounts';
import { duePlans } from '../catalog/provision-plans';
import { forgetOutlivedJobs } from '../jobs/dead-jobs';
import type { Payload, QueueName } from '../jobs/queues';
import { sendJob, sendJobs } from '../jobs/send-job';
import { dueMails } from '../mail/due-mails';
import { unansweredLegs } from '../payments/end-unanswered';
import { takeDueInvoices } from '../payments/after-sale/look-after-invoice';
import { takeDueLooks } from '../payments/after-sale/look-after-sale';
import { daysToReconcile } from '../payments/reconcile/reconcile';
import { salesWithUnsentEvidence } from '../payments/disputes/evidence-progress';
import { freeRefunds } from '../payments/refunds/refund-progress';
import { freeLegs } from '../payments/resume-leg';
import { awaitedLegs } from '../payments/settle-authentication';
import { unsettledOrders } from '../payments/settle-order';
import { dueMemberships } from '../payments/plus/unfinished-memberships';
import { dueSetups, unfinishedRemovals } from '../payments/wallet/unfinished-saving';
import { withTx } from '../store/client';
import { dueMirrors, mirrorsToClear } from '../subscriptions/sync/due-mirrors';
import { freeChanges } from '../subscriptions/changes/change-progress';
import { dueReadings } from '../subscriptions/due-readings';
import { dueEdits } from '../subscriptions/sync/edits-under-way';
import { dueOffers } from '../subscriptions/sync/offer-again';
import { freeStarts } from '../subscriptions/starts/claim-starts';
import { followReturned } from '../subscriptions/sync/follow-returned';
import { freeTestRuns } from '../test-data/make-test-data';
import { listUnhandledEvents } from '../webhooks/inbox';

const everySeconds = 5;
/** An event's own job is nearly always quicker. */
const unheardSeconds = 10;
/** A job that failed comes again by itself, and one that waits is not sent twice. */
const once = { unlessRetrying: true };

/**
 * Looks once. `urgent` is about money and what a buyer waits for, every few seconds; `everything` is
 * also about what can wait, every minute. Each look sends the next, before it begins: should this
 * process die in it, that one comes all the same.
 */
export async function sweep(what: 'urgent' | 'everything'): Promise<void> {
  await sendJob('sweep', { what: 'urgent' }, { startAfterSeconds: everySeconds });
  await sweepUrgent();
  if (what === 'everything') await sweepTheRest();
}

async function sweepUrgent(): Promise<void> {
  await send('drive-leg', 'legId', await freeLegs());
  await send('start-subscription', 'subscriptionId', await freeStarts());
  await send('look-at-bank', 'legId', await awaitedLegs());
  await send('settle-order', 'orderId', await unsettledOrders());
  await send('send-refund', 'refundId', await freeRefunds());
  await sendUnsentEvidence();
  await send('sync-mirror', 'subscriptionId', await dueMirrors());
  await send('change-subscription', 'changeId', await freeChanges());
  await send('send-mail', 'about', await dueMails());
  await sendJobs('handle-event', await listUnhandledEvents(unheardSeconds), once);
}

async function sendUnsentEvidence(): Promise<void> {
  const sales = await salesWithUnsentEvidence();
  const legIds = sales.flatMap((sale) => ('legId' in sale ? [sale.legId] : []));
  await send('look-after-sale', 'legId', legIds);
  const invoices = sales.flatMap((sale) => ('legId' in sale ? [] : [sale]));
  await sendJobs('look-after-invoice', invoices, once);
}

async function sweepTheRest(): Promise<void> {
  // A leg whose turn is taken is looked at, or its turn was not taken.
  await withTx(async () => send('look-after-sale', 'legId', await takeDueLooks()));
  await withTx(async () => sendJobs('look-after-invoice', await takeDueInvoices(), once));
  await send('look-at-bank', 'legId', await unansweredLegs());
  await send('finish-setup', 'setupId', await dueSetups());
  await send('finish-membership', 'membershipId', await dueMemberships());
  await send('finish-removal', 'savedMethodId', await unfinishedRemovals());
  await send('finish-edits', 'savedMethodId', await dueEdits());
  await followReturned();
  await send('sync-mirror', 'subscriptionId', await mirrorsToClear());
  await sendJobs('offer-again', await dueOffers(), once);
  await send('read-subscription', 'subscriptionId', await dueReadings());
  await send('follow-account', 'accountId', await dueAccounts());
  await send('provision-plans', 'productId', await duePlans());
  await send('make-test-data', 'testRunId', await freeTestRuns());
  await sendJobs('reconcile', await daysToReconcile(), once);
  await forgetOutlivedJobs();
}

/** A job for each row, told of it by `field`. */
function send<Name extends QueueName, Field extends keyof Payload<Name>>(
  name: Name,
  field: Field,
  rows: readonly Payload<Name>[Field][],
): Promise<void> {
  return sendJobs(
    name,
    rows.map((row) => ({ [field]: row }) as Payload<Name>),
    once,
  );
}
