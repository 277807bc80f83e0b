import 'server-only';
import { count, desc, eq, inArray, isNull, max, sql } from 'drizzle-orm';
import { countDeadJobs, countJobs, listDeadJobs, type DeadJob } from '../jobs/dead-jobs';
import { listComparisons } from '../jobs/jobs-about';
import type { LegId, OrderId } from '../model/ids';
import { listLostMails } from '../mail/list-mails';
import type { MailRow } from '../model/mail';
import { pageAmong, type Paged } from '../model/paging';
import { priceOf } from '../model/price';
import type {
  DifferenceView,
  DifferingDay,
  EventCount,
  StoppedWork,
  WorkView,
} from '../model/work';
import { platformBooks } from '../payments/reconcile/find-platform-differences';
import { unfinished } from '../payments/move-legs';
import { getDb } from '../store/client';
import { differences, legs, orders, reconciliations, refunds, sellers } from '../store/schema';
import {
  countEvents,
  countTroublingEvents,
  listTroublingEvents,
  type StoredEvent,
} from '../webhooks/inbox';
import { listFailedRefunds } from './list-failed-refunds';
import { listNotUndone } from './list-not-undone';
import { listStalled } from './list-stalled';
import type { StoppedList } from './stopped-list';
import {
  differenceText,
  eventsIgnored,
  eventStates,
  ignoredAdvice,
  ignoredTitles,
  lostMailAdvice,
  queueTitles,
  retryAdvice,
} from './work-text';

const mostMails = 100;
const differencesOfPage = 20;
const isOpen = isNull(differences.resolvedAt);

/**
 * What the operator sees about work: what goes on by itself, what stopped, and a page of what does not
 * agree.
 */
export async function workView(pageOfDifferences = 1): Promise<WorkView> {
  const [counts, stopped, differing, days, comparing, comparedDay, events] = await Promise.all([
    countOpen(),
    listStopped(),
    listDifferences(pageOfDifferences),
    countByDay(),
    listComparisons(),
    lastComparedDay(),
    countEvents(),
  ]);
  return {
    ...{ counts, stopped: stopped.rows, stoppedCount: stopped.count },
    ...{ differences: differing, differingDays: days, comparing, comparedDay },
    events: events.map(countedEvent),
  };
}

/** The first of each kind, and how many there are of all. */
async function listStopped(): Promise<StoppedList> {
  const [dead, deadCount, events, eventCount, lost, ...stalled] = await Promise.all([
    listDeadJobs(),
    countDeadJobs(),
    listTroublingEvents(),
    countTroublingEvents(),
    listLostMails(mostMails),
    listStalled(),
    listFailedRefunds(),
    listNotUndone(),
  ]);
  const told = new Set(events.map(({ eventId }) => eventId));
  const jobs = dead.filter(({ about }) => !told.has(about.eventId ?? ''));
  const names = await namesOf(jobs.flatMap(({ about }) => (about.legId as LegId) ?? []));
  const toldTwice = dead.length - jobs.length;
  return {
    rows: [
      ...stalled.flatMap(({ rows }) => rows),
      ...jobs.map((job) => stoppedJob(job, names)),
      ...events.map(stoppedEvent),
      ...lost.rows.map(lostMail),
    ],
    count:
      stalled.reduce((sum, { count: of }) => sum + of, 0) +
      (deadCount - toldTwice) +
      eventCount +
      lost.count,
  };
}

function countedEvent(row: Awaited<ReturnType<typeof countEvents>>[number]): EventCount {
  const { endpoint, type, state, ignored, count: times, latest } = row;
  return {
    key: [endpoint, type, state, ignored].join(' '),
    type,
    endpoint,
    outcome: state === 'ignored' ? eventsIgnored[ignored ?? 'not_ours'] : eventStates[state],
    count: times,
    latest: latest?.toISOString().slice(0, 16).replace('T', ' ') ?? '',
  };
}

async function countOpen(): Promise<WorkView['counts']> {
  const db = await getDb();
  const [jobs, [open], [sending]] = await Promise.all([
    countJobs(),
    db
      .select({ count: count() })
      .from(legs)
      .where(inArray(legs.state, [...unfinished])),
    db.select({ count: count() }).from(refunds).where(eq(refunds.state, 'granted')),
  ]);
  return [
    { name: 'Payments under way', count: open?.count ?? 0 },
    { name: 'Refunds to send', count: sending?.count ?? 0 },
    { name: 'Jobs waiting or running', count: jobs.waiting + jobs.running },
    { name: 'Jobs to be tried again', count: jobs.retrying },
  ];
}

type Names = ReadonlyMap<string, { readonly orderId: OrderId; readonly about: string }>;

