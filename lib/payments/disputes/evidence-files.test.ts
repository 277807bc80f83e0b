import { beforeAll, expect, test, vi } from 'vitest';
import { eq, sql } from 'drizzle-orm';
import { listCalls } from '../../inspector/record';
import { mostEvidenceBytes, type EvidenceFileField } from '../../model/evidence';
import type { DisputeId } from '../../model/ids';
import type { SellerUser } from '../../model/views';
import { readSellerDispute } from '../../seller/disputes';
import { getDb } from '../../store/client';
import { prune } from '../../store/prune';
import { disputeAnswers, disputes, evidenceFiles, stripeCalls } from '../../store/schema';
import { attachEvidence, detachEvidence } from './attach-evidence';
import { sendEvidence } from './send-evidence';
import { alteringProxy } from '../testing/altering-proxy';
import { disputedOrder } from '../testing/disputed';
import { openHouse } from '../testing/house';
import type { Stall } from '../testing/shop';
import { openShops } from '../testing/shops';
import { writeEvidence } from './write-evidence';

const proxy = alteringProxy();
const house = openHouse(proxy.open);
let stalls: readonly [Stall, Stall];
let worker: SellerUser;
let stranger: SellerUser;
beforeAll(async () => {
  ({ stalls, worker, stranger } = await openShops(house.emulator));
});

const disputed = () => disputedOrder(house.emulator, stalls[0]);

const pdf = (size = 40) => Buffer.from('%PDF-1.7\n'.padEnd(size, '\u0000'));
const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(50, 0xff)]);

/** As people call their files. */
const nameOf = (field: EvidenceFileField) => `${field} 領収書 إيصال 📦.pdf`;
const attach = (
  disputeId: DisputeId,
  bytes: Uint8Array = pdf(),
  field: EvidenceFileField = 'receipt',
  user = worker,
) => attachEvidence(user, disputeId, { field, name: nameOf(field), bytes });
async function submit(disputeId: DisputeId) {
  const files = (await rowsOf(disputeId)).map(({ id }) => id);
  return writeEvidence(worker, disputeId, { evidence: {}, files, submit: true });
}
const seen = (disputeId: DisputeId) => readSellerDispute(worker.seller.id, disputeId);
const at = ({ accountId, stripeId }: { accountId: string; stripeId: string }) =>
  house.emulator.stripe.disputes.retrieve(
    stripeId,
    { expand: ['evidence.receipt'] },
    { stripeAccount: accountId },
  );
async function rowsOf(disputeId: DisputeId) {
  const db = await getDb();
  return db
    .select()
    .from(evidenceFiles)
    .where(eq(evidenceFiles.disputeId, disputeId))
    .orderBy(evidenceFiles.field);
}
async function filesAt(stripeAccount: string): Promise<number> {
  const { data } = await house.emulator.stripe.files.list({ limit: 100 }, { stripeAccount });
  return data.length;
}
/** As a killed process leaves an answer that it was sending. */
async function dieSending(disputeId: DisputeId) {
  const db = await getDb();
  await db
    .update(disputeAnswers)
    .set({ state: 'submitted', leaseOwner: 'process_dead:run_1', problem: null })
    .where(eq(disputeAnswers.disputeId, disputeId));
}
async function stateOf(disputeId: DisputeId) {
  const db = await getDb();
  const [row] = await db
    .select()
    .from(disputeAnswers)
    .where(eq(disputeAnswers.disputeId, disputeId));
  return row?.state;
}

