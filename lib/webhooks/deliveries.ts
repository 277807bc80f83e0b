/**
 * Whether the endpoints are heard at all: when each took a delivery last, and what it has refused since.
 * A wrong secret, two that are swapped and a clock that is wrong show in nothing else. One small row for
 * each endpoint, written every few seconds at most, so a flood of strangers' deliveries costs nothing.
 */
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { config } from '../config/config';
import { webhookVariables } from '../config/webhook-secrets';
import { refusalText } from '../model/refusal-of-deliveries';
import {
  otherEndpoint,
  webhookEndpoints,
  type RefusalCause,
  type RefusingEndpoint,
  type WebhookEndpoint,
} from '../model/webhook';
import { getDb, withTx, type Db } from '../store/client';
import { milestones } from '../store/schema';

const writeEveryMs = 5_000;
const logEveryMs = 60_000;
/** Fewer of a stranger's deliveries, whom anybody may be, say nothing of our set-up. */
const telling = 3;

const shape = z.object({
  takenAt: z.iso.datetime().nullable(),
  /** Since then. */
  refused: z.int(),
  refusedAt: z.iso.datetime().nullable(),
  cause: z.enum(['other_secret', 'clock', 'no_event', 'unknown']),
});
type Heard = z.infer<typeof shape>;
const nothing: Heard = { takenAt: null, refused: 0, refusedAt: null, cause: 'unknown' };

interface Ear {
  /** What is not written yet. */
  news: Heard | null;
  writtenAt: number;
  loggedAt: number;
}
// Shared by every bundle of the process, as the database is.
const shared = globalThis as unknown as { soukEars?: Map<WebhookEndpoint, Ear> };
const ears = (shared.soukEars ??= new Map());

function earOf(endpoint: WebhookEndpoint): Ear {
  const ear = ears.get(endpoint) ?? { news: null, writtenAt: -Infinity, loggedAt: -Infinity };
  ears.set(endpoint, ear);
  return ear;
}

/** Nobody waits for it, and it never throws. */
export function noteTaken(endpoint: WebhookEndpoint): void {
  const { refusedAt = null } = earOf(endpoint).news ?? {};
  note(endpoint, { ...nothing, refusedAt, takenAt: new Date().toISOString() });
}

/** The same. Of what was sent nothing is kept, and nothing is logged. */
export function noteRefused(endpoint: WebhookEndpoint, cause: RefusalCause): void {
  const news = { ...nothing, refused: 1, refusedAt: new Date().toISOString(), cause };
  note(endpoint, after(earOf(endpoint).news ?? nothing, news));
  const ear = earOf(endpoint);
  if (performance.now() - ear.loggedAt < logEveryMs) return;
  ear.loggedAt = performance.now();
  console.warn(`[webhooks] ${pathOf(endpoint)} refuses deliveries: ${textOf(endpoint, cause)}`);
}

function note(endpoint: WebhookEndpoint, news: Heard): void {
  const ear = earOf(endpoint);
  ear.news = news;
  if (performance.now() - ear.writtenAt >= writeEveryMs) void write(endpoint);
}

/** How it stands once `news` came after `known`. What a secret of ours has signed outweighs a stranger. */
function after(known: Heard, news: Heard): Heard {
  if (news.takenAt) return { ...news, refusedAt: news.refusedAt ?? known.refusedAt };
  return {
    takenAt: known.takenAt,
    refused: known.refused + news.refused,
    refusedAt: news.refusedAt,
    cause: news.cause === 'unknown' ? known.cause : news.cause,
  };
}

async function write(endpoint: WebhookEndpoint): Promise<void> {
  const ear = earOf(endpoint);
  const { news } = ear;
  if (!news) return;
  ear.news = null;
  ear.writtenAt = performance.now();
  try {
    await withTx(async (tx) => {
      const value = JSON.stringify(after(await read(tx, endpoint), news));
      await tx
        .insert(milestones)
        .values({ name: nameOf(endpoint), value })
        .onConflictDoUpdate({ target: milestones.name, set: { value, at: new Date() } });
    });
  } catch {
    // The next one says as much; that the database is away, others say.
  }
}

async function read(db: Db, endpoint: WebhookEndpoint): Promise<Heard> {
  const [row] = await db
    .select({ value: milestones.value })
    .from(milestones)
    .where(eq(milestones.name, nameOf(endpoint)))
    .for('update');
  return row ? shape.parse(JSON.parse(row.value)) : nothing;
}

const nameOf = (endpoint: WebhookEndpoint) => `webhooks:${endpoint}`;
const pathOf = (endpoint: WebhookEndpoint) => `/api/webhooks/${endpoint}`;

const textOf = (endpoint: WebhookEndpoint, cause: RefusalCause) =>
  refusalText({
    cause,
    variable: webhookVariables[endpoint],
    otherVariable: webhookVariables[otherEndpoint(endpoint)],
  });

/** Endpoints that have a secret and whose newest deliveries were all refused. */
export async function refusingEndpoints(): Promise<readonly RefusingEndpoint[]> {
  const { webhookSecrets } = config();
  const db = await getDb();
  const found: RefusingEndpoint[] = [];
  for (const endpoint of webhookEndpoints) {
    // What came after the last write would else be told by the next delivery alone.
    await write(endpoint);
    const { takenAt, refused, refusedAt, cause } = await read(db, endpoint);
    const tells = refused >= (cause === 'unknown' ? telling : 1);
    if (!tells || !refusedAt || webhookSecrets[endpoint].length === 0) continue;
    found.push({
      path: pathOf(endpoint),
      variable: webhookVariables[endpoint],
      otherVariable: webhookVariables[otherEndpoint(endpoint)],
      ...{ cause, refused, refusedAt, takenAt },
    });
  }
  return found;
}

/** For tests only: as after a start. */
export const forgetDeliveries = (): void => ears.clear();
