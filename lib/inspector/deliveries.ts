/** Which of the events that Stripe delivered belong to some calls: those about the same objects. */
import { and, desc, eq, gte, inArray, isNull, or, type SQL } from 'drizzle-orm';
import type { AccountId } from '../model/ids';
import type { DeliveryView } from '../model/underneath';
import type { StripeCallView } from '../model/views';
import { getDb } from '../store/client';
import { sellers, webhookEvents } from '../store/schema';

/** Kinds of objects that events are about and that belong to one buyer. An account or a price does not. */
const told = /^(?:ch|dp|du|fee|in|mandate|pi|pm|py|pyr|re|seti|src|sub)_[A-Za-z0-9_]+$/;

/** Most events that are told of one thing; a subscription gathers them for years. */
const most = 300;

/** The latest events that are about what these calls were answered with, oldest first. */
export async function listDeliveries(
  calls: readonly Pick<StripeCallView, 'accountId' | 'response'>[],
): Promise<DeliveryView[]> {
  const which = [...objectsOf(calls)].map(([accountId, ids]) => aboutAny(accountId, [...ids]));
  return which.length === 0 ? [] : listLatestDeliveries(or(...which));
}

/**
 * The latest events that `which` selects (any, when it is undefined), oldest first: so many at most, and
 * none before `since`, an ISO time.
 */
export async function listLatestDeliveries(
  which: SQL | undefined,
  atMost = most,
  since?: string,
): Promise<DeliveryView[]> {
  const db = await getDb();
  const rows = await db
    .select({ event: webhookEvents, accountName: sellers.name })
    .from(webhookEvents)
    .leftJoin(sellers, eq(sellers.accountId, webhookEvents.accountId))
    .where(and(which, since ? gte(webhookEvents.receivedAt, new Date(since)) : undefined))
    .orderBy(
      desc(webhookEvents.receivedAt),
      desc(webhookEvents.created),
      desc(webhookEvents.eventId),
    )
    .limit(atMost);
  return rows.reverse().map(viewOf);
}

function viewOf({
  event,
  accountName,
}: {
  readonly event: typeof webhookEvents.$inferSelect;
  readonly accountName: string | null;
}): DeliveryView {
  return {
    id: event.eventId,
    endpoint: event.endpoint,
    type: event.type,
    accountId: event.accountId,
    accountName,
    objectId: event.objectId,
    createdAt: event.created.toISOString(),
    receivedAt: event.receivedAt.toISOString(),
    handledAt: event.handledAt?.toISOString() ?? null,
    state: event.state,
    ignored: event.ignored,
    attempts: event.attempts,
  };
}

function aboutAny(accountId: string | null, ids: string[]): SQL | undefined {
  return and(
    accountId === null ? isNull(webhookEvents.accountId) : eq(webhookEvents.accountId, accountId),
    or(inArray(webhookEvents.objectId, ids), inArray(webhookEvents.paymentIntentId, ids)),
  );
}

/**
 * Ids in the answers, by the account that gave them; null is the platform. Lists are left out: one that
 * was searched through holds what belongs to others.
 */
function objectsOf(
  calls: readonly Pick<StripeCallView, 'accountId' | 'response'>[],
): Map<AccountId | null, Set<string>> {
  const found = new Map<AccountId | null, Set<string>>();
  for (const { accountId, response } of calls) {
    const ids = found.get(accountId as AccountId | null) ?? new Set<string>();
    collect(JSON.parse(response), ids);
    if (ids.size > 0) found.set(accountId as AccountId | null, ids);
  }
  return found;
}

function collect(value: unknown, ids: Set<string>): void {
  if (typeof value === 'string') {
    if (told.test(value)) ids.add(value);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if ((value as { object?: unknown }).object === 'list') return;
  // What somebody wrote down about an object is not the object.
  for (const [name, inner] of Object.entries(value)) if (name !== 'metadata') collect(inner, ids);
}
