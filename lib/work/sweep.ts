/**
 * The sweeper. Every row that is not at its end and that nobody works at gets a job: a request that
 * died, a process that was killed, an answer that was lost, an event that was missed. The row decides
 * what is to be done and when; a look finds, and does nothing else.
 */
import { dueAccounts } from '../catalog/due-accounts';
import { forgetOutlivedJobs } from '../jobs/dead-jobs';
import { sendJob } from '../jobs/send-job';
import { dueMails } from '../mail/due-mails';
import { takeDueLooks } from '../payments/look-after-sale';
import { daysToReconcile } from '../payments/reconcile';
import { legsWithUnsentEvidence } from '../payments/evidence-progress';
import { freeRefunds } from '../payments/refund-progress';
import { freeLegs } from '../payments/resume-leg';
import { awaitedLegs } from '../payments/settle-authentication';
import { unsettledOrders } from '../payments/settle-order';
import { dueMemberships } from '../payments/unfinished-memberships';
import { dueSetups, unfinishedRemovals } from '../payments/unfinished-saving';
import { withTx } from '../store/client';
import { dueMirrors, mirrorsToClear } from '../subscriptions/due-mirrors';
import { freeChanges } from '../subscriptions/change-progress';
import { dueReadings } from '../subscriptions/due-readings';
import { freeStarts } from '../subscriptions/claim-starts';
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
  for (const legId of await freeLegs()) await sendJob('drive-leg', { legId }, once);
  for (const subscriptionId of await freeStarts()) {
    await sendJob('start-subscription', { subscriptionId }, once);
  }
  for (const legId of await awaitedLegs()) await sendJob('look-at-bank', { legId }, once);
  for (const orderId of await unsettledOrders()) await sendJob('settle-order', { orderId }, once);
  for (const refundId of await freeRefunds()) await sendJob('send-refund', { refundId }, once);
  for (const legId of await legsWithUnsentEvidence()) {
    await sendJob('look-after-sale', { legId }, once);
  }
  for (const subscriptionId of await dueMirrors()) {
    await sendJob('sync-mirror', { subscriptionId }, once);
  }
  for (const changeId of await freeChanges()) {
    await sendJob('change-subscription', { changeId }, once);
  }
  for (const about of await dueMails()) await sendJob('send-mail', { about }, once);
  for (const event of await listUnhandledEvents(unheardSeconds)) {
    await sendJob('handle-event', event, once);
  }
}

async function sweepTheRest(): Promise<void> {
  // A leg whose turn is taken is looked at, or its turn was not taken.
  await withTx(async () => {
    for (const legId of await takeDueLooks()) await sendJob('look-after-sale', { legId }, once);
  });
  for (const setupId of await dueSetups()) await sendJob('finish-setup', { setupId }, once);
  for (const membershipId of await dueMemberships()) {
    await sendJob('finish-membership', { membershipId }, once);
  }
  for (const savedMethodId of await unfinishedRemovals()) {
    await sendJob('finish-removal', { savedMethodId }, once);
  }
  for (const subscriptionId of await mirrorsToClear()) {
    await sendJob('sync-mirror', { subscriptionId }, once);
  }
  for (const subscriptionId of await dueReadings()) {
    await sendJob('read-subscription', { subscriptionId }, once);
  }
  for (const accountId of await dueAccounts()) await sendJob('follow-account', { accountId }, once);
  for (const day of await daysToReconcile()) await sendJob('reconcile', day, once);
  await forgetOutlivedJobs();
}
