import { and, asc, eq, sql } from 'drizzle-orm';
import { sendJob } from '../jobs/send-job';
import type { TestRunId } from '../model/ids';
import { getDb, withTx } from '../store/client';
import { leaseFor, leaseIsFree, newLeaseOwner } from '../store/lease';
import { testRuns } from '../store/schema';
import { readFailure } from '../stripe/failure';
import { mayMakeTestData } from './may-make';
import { stepsOf } from './steps';

type Run = typeof testRuns.$inferSelect;

const pauseSeconds = 2;
/** What does not come within ten minutes does not come. */
const patienceMs = 600_000;

/**
 * Takes the steps of a run that are left. Each one's outcome is stored before the next, so that
 * whoever goes on after a crash repeats one step at most, with the same keys. Throws what stood in the
 * way, for the queue to come back.
 */
export async function makeTestData(runId: TestRunId): Promise<void> {
  const owner = newLeaseOwner();
  for (;;) {
    const run = mayMakeTestData() ? await claim(runId, owner) : null;
    if (!run) return;
    const step = stepsOf(run.kind)[run.taken];
    if (!step) return release(runId, owner, { state: 'done' });
    let taken;
    try {
      taken = await step({ runId, saved: run.saved });
    } catch (error) {
      const failure = readFailure(error);
      // What Stripe refuses once it refuses again: with the same key the answer stays.
      const final = failure?.kind === 'declined' || failure?.kind === 'refused';
      await release(runId, owner, final ? failedBy('Stripe refused a call of this step.') : {});
      if (final) return;
      throw error;
    }
    if (taken === 'wait') return waitFor(run, owner);
    if ('stop' in taken) return release(runId, owner, failedBy(taken.stop));
    await keep(run, owner, taken);
  }
}

const failedBy = (problem: string) => ({ state: 'failed', problem }) as const;

async function claim(runId: TestRunId, owner: string): Promise<Run | null> {
  const db = await getDb();
  const [run] = await db
    .update(testRuns)
    .set({ leaseOwner: owner, leaseUntil: leaseFor })
    .where(
      and(
        eq(testRuns.id, runId),
        eq(testRuns.state, 'running'),
        sql`(${testRuns.leaseOwner} = ${owner} or ${leaseIsFree(testRuns.leaseOwner, testRuns.leaseUntil)})`,
      ),
    )
    .returning();
  return run ?? null;
}

/** Refused when somebody else has taken the run over meanwhile. */
async function keep(
  run: Run,
  owner: string,
  { told, saved }: { readonly told: string; readonly saved?: Readonly<Record<string, string>> },
): Promise<void> {
  const db = await getDb();
  await db
    .update(testRuns)
    .set({
      taken: run.taken + 1,
      saved: { ...run.saved, ...saved },
      told: [...run.told, told],
      updatedAt: sql`now()`,
    })
    .where(mine(run.id, owner));
}

async function waitFor(run: Run, owner: string): Promise<void> {
  if (Date.now() - run.updatedAt.getTime() > patienceMs) {
    return release(run.id, owner, failedBy('What this step waits for did not come.'));
  }
  await withTx(async () => {
    await release(run.id, owner, {});
    await sendJob('make-test-data', { testRunId: run.id }, { startAfterSeconds: pauseSeconds });
  });
}

async function release(
  runId: TestRunId,
  owner: string,
  ending: Partial<Pick<Run, 'state' | 'problem'>>,
): Promise<void> {
  const db = await getDb();
  await db
    .update(testRuns)
    .set({ ...ending, leaseOwner: null, leaseUntil: null })
    .where(mine(runId, owner));
}

const mine = (runId: TestRunId, owner: string) =>
  and(eq(testRuns.id, runId), eq(testRuns.leaseOwner, owner));

/** Runs that are not at their end and that nobody works at; for the sweeper. */
export async function freeTestRuns(): Promise<TestRunId[]> {
  if (!mayMakeTestData()) return [];
  const db = await getDb();
  const rows = await db
    .select({ id: testRuns.id })
    .from(testRuns)
    .where(
      and(
        eq(testRuns.state, 'running'),
        leaseIsFree(testRuns.leaseOwner, testRuns.leaseUntil),
        sql`${testRuns.updatedAt} < now() - interval '20 seconds'`,
      ),
    )
    .orderBy(asc(testRuns.createdAt))
    .limit(10);
  return rows.map(({ id }) => id);
}
