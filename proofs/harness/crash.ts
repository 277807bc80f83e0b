import type { CommitPoint } from '../engine/commits';
import { openWork, problemsOf, recordsOf } from './books';
import { EngineGone } from './engine-process';
import type { Flow } from './flow';
import type { House, OpenShop } from './house';
import { until } from './until';

/** Where the shop dies: at a call to Stripe or at a commit, before it happened or after. */
export interface CrashPoint extends CommitPoint {
  readonly at: 'call' | 'commit';
  /** Of the call or commit that the dry run counted there. */
  readonly name: string;
}

export interface Crash {
  readonly point: CrashPoint;
  /** False when the flow was through before its point came: then the shop died at its end. */
  readonly reached: boolean;
  /** From the end of the restart until nothing was left to do by itself. */
  readonly settledMs: number;
  readonly problems: readonly string[];
}

/** Plays a flow without harm and counts where it could die. */
export async function crashPoints(house: House, flow: Flow): Promise<CrashPoint[]> {
  const shop = await house.open();
  try {
    const story = await flow.prepare(shop);
    const calls: string[] = [];
    shop.line.listen = ({ name }) => void calls.push(name);
    await shop.engine.do('countCommits', null);
    await story.run(shop);
    const commits = await shop.engine.do('commitsSeen');
    const both = (at: CrashPoint['at'], names: readonly string[]) =>
      names.flatMap((name, index) =>
        (['before', 'after'] as const).map((when) => ({ at, name, nth: index + 1, when })),
      );
    return [...both('call', calls), ...both('commit', commits)];
  } finally {
    await shop.close();
  }
}

/**
 * Plays a flow, kills the shop at `point`, starts it again, waits until it has nothing to do any
 * more, lets its people come back, and holds Stripe's books against its rows.
 */
export async function playCrash(house: House, flow: Flow, point: CrashPoint): Promise<Crash> {
  const shop = await house.open();
  try {
    const { stock } = await shop.engine.do('readRecords');
    const story = await flow.prepare(shop);
    await dieAt(shop, point);
    await story.run(shop).catch((error: unknown) => {
      // Whatever people were told at that moment, the shop is gone or the line was cut.
      if (!shop.engine.gone && !(error instanceof EngineGone)) throw error;
    });
    const reached = shop.engine.gone;
    await shop.restart();
    const began = performance.now();
    const done = () =>
      until(
        'all is settled',
        async () => openWork(await shop.engine.do('readRecords')).length === 0,
      );
    await done();
    const settledMs = performance.now() - began;
    await story.again(shop);
    await done();
    const records = await shop.engine.do('readRecords');
    const books = await shop.books();
    const problems = [
      ...(await story.problems(recordsOf(story.buyerId, records), shop.platform)),
      ...problemsOf(books, records, stock),
    ];
    return { point, reached, settledMs, problems };
  } catch (error) {
    const said = `${String(error)}\n${shop.engine.output()}`;
    return { point, reached: true, settledMs: NaN, problems: [said] };
  } finally {
    await shop.close();
  }
}

async function dieAt(shop: OpenShop, point: CrashPoint): Promise<void> {
  if (point.at === 'commit') return shop.engine.do('countCommits', point);
  let count = 0;
  shop.line.listen = () => {
    count += 1;
    if (count !== point.nth) return undefined;
    return { kind: 'interrupt', when: point.when, act: () => shop.engine.kill() };
  };
}
