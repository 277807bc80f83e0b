/**
 * The fault matrix: each call of each flow meets with everything that can happen to a call. The flow
 * ends as it would have ended, and nothing is charged twice. Unless it is a whole run, a
 * call meets one mishap, the next call another; fewer in flows that are much like another.
 */
import PQueue from 'p-queue';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemsOf } from './harness/books';
import {
  countCalls,
  listenByPoint,
  mishaps,
  patienceMs,
  playFault,
  type Played,
} from './harness/faults';
import { flows } from './harness/flows';
import { openHouse, type House, type OpenShop } from './harness/house';
import { whole } from './harness/options';
import { table } from './harness/table';

/** Stories told at once in one shop: each waits most of its time. */
const sideBySide = 24;
const names = Object.keys(mishaps);

let house: House;
let shop: OpenShop;

beforeAll(async () => {
  house = await openHouse(1);
  shop = await house.open({ env: { STRIPE_TIMEOUT_MS: String(patienceMs) } });
});

afterAll(async () => {
  await shop?.close();
  await house?.close();
});

it('a call that goes wrong changes nothing in how its flow ends', async () => {
  const { stock } = await shop.engine.do('readRecords');
  const points = [];
  let turn = 0;
  for (const flow of flows) {
    const calls = await countCalls(shop, flow);
    for (let nth = 1; nth <= calls; nth += 1) {
      if (whole) points.push(...names.map((mishap) => ({ flow, nth, mishap })));
      else if (nth % (flow.every ?? 1) === 0) {
        points.push({ flow, nth, mishap: names[turn++ % names.length] as string });
      }
    }
  }
  const listeners = listenByPoint(shop);
  const queue = new PQueue({ concurrency: sideBySide });
  const played = await Promise.all(
    points.map((point) => queue.add(async () => telling(await playFault(shop, listeners, point)))),
  );
  print(played);
  expect(played.filter(({ problems }) => problems.length > 0).map(told)).toEqual([]);
  expect(played.filter(({ call }) => call === undefined).map(told)).toEqual([]);
  const records = await shop.engine.do('readRecords');
  expect(problemsOf(await shop.books(), records, stock)).toEqual([]);
});

/** At once, as the run goes on for a while. */
function telling(played: Played): Played {
  if (played.problems.length > 0) console.error(told(played));
  return played;
}

const told = ({ point: { flow, nth, mishap }, call, problems }: Played) => ({
  of: `${flow.name}, call ${nth} (${call}): ${mishap}`,
  problems,
});

function print(played: readonly Played[]): void {
  const rowOf = (name: string, some: readonly Played[]) => [
    name,
    new Set(some.map(({ point: { flow, nth } }) => `${flow.name} ${nth}`)).size,
    some.length,
    ...names.map((mishap) => {
      const own = some.filter(({ point }) => point.mishap === mishap);
      return `${own.filter(({ problems }) => problems.length === 0).length}/${own.length}`;
    }),
  ];
  const rows = flows.map((flow) =>
    rowOf(
      flow.name,
      played.filter(({ point }) => point.flow === flow),
    ),
  );
  table(
    'Fault matrix: calls × mishaps, passed of played',
    ['flow', 'calls', 'points', ...names],
    [...rows, rowOf('all', played)],
  );
}
