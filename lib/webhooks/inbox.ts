/** The inbox: what was delivered, where it stands, and who has to look at it. */
import { and, asc, count, desc, eq, inArray, lt, max, or, sql } from 'drizzle-orm';
import { canHandleAgain, type EventIgnored, type WebhookEndpoint } from '../model/webhook';
import { inBatches } from '../store/in-batches';
import { getDb, withTx, type Db } from '../store/client';
import { webhookEvents } from '../store/schema';
import type { TellingEvent } from '../stripe/verify-event';
import { wake } from './wake';

export type StoredEvent = typeof webhookEvents.$inferSelect;
export type EventRef = Pick<StoredEvent, 'endpoint' | 'eventId'>;

const is = ({ endpoint, eventId }: EventRef) =>
  and(eq(webhookEvents.endpoint, endpoint), eq(webhookEvents.eventId, eventId));
const open = inArray(webhookEvents.state, ['received', 'failed']);

/**
 * How long an echo of our own call waits before it is looked at, in seconds: what it tells of is being
 * stored by whoever called, and is only news when that process died.
 */
const echoSeconds = 10;

interface Delivery {
  readonly endpoint: WebhookEndpoint;
  readonly event: TellingEvent;
  readonly ignored: EventIgnored | null;
}

/**
 * Writes the row of a delivered event together with the job that handles it. Delivered again, a row
 * that was not handled yet is set going again, and any other is left alone. `ignored`: why nothing is
 * to be done about it. Events that come side by side, as those of one order do, share a transaction.
 */
export function storeEvent(
  endpoint: WebhookEndpoint,
  event: TellingEvent,
  ignored: EventIgnored | null,
): Promise<void> {
  return storeDelivery({ endpoint, event, ignored });
}

// One that comes twice in a batch fails it: then each is written for itself.
const storeDelivery = inBatches(async (deliveries: readonly Delivery[]): Promise<void[]> => {
  const echoes = new Set(
    deliveries
      .filter(({ event }) => event.echo)
      .map(({ endpoint, event }) => nameOf({ endpoint, eventId: event.id })),
  );
  await withTx(async (tx) => {
    const written = await tx
      .insert(webhookEvents)
      .values(deliveries.map(rowOf))
      .onConflictDoUpdate({
        target: [webhookEvents.endpoint, webhookEvents.eventId],
        set: { state: 'received', nextTryAt: sql`now()` },
        setWhere: open,
      })
      .returning({
        endpoint: webhookEvents.endpoint,
        eventId: webhookEvents.eventId,
        state: webhookEvents.state,
      });
    const received = written.filter(({ state }) => state === 'received');
    const isEcho = (ref: EventRef) => echoes.has(nameOf(ref));
    await wake(received.filter((ref) => !isEcho(ref)));
    await wake(received.filter(isEcho), echoSeconds);
  });
  return deliveries.map(() => undefined);
});

const nameOf = ({ endpoint, eventId }: EventRef) => `${endpoint} ${eventId}`;

function rowOf({ endpoint, event, ignored }: Delivery) {
  const { id: eventId, type, accountId, livemode, objectId, paymentIntentId, created } = event;
  const waitSeconds = event.echo ? echoSeconds : 0;
  return {
    endpoint,
    eventId,
    type,
    accountId,
    livemode,
    objectId,
    paymentIntentId,
    created,
    ignored,
    nextTryAt: sql`now() + ${waitSeconds}::int * interval '1 second'`,
    ...(ignored ? { state: 'ignored' as const, handledAt: sql`now()` } : {}),
  };
}

/**
 * Puts an event that came to its end back among those that wait: what it is about is read anew. True
 * also of one that waits already; false of one that is not to be handled, or that there is not.
 */
export async function reopen(tx: Db, ref: EventRef): Promise<boolean> {
  const [event] = await tx.select().from(webhookEvents).where(is(ref)).for('update');
  if (!event) return false;
  if (event.state === 'received') return true;
  if (!canHandleAgain(event)) return false;
  await tx
    .update(webhookEvents)
    .set({ state: 'received', ignored: null, handledAt: null, nextTryAt: sql`now()` })
    .where(is(ref));
  return true;
}

/** Counts a try of an event that waits for one; null when it was handled meanwhile. */
export async function beginTry(ref: EventRef): Promise<StoredEvent | null> {
  const db = await getDb();
  const [event] = await db
    .update(webhookEvents)
    .set({
      attempts: sql`${webhookEvents.attempts} + 1`,
      // When somebody should have tried it again, were the job that is to do so lost.
      nextTryAt: sql`now() + least(power(2, least(${webhookEvents.attempts}, 10)), 300) * interval '2 seconds'`,
    })
    .where(and(is(ref), open))
    .returning();
  return event ?? null;
}

type Ending = Partial<Pick<StoredEvent, 'ignored' | 'problem'>> & Pick<StoredEvent, 'state'>;

/** What came of a try. Whoever was quicker to end it stays right. */
export async function endTry(
  ref: EventRef,
  { state, ignored = null, problem = null }: Ending,
): Promise<void> {
  const db = await getDb();
  const isEnd = state === 'handled' || state === 'ignored';
  await db
    .update(webhookEvents)
    .set({ state, ignored, problem, handledAt: isEnd ? sql`now()` : null })
    .where(and(is(ref), open));
}

/**
 * Events whose next try was due so many seconds ago and did not come: their job was lost, or whoever
 * had it died. Oldest first; the sweeper sends a `handle-event` job for each.
 */
export async function listUnhandledEvents(olderThanSeconds: number): Promise<EventRef[]> {
  const db = await getDb();
  return db
    .select({ endpoint: webhookEvents.endpoint, eventId: webhookEvents.eventId })
    .from(webhookEvents)
    .where(
      and(
        eq(webhookEvents.state, 'received'),
        lt(webhookEvents.nextTryAt, sql`now() - make_interval(secs => ${olderThanSeconds}::int)`),
      ),
    )
    .orderBy(asc(webhookEvents.nextTryAt))
    .limit(50);
}

const isTroubling = or(
  eq(webhookEvents.state, 'failed'),
  and(
    eq(webhookEvents.state, 'received'),
    lt(webhookEvents.receivedAt, sql`now() - interval '1 minute'`),
  ),
  inArray(webhookEvents.ignored, ['foreign_account', 'wrong_mode']),
);

/**
 * What an operator should look at, the newest hundred: events that could not be handled, or are about
 * somebody else.
 */
export async function listTroublingEvents(): Promise<readonly StoredEvent[]> {
  const db = await getDb();
  return db
    .select()
    .from(webhookEvents)
    .where(isTroubling)
    .orderBy(desc(webhookEvents.receivedAt), desc(webhookEvents.eventId))
    .limit(100);
}

/** How many of them there are. */
export async function countTroublingEvents(): Promise<number> {
  const db = await getDb();
  return db.$count(webhookEvents, isTroubling);
}

/** How many events of each kind came, and how many of those nothing was done about. */
export async function countEvents() {
  const db = await getDb();
  return db
    .select({
      endpoint: webhookEvents.endpoint,
      type: webhookEvents.type,
      state: webhookEvents.state,
      ignored: webhookEvents.ignored,
      count: count(),
      latest: max(webhookEvents.receivedAt),
    })
    .from(webhookEvents)
    .groupBy(webhookEvents.endpoint, webhookEvents.type, webhookEvents.state, webhookEvents.ignored)
    .orderBy(webhookEvents.endpoint, webhookEvents.type, webhookEvents.state);
}
