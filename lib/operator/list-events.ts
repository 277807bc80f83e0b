import 'server-only';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { EventsPage, EventsQuery } from '../model/operator';
import { getDb } from '../store/client';
import { sellers, webhookEvents } from '../store/schema';
import { eventsIgnored, eventStates } from '../work/work-text';

const rowsOfPage = 25;

/** Events as they were delivered, newest first, from behind the one that `after` names. */
export async function listEvents({
  outcome,
  seller,
  type,
  after,
}: EventsQuery): Promise<EventsPage> {
  const db = await getDb();
  const [endpoint = '', id = ''] = after?.split('.') ?? [];
  const rows = await db
    .select({ event: webhookEvents, seller: sellers.name })
    .from(webhookEvents)
    .leftJoin(sellers, eq(sellers.accountId, webhookEvents.accountId))
    .where(
      and(
        outcome === 'all' ? undefined : eq(webhookEvents.state, outcome),
        seller ? eq(sellers.id, seller) : undefined,
        type ? sql`starts_with(${webhookEvents.type}, ${type})` : undefined,
        after
          ? sql`(${webhookEvents.receivedAt}, ${webhookEvents.eventId}, ${webhookEvents.endpoint}) < (
              select before.received_at, before.event_id, before.endpoint
              from ${webhookEvents} before
              where before.endpoint = ${endpoint} and before.event_id = ${id}
            )`
          : undefined,
      ),
    )
    .orderBy(
      desc(webhookEvents.receivedAt),
      desc(webhookEvents.eventId),
      desc(webhookEvents.endpoint),
    )
    .limit(rowsOfPage + 1);
  const shown = rows.slice(0, rowsOfPage);
  const last = shown.at(-1)?.event;
  return {
    rows: shown.map(({ event, seller: name }) => ({
      endpoint: event.endpoint,
      eventId: event.eventId,
      type: event.type,
      seller: name,
      accountId: event.accountId,
      objectId: event.objectId,
      state: event.state,
      ignored: event.ignored,
      outcome:
        event.state === 'ignored'
          ? eventsIgnored[event.ignored ?? 'not_ours']
          : eventStates[event.state],
      problem: event.problem,
      tries: event.attempts,
      receivedAt: event.receivedAt.toISOString(),
      nextTryAt: event.state === 'received' ? event.nextTryAt.toISOString() : null,
      tookSeconds: event.handledAt
        ? Math.max(0, (event.handledAt.getTime() - event.created.getTime()) / 1000)
        : null,
    })),
    next: rows.length > rowsOfPage && last ? `${last.endpoint}.${last.eventId}` : null,
  };
}
