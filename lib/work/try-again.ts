import { z } from 'zod';
import { isQueueName, retryDeadJob } from '../jobs/dead-jobs';
import { queueNames } from '../jobs/queues';
import { sendJob } from '../jobs/send-job';
import { tryMailAgain } from '../mail/try-mail-again';
import { giveBackMembershipAgain } from '../payments/plus/give-back-membership';
import { membershipId, refundId } from '../security/row-ids';
import { sendRefundAgain } from '../payments/refunds/send-refund-again';
import type { ActAbout } from '../model/act';
import type { AccountId, AccountInvoiceId, MailId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import { stalledKinds, type WorkRef } from '../model/work';
import { writeAct, type Actor } from '../store/acts';
import { withTx, type Db } from '../store/client';
import { undoAgain } from '../subscriptions/starts/undo-again';
import { reopen } from '../webhooks/inbox';
import { driveStalled } from './drive-stalled';

/** What the operator's page may ask to be tried again. */
export const tryRequest = z.union([
  z.strictObject({ queue: z.enum(queueNames), jobId: z.uuid() }),
  z.strictObject({
    endpoint: z.enum(['platform', 'connect']),
    eventId: z.string().regex(/^evt_\w{1,100}$/),
  }),
  z.strictObject({ refundId }),
  z.strictObject({ membershipId }),
  z.strictObject({
    accountId: z.string().regex(/^acct_\w{1,100}$/) as unknown as z.ZodType<AccountId>,
    invoiceId: z.string().regex(/^in_\w{1,100}$/) as unknown as z.ZodType<AccountInvoiceId>,
  }),
  z.strictObject({
    stalled: z.enum(stalledKinds),
    id: z.string().regex(/^[a-z]{2,8}_[0-9a-z]{20}$/),
  }),
  z.strictObject({
    mailId: z.string().regex(/^mail_[0-9a-z]{20}$/) as unknown as z.ZodType<MailId>,
  }),
]);

type Tried = Result<
  { tried: true },
  'not_found' | Extract<Awaited<ReturnType<typeof sendRefundAgain>>, { ok: false }>['reason']
>;

/**
 * Has something that stopped tried once more, by a job: it goes on from where its row says. A refund
 * is sent at once, as is what has to do with an invoice. Refused when it does not wait for that any more.
 */
export async function tryAgain(operator: Actor, ref: WorkRef): Promise<Tried> {
  if ('refundId' in ref) return sendRefundAgain(operator, ref.refundId);
  if ('membershipId' in ref) return giveBackMembershipAgain(operator, ref.membershipId);
  if ('invoiceId' in ref) return undoAgain(operator, ref);
  return withTx(async (tx) => {
    if ('stalled' in ref) return driveNow(tx, operator, ref);
    const tried = await send(tx, ref);
    if (tried.ok) await writeAct(tx, operator, kindOf(ref), aboutOf(ref));
    return tried;
  });
}

type Stalled = Extract<WorkRef, { stalled: unknown }>;
type Job = Exclude<
  WorkRef,
  { refundId: unknown } | { membershipId: unknown } | { invoiceId: unknown } | Stalled
>;

async function driveNow(tx: Db, operator: Actor, ref: Stalled): Promise<Tried> {
  const about = await driveStalled(tx, ref);
  if (!about) return gone();
  await writeAct(tx, operator, 'work_tried_again', about);
  return ok({ tried: true });
}

const kindOf = (ref: Job) => ('mailId' in ref ? 'mail_tried_again' : 'work_tried_again');

function aboutOf(ref: Job): ActAbout {
  if ('mailId' in ref) return { mailId: ref.mailId };
  return 'eventId' in ref ? { eventId: ref.eventId } : { jobId: ref.jobId };
}

async function send(tx: Db, ref: Job): Promise<Result<{ tried: true }, 'not_found'>> {
  if ('eventId' in ref) {
    if (!(await reopen(tx, ref))) return gone();
    await sendJob('handle-event', { endpoint: ref.endpoint, eventId: ref.eventId });
    return ok({ tried: true });
  }
  if ('mailId' in ref) return (await tryMailAgain(tx, ref.mailId)) ? ok({ tried: true }) : gone();
  if (!isQueueName(ref.queue) || !(await retryDeadJob(ref.queue, ref.jobId))) {
    return gone();
  }
  return ok({ tried: true });
}

const gone = () => refuse('not_found', 'This does not wait to be tried any more.');
