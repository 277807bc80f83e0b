/** What waits for somebody is found however much is newer than it. */
import { beforeEach, expect, it } from 'vitest';
import { listMails } from '../mail/list-mails';
import type {
  AccountId,
  BuyerId,
  DifferenceId,
  DisputeId,
  MailId,
  MembershipId,
  RefundId,
} from '../model/ids';
import type { Paged } from '../model/paging';
import { paidOrder, type PaidOrder } from '../payments/testing/after-sale';
import { openMarket } from '../payments/testing/market';
import { newBuyer } from '../payments/testing/shop';
import { listSellerDisputes } from '../seller/disputes';
import { getDb } from '../store/client';
import { newId } from '../store/new-id';
import { differences, disputes, mails, memberships, refunds } from '../store/schema';
import { workView } from '../work/list-work';
import { listDisputes } from './list-disputes';
import { listRefunds } from './list-refunds';
import { readOverview } from './read-overview';

const market = openMarket(1);
const many = 120;
/** The first of so many is the oldest. */
const dayOf = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 86_400_000);
const numbers = Array.from({ length: many }, (_, index) => index);

let order: PaidOrder;
let buyerId: BuyerId;
beforeEach(async () => {
  const db = await getDb();
  for (const table of [disputes, refunds, memberships, mails, differences]) await db.delete(table);
  order = await paidOrder(market.emulator, market.oneStall);
  ({ id: buyerId } = await newBuyer());
});

async function dispute(index: number, status: string): Promise<DisputeId> {
  const db = await getDb();
  const id = newId<DisputeId>('dsp');
  await db.insert(disputes).values({
    ...{ id, legId: order.legId, accountDisputeId: `du_${index}` as never, status },
    ...{ amount: 4200, currency: 'usd', reason: 'general', refundable: false },
    createdAt: dayOf(index),
  });
  return id;
}

async function disputeYear(index: number, status: string): Promise<string> {
  const db = await getDb();
  const id = `du_plus_${index}`;
  await db.insert(memberships).values({
    ...{ id: newId<MembershipId>('mem'), buyerId, amount: 2900, currency: 'usd', state: 'ended' },
    ...{ intentKey: newId('key') as never, consentVersion: '1', paidAt: dayOf(index) },
    disputes: [
      {
        ...{ id: id as never, amount: 2900, currency: 'usd', reason: 'general', status },
        ...{ dueBy: dayOf(index + 7).toISOString(), createdAt: dayOf(index).toISOString() },
      },
    ],
  });
  return id;
}

async function allPages<Row extends { readonly id: string }>(
  read: (page: number) => Promise<Paged<Row>>,
): Promise<string[]> {
  const { pages, count } = await read(1);
  const ids: string[] = [];
  for (let page = 1; page <= pages; page += 1) {
    ids.push(...(await read(page)).rows.map(({ id }) => id));
  }
  expect(new Set(ids).size).toBe(count);
  return ids;
}

it('an open dispute comes first, for its seller and the operator, and none is left out', async () => {
  const open = await dispute(0, 'needs_response');
  for (const index of numbers.slice(1)) await dispute(index, 'won');
  const newest = await dispute(many, 'under_review');
  const sellerId = market.stalls[0]?.sellerId as never;
  const theirs = await allPages((page) => listSellerDisputes(sellerId, page));
  expect(theirs.slice(0, 2)).toEqual([newest, open]);
  expect(theirs).toHaveLength(many + 1);
  expect(await allPages(listDisputes)).toEqual(theirs);
});

it('those about Plus stand among them, in the same order, and are counted', async () => {
  const open = await disputeYear(0, 'needs_response');
  for (const index of numbers.slice(1)) await disputeYear(index, 'lost');
  const sold = await dispute(many, 'needs_response');
  const closed = await dispute(many + 1, 'lost');
  const all = await allPages(listDisputes);
  expect(all.slice(0, 4)).toEqual([sold, open, closed, `du_plus_${many - 1}`]);
  expect(all).toHaveLength(many + 2);
  expect((await readOverview(30)).waiting.disputesToAnswer).toBe(2);
});

const refundRows = () =>
  numbers.map((index) => ({
    ...{ id: newId<RefundId>('ref'), legId: order.legId, number: index + 1, amount: 1 },
    ...{ chargeId: order.chargeId as never, currency: 'usd', reason: 'other' as const },
    ...{ refundKey: newId('key') as never, createdAt: dayOf(index), updatedAt: dayOf(index) },
    state: index % 2 === 0 ? ('requested' as const) : ('declined' as const),
  }));

it('refunds asked for have pages of their own, the oldest first, and so have the others', async () => {
  const db = await getDb();
  const rows = refundRows();
  await db.insert(refunds).values(rows);
  const of = (state: string) => rows.filter((row) => row.state === state).map(({ id }) => id);
  expect(await allPages((page) => listRefunds('waiting', page))).toEqual(of('requested'));
  expect(await allPages((page) => listRefunds('others', page))).toEqual(of('declined').reverse());
});

it('work that stopped is counted to the last, though only the first of each kind is shown', async () => {
  const db = await getDb();
  const refund = { state: 'granted', decidedAt: dayOf(0) } as const;
  await db.insert(refunds).values(refundRows().map((row) => ({ ...row, ...refund })));
  await db.insert(mails).values(
    numbers.map((index) => ({
      ...{
        id: newId<MailId>('mail'),
        kind: 'receipt' as const,
        about: `receipt:${index}` as const,
        recipient: 'a@b.example',
      },
      ...{
        recipientName: 'Ada',
        subject: 'A receipt',
        text: '',
        html: '',
        state: 'failed' as const,
      },
      messageId: `<${index}@souk.example>`,
    })),
  );
  const { stopped, stoppedCount } = await workView();
  expect(stoppedCount).toBe(2 * many);
  expect(stopped.length).toBeLessThan(stoppedCount);
  expect((await readOverview(30)).waiting.stopped).toBe(2 * many);
  expect(await allPages(listMails)).toHaveLength(many);
});

it('differences from Stripe have pages, and are counted with all of them', async () => {
  const db = await getDb();
  await db.insert(differences).values(
    numbers.map((index) => ({
      ...{ id: newId<DifferenceId>('dif'), day: `2026-01-0${1 + (index % 2)}` },
      ...{ accountId: order.accountId as AccountId, kind: 'charge_unknown' as const },
      ...{ objectId: `ch_${index}`, foundAt: dayOf(index) },
    })),
  );
  expect(await allPages(async (page) => (await workView(page)).differences)).toHaveLength(many);
  expect((await readOverview(30)).waiting.differences).toBe(many);
  const { differingDays } = await workView();
  expect(differingDays.map(({ count }) => count)).toEqual([many / 2, many / 2]);
});