test('files stay with the draft, are uploaded to the account when it is sent, and named', async () => {
  const order = await disputed();
  const { disputeId, accountId, stripeId } = order;
  expect(await attach(disputeId)).toEqual({ ok: true, value: { field: 'receipt' } });
  await attach(disputeId, png, 'uncategorized_file');
  await attach(disputeId, pdf(2_000));
  await attach(disputeId, pdf(), 'refund_policy');
  await detachEvidence(worker, disputeId, 'refund_policy');
  await detachEvidence(worker, disputeId, 'refund_policy');
  expect(await house.emulator.calls()).toEqual([]);
  expect((await seen(disputeId))?.files).toMatchObject([
    { field: 'receipt', name: nameOf('receipt'), size: 2_000, accountFileId: null },
    {
      field: 'uncategorized_file',
      name: nameOf('uncategorized_file'),
      size: 58,
      accountFileId: null,
    },
  ]);

  await house.emulator.forget();
  await Promise.all([submit(disputeId), submit(disputeId)]);
  const rows = await rowsOf(disputeId);
  expect((await house.emulator.writes()).sort()).toEqual(
    [
      ...rows.map(({ id }) => `200 ${accountId} /v1/files evidence-file:${id}:1`),
      `200 ${accountId} /v1/disputes/${stripeId} evidence:${disputeId}:1`,
    ].sort(),
  );
  const [receipt, other] = rows;
  const { evidence } = await at(order);
  expect(evidence.receipt).toMatchObject({
    ...{ id: receipt?.accountFileId, type: 'pdf', size: 2_000 },
    filename: nameOf('receipt'),
  });
  expect(evidence.uncategorized_file).toBe(other?.accountFileId);
  expect(rows.map(({ bytes }) => bytes)).toEqual([null, null]);
  expect(await seen(disputeId)).toMatchObject({
    answer: { state: 'sent' },
    files: [{ accountFileId: receipt?.accountFileId }, { accountFileId: other?.accountFileId }],
  });
  expect(await attach(disputeId)).toMatchObject({ reason: 'sent_already' });
  expect(await detachEvidence(worker, disputeId, 'receipt')).toMatchObject({
    reason: 'sent_already',
  });
});

test('the inspector tells a file by its name, and keeps nothing of what is in it', async () => {
  const order = await disputed();
  await attach(order.disputeId, Buffer.from(`%PDF-1.7\r\n\r\nCANARY`));
  await submit(order.disputeId);
  const calls = await listCalls(eq(stripeCalls.orderId, order.orderId));
  const upload = calls.find(({ path }) => path === '/v1/files');
  expect(JSON.parse(upload?.request ?? '')).toEqual({
    purpose: 'dispute_evidence',
    file: nameOf('receipt'),
  });
  expect(upload).toMatchObject({
    accountId: order.accountId,
    docsUrl: 'https://docs.stripe.com/api/files/create',
  });
  expect(JSON.stringify(calls)).not.toContain('CANARY');
});

test('what no bank reads, too much, and somebody else’s dispute are refused', async () => {
  const { disputeId } = await disputed();
  expect(await attach(disputeId, Buffer.from('<svg/>'))).toMatchObject({ reason: 'wrong_type' });
  expect(await attach(disputeId, pdf(mostEvidenceBytes + 1))).toMatchObject({
    reason: 'too_large',
  });
  await attach(disputeId, pdf(mostEvidenceBytes - 50));
  expect(await attach(disputeId, png, 'uncategorized_file')).toMatchObject({ reason: 'too_large' });
  // In the place of the large one it is not counted beside it.
  expect(await attach(disputeId, png)).toMatchObject({ ok: true });
  const foreign = await attach(disputeId, png, 'receipt', stranger);
  expect(foreign).toMatchObject({ ok: false, reason: 'not_found' });
  expect(await detachEvidence(stranger, disputeId, 'receipt')).toEqual(foreign);
  const nothing = `dsp_${'0'.repeat(20)}` as DisputeId;
  expect(await attach(nothing)).toEqual(foreign);
  expect((await rowsOf(disputeId)).map(({ size }) => size)).toEqual([png.length]);
  expect(await house.emulator.writes()).toEqual([]);
});

