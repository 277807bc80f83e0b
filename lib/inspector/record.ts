import { asc, and, eq } from 'drizzle-orm';
import type { AccountId, BuyerId, LegId, OrderId, SetupId } from '../model/ids';
import type { StripeCallView } from '../model/views';
import { getDb } from '../store/client';
import { newId } from '../store/new-id';
import { sellers, stripeCalls } from '../store/schema';
import { describeFault } from './describe-fault';
import { docsUrl } from './docs-url';
import { redact, redactForm, redactText } from './redact';

/** One exchange with Stripe as it went over the wire, not yet redacted. */
export interface RecordedCall {
  readonly at: Date;
  readonly durationMs: number;
  readonly subject: {
    readonly buyerId?: BuyerId;
    readonly orderId?: OrderId;
    readonly legId?: LegId;
    readonly setupId?: SetupId;
  };
  /** The `Stripe-Account` that was sent; null on the platform. */
  readonly accountId: string | null;
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey: string | null;
  /** Null when no answer came. */
  readonly status: number | null;
  readonly requestId: string | null;
  /** The form body as sent. */
  readonly request: string;
  readonly response: unknown;
}

type Row = typeof stripeCalls.$inferInsert;

/** Calls are written when none came for so long, since more of them mean that somebody waits … */
const quietMs = 50;
/** … and after so long in any case; in milliseconds. */
const flushWithinMs = 500;

// Shared by every bundle of the process, as the database is.
const shared = globalThis as unknown as {
  soukCalls?: {
    calls: RecordedCall[];
    timer?: NodeJS.Timeout | undefined;
    /** When the oldest of them is written at the latest. */
    due?: number | undefined;
    writing: Promise<void>;
  };
};
const buffer = (shared.soukCalls ??= { calls: [], writing: Promise.resolve() });

/**
 * Keeps a call for the inspector. Returns at once and never throws: what is written down about a
 * payment must not slow or break it. It is redacted and reaches the table within half a second.
 */
export function recordCall(call: RecordedCall): void {
  buffer.calls.push(call);
  buffer.due ??= performance.now() + flushWithinMs;
  clearTimeout(buffer.timer);
  buffer.timer = setTimeout(
    () => void flushCalls(),
    Math.min(quietMs, Math.max(0, buffer.due - performance.now())),
  );
}

/** Writes what is still in memory; resolves when it is in the table. Never rejects. */
export async function flushCalls(): Promise<void> {
  clearTimeout(buffer.timer);
  buffer.timer = undefined;
  buffer.due = undefined;
  const calls = buffer.calls.splice(0);
  if (calls.length > 0) {
    buffer.writing = buffer.writing.then(() => write(calls.flatMap(redacted)));
  }
  await buffer.writing;
}

async function write(rows: Row[]): Promise<void> {
  if (!rows.length) return;
  try {
    const db = await getDb();
    await db.insert(stripeCalls).values(rows);
  } catch (error) {
    console.error(`[inspector] ${rows.length} calls were not recorded:`, describeFault(error));
  }
}

/** None when it cannot be redacted; the others are written all the same. */
function redacted(call: RecordedCall): Row[] {
  try {
    return [rowOf(call)];
  } catch (error) {
    console.error('[inspector] a call was not recorded:', describeFault(error));
    return [];
  }
}

function rowOf(call: RecordedCall): Row {
  const [path = '', query = ''] = call.path.split('?');
  const method = call.method.toUpperCase();
  return {
    id: newId('call'),
    at: call.at,
    durationMs: Math.max(0, Math.round(call.durationMs)),
    ...call.subject,
    accountId: call.accountId as AccountId | null,
    method: method === 'POST' || method === 'DELETE' ? method : 'GET',
    path: redactText(path),
    idempotencyKey: call.idempotencyKey && redactText(call.idempotencyKey),
    status: call.status,
    requestId: call.requestId,
    request: redactForm([query, call.request].filter(Boolean).join('&')),
    response: redact(call.response) ?? null,
  };
}

/** The calls made for an order of this buyer, oldest first; empty for anybody else's. */
export async function listOrderCalls(
  buyerId: BuyerId,
  orderId: OrderId,
): Promise<StripeCallView[]> {
  await flushCalls();
  const db = await getDb();
  const rows = await db
    .select({ call: stripeCalls, accountName: sellers.name })
    .from(stripeCalls)
    .leftJoin(sellers, eq(sellers.accountId, stripeCalls.accountId))
    .where(and(eq(stripeCalls.buyerId, buyerId), eq(stripeCalls.orderId, orderId)))
    // The embedded database's clock ticks in milliseconds: calls made side by side tie.
    .orderBy(asc(stripeCalls.at), asc(stripeCalls.id));
  return rows.map(({ call, accountName }) => ({
    id: call.id,
    at: call.at.toISOString(),
    durationMs: call.durationMs,
    accountId: call.accountId,
    accountName,
    method: call.method,
    path: call.path,
    idempotencyKey: call.idempotencyKey,
    status: call.status,
    requestId: call.requestId,
    request: JSON.stringify(call.request, null, 2),
    response: JSON.stringify(call.response, null, 2),
    docsUrl: docsUrl(call.method, call.path, call.accountId !== null),
  }));
}
