import { and, eq } from 'drizzle-orm';
import { sendJob } from '../jobs/send-job';
import type { TestRunId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import type { TestDataKind } from '../model/test-data';
import { writeAct, type Actor } from '../store/acts';
import { withTx } from '../store/client';
import { newId } from '../store/new-id';
import { testRuns } from '../store/schema';
import { mayMakeTestData } from './may-make';

/**
 * An operator has test data made, by a job. One of a kind is made at a time: another press finds it.
 * Where there are real people there is no such thing.
 */
export async function startTestRun(
  operator: Actor,
  kind: TestDataKind,
): Promise<Result<{ testRunId: TestRunId }, 'not_found'>> {
  if (!mayMakeTestData()) return refuse('not_found', 'There is no such thing here.');
  return withTx(async (tx) => {
    const [made] = await tx
      .insert(testRuns)
      .values({ id: newId<TestRunId>('tst'), kind, startedBy: operator.id })
      .onConflictDoNothing()
      .returning({ id: testRuns.id });
    if (!made) {
      const [running] = await tx
        .select({ id: testRuns.id })
        .from(testRuns)
        .where(and(eq(testRuns.kind, kind), eq(testRuns.state, 'running')));
      return running
        ? ok({ testRunId: running.id })
        : refuse('not_found', 'It has just ended. Press again.');
    }
    await sendJob('make-test-data', { testRunId: made.id });
    await writeAct(tx, operator, 'test_data_made', { testRunId: made.id });
    return ok({ testRunId: made.id });
  });
}
