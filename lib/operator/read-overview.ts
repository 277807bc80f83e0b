import 'server-only';
import { count, eq } from 'drizzle-orm';
import type { OperatorOverview } from '../model/operator';
import { needsAnswer } from '../seller/disputes';
import { getDb } from '../store/client';
import { disputes, refunds } from '../store/schema';
import { workView } from '../work/list-work';
import { isAskedOf, listStandings } from './list-accounts';
import { countUnansweredOfPlus } from './list-disputes';
import { readFiguresByCurrency } from './read-figures';

/** What needs a person now, and what was sold in the last so many days; from our own rows alone. */
export async function readOverview(days: number): Promise<OperatorOverview> {
  const db = await getDb();
  const [standings, [asked], [disputed], ofPlus, work, figures] = await Promise.all([
    listStandings(),
    db.select({ count: count() }).from(refunds).where(eq(refunds.state, 'requested')),
    db.select({ count: count() }).from(disputes).where(needsAnswer),
    countUnansweredOfPlus(),
    workView(),
    readFiguresByCurrency(days),
  ]);
  return {
    waiting: {
      accounts: standings.filter(isAskedOf).length,
      refundsAsked: asked?.count ?? 0,
      disputesToAnswer: (disputed?.count ?? 0) + ofPlus,
      stopped: work.stoppedCount,
      differences: work.differences.count,
    },
    figures,
  };
}
