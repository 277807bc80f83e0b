/**
 * The crash matrix: each flow is killed at each of its calls to Stripe and at each of its commits,
 * before and after, and started again. Nothing may be charged twice, lost or left open. Before a call
 * and before a commit the world is as it was after the last of either, so that only a whole run dies
 * there, too.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crashPoints, playCrash, type Crash } from './harness/crash';
import { flows } from './harness/flows';
import { openHouse, type House } from './harness/house';
import { whole, width } from './harness/options';
import { table } from './harness/table';

let house: House;
const played = new Map<string, readonly Crash[]>();

beforeAll(async () => {
  house = await openHouse(width);
});

afterAll(async () => {
  await house?.close();
  const crashes = [...played.values()].flat();
  const rows = flows.map(({ name }) => rowOf(name, played.get(name) ?? []));
  const columns = ['flow', 'calls', 'commits', 'points', 'reached', 'passed', 'slowest, ms'];
  table('Crash matrix: kill -9 before and after each', columns, [...rows, rowOf('all', crashes)]);
});

const rowOf = (flow: string, crashes: readonly Crash[]) => [
  flow,
  crashes.filter(({ point: { at, when } }) => at === 'call' && when === 'after').length,
  crashes.filter(({ point: { at, when } }) => at === 'commit' && when === 'after').length,
  crashes.length,
  crashes.filter(({ reached }) => reached).length,
  crashes.filter(({ problems }) => problems.length === 0).length,
  Math.round(Math.max(...crashes.map(({ settledMs }) => settledMs))),
];

/** At once, as the run goes on for a while. */
function telling(crash: Crash): Crash {
  if (crash.problems.length > 0) console.error(crash);
  return crash;
}

// How many shops are open at once is the house's to say; while one counts, another can die.
describe('a shop that is killed', () => {
  it.concurrent.each(flows)('anywhere in "$name" goes on to the right end', async (flow) => {
    const all = await crashPoints(house, flow);
    const after = all.filter(({ when }) => when === 'after');
    // Of each kind the first, and every so many after it.
    const sample = (['call', 'commit'] as const).flatMap((kind) =>
      after
        .filter(({ at }) => at === kind)
        .filter((_, index) => index % (6 * (flow.every ?? 1)) === 0),
    );
    const points = whole ? all : sample;
    expect(points.filter(({ at }) => at === 'call')).not.toEqual([]);
    expect(points.filter(({ at }) => at === 'commit')).not.toEqual([]);
    const crashes = await Promise.all(
      points.map(async (point) => telling(await playCrash(house, flow, point))),
    );
    played.set(flow.name, crashes);
    expect(
      crashes
        .filter(({ problems }) => problems.length > 0)
        .map(({ point: { when, nth, name }, problems }) => ({
          die: `${when} ${nth}: ${name}`,
          problems,
        })),
    ).toEqual([]);
  });
});
