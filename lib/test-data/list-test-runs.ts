import 'server-only';
import { desc } from 'drizzle-orm';
import type { TestRunView } from '../model/test-data';
import { getDb } from '../store/client';
import { testRuns } from '../store/schema';
import { stepsOf } from './steps';

/** The newest runs, as far as they have come. */
export async function listTestRuns(): Promise<TestRunView[]> {
  const db = await getDb();
  const rows = await db
    .select()
    .from(testRuns)
    .orderBy(desc(testRuns.createdAt), desc(testRuns.id))
    .limit(10);
  return rows.map(({ id, kind, state, taken, told, problem, createdAt, saved }) => ({
    ...{ id, kind, state, taken, told, problem },
    steps: stepsOf(kind).length,
    startedAt: createdAt.toISOString(),
    orders: Object.entries(saved).flatMap(([name, value]) =>
      name.startsWith('order') ? [value] : [],
    ),
  }));
}