/** What a leg is called by people: its order and its seller. */
async function namesOf(legIds: readonly LegId[]): Promise<Names> {
  const db = await getDb();
  const rows = await db
    .select({ id: legs.id, orderId: orders.id, order: orders.number, seller: sellers.name })
    .from(legs)
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .innerJoin(sellers, eq(sellers.id, legs.sellerId))
    .where(inArray(legs.id, [...legIds]));
  return new Map(
    rows.map(({ id, orderId, order, seller }) => [id, { orderId, about: `${order}, ${seller}` }]),
  );
}

function stoppedJob(job: DeadJob, names: Names): StoppedWork {
  const { id, queue, about, reason, tries, diedAt } = job;
  const name = names.get(about.legId ?? '');
  return {
    key: id,
    ref: { queue, jobId: id },
    title: queueTitles[queue],
    about: name?.about ?? null,
    orderId: name?.orderId ?? null,
    triesText: triesText(tries),
    since: diedAt.toISOString(),
    nextTryAt: null,
    reason,
    codes: [['Job', id], ...Object.entries(about)],
    canTry: true,
    advice: retryAdvice,
    ending: null,
  };
}

function stoppedEvent(event: StoredEvent): StoppedWork {
  const { endpoint, eventId, type, accountId, objectId, attempts, receivedAt, state } = event;
  const { ignored, problem } = event;
  return {
    key: `${endpoint} ${eventId}`,
    ref: { endpoint, eventId },
    title: (ignored && ignoredTitles[ignored]) ?? queueTitles['handle-event'],
    about: type,
    orderId: null,
    triesText: triesText(attempts),
    since: receivedAt.toISOString(),
    nextTryAt: state === 'received' ? event.nextTryAt.toISOString() : null,
    reason: problem ?? '',
    codes: [
      ['Event', eventId],
      ['Account', accountId],
      ['Object', objectId],
      ['Endpoint', endpoint],
    ],
    canTry: state === 'failed',
    advice: ignored
      ? ignoredAdvice
      : state === 'failed'
        ? retryAdvice
        : 'It is tried again by itself, with growing pauses.',
    ending: null,
  };
}

function lostMail({ id, subject, tries, writtenAt, problem }: MailRow): StoppedWork {
  return {
    key: id,
    ref: { mailId: id },
    title: queueTitles['send-mail'],
    about: subject,
    orderId: null,
    triesText: triesText(tries),
    since: writtenAt,
    nextTryAt: null,
    reason: problem ?? '',
    codes: [['E-mail', id]],
    canTry: true,
    advice: lostMailAdvice,
    ending: null,
  };
}

const triesText = (tries: number) =>
  tries === 0 ? 'Not tried' : tries === 1 ? 'Tried once' : `Tried ${tries} times`;

async function listDifferences(page: number): Promise<Paged<DifferenceView>> {
  const db = await getDb();
  const { view, offset } = pageAmong(await db.$count(differences, isOpen), differencesOfPage, page);
  const rows = await db
    .select({
      difference: differences,
      order: orders.number,
      orderId: orders.id,
      sellerId: sellers.id,
      seller: sql<string>`coalesce(${sellers.name}, case when ${differences.accountId} = ${platformBooks} then 'Souk itself' else ${differences.accountId} end)`,
    })
    .from(differences)
    .leftJoin(legs, eq(legs.id, differences.legId))
    .leftJoin(orders, eq(orders.id, legs.orderId))
    .leftJoin(sellers, eq(sellers.accountId, differences.accountId))
    .where(isOpen)
    .orderBy(desc(differences.foundAt), desc(differences.id))
    .limit(differencesOfPage)
    .offset(offset);
  const shown = rows.map(({ difference, order, orderId, seller, sellerId }): DifferenceView => ({
    id: difference.id,
    ...differenceText[difference.kind],
    about: order,
    ...{ orderId, seller, sellerId },
    day: difference.day,
    ours: priceOrNull(difference.ourAmount, difference.ourCurrency),
    theirs: priceOrNull(difference.theirAmount, difference.theirCurrency),
    codes: [
      ['Account', difference.accountId],
      [objectNames[difference.kind.split('_')[0] ?? ''] ?? 'Refund', difference.objectId],
      ['Leg', difference.legId],
    ],
  }));
  return { rows: shown, ...view };
}

async function countByDay(): Promise<DifferingDay[]> {
  const db = await getDb();
  return db
    .select({ day: differences.day, count: count() })
    .from(differences)
    .where(isOpen)
    .groupBy(differences.day);
}

const objectNames: Readonly<Record<string, string>> = { charge: 'Charge', fee: 'Fee' };

const priceOrNull = (amount: number | null, currency: string | null) =>
  amount === null || currency === null ? null : priceOf({ amount, currency });

async function lastComparedDay(): Promise<string | null> {
  const db = await getDb();
  const [row] = await db.select({ day: max(reconciliations.day) }).from(reconciliations);
  return row?.day ?? null;
}
