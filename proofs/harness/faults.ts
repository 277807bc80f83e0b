import { openWork, recordsOf } from './books';
import { engineUnder } from './engine-process';
import type { Flow, Shop } from './flow';
import type { OpenShop } from './house';
import type { Call, Mishap } from './line';
import { until } from './until';

/** How long an engine of the fault matrix waits for an answer. */
export const patienceMs = 2_000;

const said = (
  status: number,
  error: Record<string, string>,
  headers: Record<string, string> = {},
) => ({ kind: 'answer', status, headers, body: { error } }) as const;

const wentWrong = { type: 'api_error', message: 'Something went wrong at Stripe.' };

/** What can happen to a call, in the words of https://docs.stripe.com/error-low-level. */
export const mishaps: Readonly<Record<string, Mishap>> = {
  '500': said(500, wentWrong),
  // For ever: only another key is served.
  'kept 500': said(500, wentWrong, { 'idempotent-replayed': 'true' }),
  'kept 500, done': { ...said(500, wentWrong, { 'idempotent-replayed': 'true' }), done: true },
  'reset before': { kind: 'reset' },
  'reset after commit': { kind: 'drop' },
  stall: { kind: 'stall', ms: patienceMs + 500 },
  rate_limit: said(429, {
    type: 'invalid_request_error',
    code: 'rate_limit',
    message: 'Too many requests.',
  }),
  lock_timeout: said(
    429,
    {
      type: 'invalid_request_error',
      code: 'lock_timeout',
      message: 'The object is in use.',
    },
    { 'stripe-should-retry': 'true' },
  ),
  'malformed body': { kind: 'malformed' },
};

/**
 * A call and its repeats by the client, so that whoever made it hears of the mishap: then Stripe is well
 * again. The SDK repeats twice, but never what was answered with something else than JSON; too much at
 * once is repeated by our own client, four times.
 */
function arrivalsOf(mishap: string): number {
  if (mishap === 'rate_limit') return 5;
  return mishap === 'malformed body' ? 1 : 3;
}

/**
 * What may have moved money, and has not, is waited for until a list without it is believed, which is longer
 * than a proof can wait; `pay-leg`, `send-refund` and `start-subscription` have tests of their own for that.
 */
const waitedFor = /^POST \/v1\/(payment_intents|refunds|subscriptions)$/;

/**
 * A confirmation in the buyer's presence that can tell no more is not made again without them: their
 * leg fails, and they press once more. What the books say of it is looked at with all others.
 */
const isLast = ({ mishap, flow }: FaultPoint, call: string) =>
  isKeptMishap(mishap) &&
  /^(recover an authentication|all or nothing, one not taken)$/.test(flow.name) &&
  call === 'POST /v1/payment_intents/{id}/confirm';

const isKeptMishap = (mishap: string) => mishap.startsWith('kept 500');

const is429 = (mishap: string) => mishap === 'rate_limit' || mishap === 'lock_timeout';

export interface FaultPoint {
  readonly flow: Flow;
  /** The call of the flow that is hit, counted from 1. */
  readonly nth: number;
  readonly mishap: string;
}

export interface Played {
  readonly point: FaultPoint;
  /** What was hit; undefined when the flow made fewer calls this time. */
  readonly call: string | undefined;
  readonly problems: readonly string[];
}

/** How many calls a flow makes of itself when nothing goes wrong; those of jobs bear no mark. */
export async function countCalls(shop: OpenShop, flow: Flow): Promise<number> {
  const seen = new Set<string>();
  const story = await flow.prepare(shop);
  shop.line.listen = ({ identity, point }) => void (point && seen.add(identity));
  await story.run({ engine: engineUnder(shop.engine, 'count'), platform: shop.platform });
  shop.line.listen = null;
  return seen.size;
}

/**
 * Hears every call of the shop, and hands those that bear a mark to who plays under that mark. What is
 * `kept`, by its identity, is answered so whoever makes it, jobs included.
 */
export function listenByPoint(shop: OpenShop) {
  const listeners = new Map<string, (call: Call) => Mishap | undefined>();
  const kept = new Set<string>();
  shop.line.listen = (call) => {
    if (kept.has(call.identity)) return mishaps['kept 500'];
    return call.point ? listeners.get(call.point)?.(call) : undefined;
  };
  return { listeners, kept };
}

/**
 * Plays a flow while one of its calls, with its repeats, meets with a mishap; waits until the shop has
 * nothing to do any more, and lets its people come back. Any number may be played at once.
 */
export async function playFault(
  shop: OpenShop,
  { listeners, kept }: ReturnType<typeof listenByPoint>,
  point: FaultPoint,
): Promise<Played> {
  const mark = `${point.flow.name} ${point.nth} ${point.mishap}`.replace(/[^a-z0-9]/g, '-');
  const marked: Shop = { engine: engineUnder(shop.engine, mark), platform: shop.platform };
  const seen: string[] = [];
  let hit: string | undefined;
  let hits = 0;
  try {
    const story = await point.flow.prepare(shop);
    listeners.set(mark, ({ identity, name, keyed }) => {
      if (!seen.includes(identity)) seen.push(identity);
      if (seen.indexOf(identity) !== point.nth - 1) return undefined;
      if (hits === arrivalsOf(point.mishap)) return undefined;
      hits += 1;
      hit = name;
      if (!isKeptMishap(point.mishap)) return mishaps[point.mishap];
      const isKept = keyed && (point.mishap !== 'kept 500' || !waitedFor.test(name));
      if (isKept) kept.add(identity);
      return mishaps[isKept ? point.mishap : '500'];
    });
    // People may be told that Stripe could not be reached, or where it will not say more, that nothing was
    // charged; they come back below.
    const mayBeTold = isKeptMishap(point.mishap)
      ? /refused, .*(unreachable|Nothing was)/
      : /refused, unreachable/;
    await story.run(marked).catch((error: unknown) => {
      if (!mayBeTold.test(String(error))) throw error;
    });
    const done = () =>
      until('all is settled', async () => {
        const records = recordsOf(story.buyerId, await shop.engine.do('readRecords'));
        return openWork(records).length === 0;
      });
    await done();
    await story.again(shop);
    await done();
    const records = recordsOf(story.buyerId, await shop.engine.do('readRecords'));
    const unheard = hit && is429(point.mishap) && hits < arrivalsOf(point.mishap);
    return {
      point,
      call: hit,
      problems: [
        ...(hit && isLast(point, hit) ? [] : await story.problems(records, shop.platform)),
        ...(unheard ? ['whoever made the call never heard that it was too much'] : []),
      ],
    };
  } catch (error) {
    return { point, call: hit, problems: [String(error)] };
  } finally {
    listeners.delete(mark);
  }
}