test('an answer whose process died before, between or after its calls is sent once', async () => {
  for (const died of ['before', 'uploaded', 'stored', 'after'] as const) {
    const order = await disputed();
    const { disputeId } = order;
    vi.spyOn(console, 'error').mockReturnValue();
    await attach(disputeId);
    await attach(disputeId, png, 'uncategorized_file');
    const there = await filesAt(order.accountId);
    // What Stripe did is there, and its answer is lost.
    const path = died === 'before' ? '/v1/files' : `/v1/disputes/${order.stripeId}`;
    if (died !== 'after') {
      await house.emulator.fault({ method: 'POST', path, times: 9, action: 'drop' });
    }
    await submit(disputeId);
    await house.emulator.clearFaults();
    if (died === 'uploaded') {
      const db = await getDb();
      await db
        .update(evidenceFiles)
        .set({ accountFileId: null })
        .where(eq(evidenceFiles.disputeId, disputeId));
    }
    await dieSending(disputeId);
    await Promise.all([sendEvidence(disputeId), sendEvidence(disputeId)]);
    expect(await stateOf(disputeId), died).toBe('sent');
    const { evidence, evidence_details } = await at(order);
    expect(evidence_details.submission_count, died).toBe(1);
    const [receipt, other] = await rowsOf(disputeId);
    expect(evidence.receipt, died).toMatchObject({ id: receipt?.accountFileId });
    expect(evidence.uncategorized_file, died).toBe(other?.accountFileId);
    expect(await filesAt(order.accountId), died).toBe(there + 2);
  }
});

test('a file that Stripe refuses is said so, and only what is not there is uploaded again', async () => {
  const order = await disputed();
  const { disputeId, accountId, stripeId } = order;
  await attach(disputeId);
  await attach(disputeId, png, 'uncategorized_file');
  const refusal = { type: 'invalid_request_error', message: 'The file is too long.' };
  await house.emulator.fault({
    ...{ method: 'POST', path: '/v1/files', action: 'fail', status: 400, error: refusal },
    ...{ nth: 2, times: 1 },
  });
  await submit(disputeId);
  await house.emulator.clearFaults();
  expect(await seen(disputeId)).toMatchObject({
    canAnswer: true,
    answer: { state: 'failed', problem: 'The file is too long.' },
  });
  const there = (await rowsOf(disputeId)).filter((row) => row.accountFileId !== null);
  expect(there).toHaveLength(1);
  await house.emulator.forget();
  await submit(disputeId);
  const again = (await rowsOf(disputeId)).find(({ id }) => id !== there[0]?.id);
  expect(await house.emulator.writes()).toEqual([
    `200 ${accountId} /v1/disputes/${stripeId} evidence:${disputeId}:2`,
    `200 ${accountId} /v1/files evidence-file:${again?.id}:2`,
  ]);
  expect(await stateOf(disputeId)).toBe('sent');
});

test('what was never sent is forgotten a month after it could be', async () => {
  const { disputeId } = await disputed();
  await attach(disputeId);
  const db = await getDb();
  const dueAgo = async (days: number) => {
    const dueBy = sql<Date>`now() - make_interval(days => ${days}::int)`;
    await db.update(disputes).set({ dueBy }).where(eq(disputes.id, disputeId));
    await prune();
    return (await rowsOf(disputeId)).length;
  };
  expect(await dueAgo(29)).toBe(1);
  expect(await dueAgo(31)).toBe(0);
});

test('a file that Stripe answers with an error it keeps is uploaded under another key', async () => {
  const { disputeId, accountId } = await disputed();
  await attach(disputeId);
  const before = await filesAt(accountId);
  proxy.broken = /^POST \/v1\/files$/;
  await submit(disputeId);
  await sendEvidence(disputeId);
  proxy.broken = null;
  expect(await stateOf(disputeId)).toBe('sent');
  expect(proxy.keys.size).toBe(2);
  expect(await filesAt(accountId)).toBe(before + 1);
});

test('nothing is sent that its seller does not see', async () => {
  const { disputeId, accountId } = await disputed();
  const before = await filesAt(accountId);
  await attach(disputeId);
  const seenThen = (await rowsOf(disputeId)).map(({ id }) => id);
  await attach(disputeId, pdf(2_000));
  const write = (files: typeof seenThen, submit: boolean) =>
    writeEvidence(worker, disputeId, { evidence: {}, files, submit });
  for (const files of [seenThen, []]) {
    expect(await write(files, true)).toMatchObject({ ok: false, reason: 'files_changed' });
  }
  // A draft is not about them.
  expect(await write(seenThen, false)).toMatchObject({ ok: true });
  expect(await filesAt(accountId)).toBe(before);
  expect(await stateOf(disputeId)).toBe('draft');
  expect(await submit(disputeId)).toMatchObject({ ok: true });
  expect(await filesAt(accountId)).toBe(before + 1);
});
