import { and, desc, eq, type SQL } from 'drizzle-orm';
import type {
  AccountId,
  BuyerId,
  LabRunId,
  LegId,
  MembershipId,
  OrderId,
  SellerId,
  SetupId,
  SubscriptionId,
} from '../model/ids';
import type { StripeCallView } from '../model/views';
import { getDb } from '../store/client';
import { newId } from '../store/new-id';
import { sellers, stripeCalls } from '../store/schema';
import { siteText, type CallSite } from './call-site';
import { describeFault } from './describe-fault';
import { docsUrl } from './docs-url';
import { redact, redactForm, redactText } from './redact';

/** One exchange with Stripe as it went over the wire, not yet redacted. */
export interface RecordedCall {
  readonly at: Date;
  readonly durationMs: number;
  readonly subject: {
    readonly buyerId?: BuyerId;
    readonly sellerId?: SellerId;
    readonly orderId?: OrderId;
    readonly legId?: LegId;
    readonly setupId?: SetupId;
    readonly subscriptionId?: SubscriptionId;
    readonly membershipId?: MembershipId;
    readonly labRunId?: LabRunId;
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
  /** The `Stripe-Version` that was sent. */
  readonly apiVersion?: string | null;
  /** Who made it. */
  readonly site?: CallSite | undefined;
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
    const rows = Promise.all(calls.map(redacted));
    buffer.writing = buffer.writing.then(async () => write((await rows).flat()));
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
async function redacted(call: RecordedCall): Promise<Row[]> {
  try {
    return [{ ...rowOf(call), site: await siteOf(call) }];
  } catch (error) {
    console.error('[inspector] a call was not recorded:', describeFault(error));
    return [];
  }
}

/** The folder that Souk was started in is the repository's. */
async function siteOf({ site }: RecordedCall): Promise<string | null> {
  return site ? siteText(site, process.cwd()) : null;
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
    apiVersion: call.apiVersion ?? null,
  };
}

/** Calls of a run of this person's in the lab, oldest first. */
export function listLabCalls(buyerId: BuyerId, runId: LabRunId): Promise<StripeCallView[]> {
  return listCalls(and(eq(stripeCalls.buyerId, buyerId), eq(stripeCalls.labRunId, runId)));
}

/** Calls that `which` selects, oldest first; of more than `most` the latest. Say whose in `which`. */
export async function listCalls(which: SQL | undefined, most?: number): Promise<StripeCallView[]> {
  await flushCalls();
  const db = await getDb();
  const selected = db
    .select({ call: stripeCalls, accountName: sellers.name })
    .from(stripeCalls)
    .leftJoin(sellers, eq(sellers.accountId, stripeCalls.accountId))
    .where(which)
    // The embedded database's clock ticks in milliseconds: calls made side by side tie.
    .orderBy(desc(stripeCalls.at), desc(stripeCalls.id));
  const rows = await (most === undefined ? selected : selected.limit(most));
  return rows.reverse().map(({ call, accountName }) => ({
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
    apiVersion: call.apiVersion,
    site: call.site,
  }));
}
