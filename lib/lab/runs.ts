import { and, eq, sql } from 'drizzle-orm';
import type { BuyerId, LabRunId } from '../model/ids';
import type { BrowserTask, LabOutcome } from '../model/lab';
import { ok, refuse, type Result } from '../model/result';
import { getDb } from '../store/client';
import { newId } from '../store/new-id';
import { labRuns } from '../store/schema';
import { withSdk } from '../stripe/lab-sdk';
import { labOf } from './lab-of';
import { readRun } from './read-run';
import { refusalOf } from './refusal-of';
import { labSellers } from './sellers';
import type { Step } from './way';
import { wayOf } from './ways';

interface StartRequest {
  readonly way: string;
  readonly sellerId: string;
  readonly choices: Readonly<Record<string, string>>;
}

type RunRefusal = 'not_found' | 'wrong_choice' | 'too_early' | 'not_yet' | 'unreachable';

/** Begins a run of a way with a seller; nothing is asked of Stripe yet. */
export async function startRun(
  buyerId: BuyerId,
  { way: slug, sellerId, choices }: StartRequest,
): Promise<Result<{ runId: LabRunId }, RunRefusal>> {
  const way = wayOf(slug);
  if (!way) return refuse('not_found', 'There is no such way.');
  const seller = (await labSellers()).find(({ id }) => id === sellerId);
  if (!seller || (way.country && seller.country !== way.country)) {
    return refuse('wrong_choice', 'Choose one of the sellers in the list.');
  }
  const chosen: Record<string, string> = {};
  for (const { name, label, options } of way.questions) {
    const value = choices[name] ?? options[0]?.value;
    if (!value || !options.some((option) => option.value === value)) {
      return refuse('wrong_choice', `Choose one of the answers to "${label}".`);
    }
    chosen[name] = value;
  }
  const runId = newId<LabRunId>('lab');
  const db = await getDb();
  await db
    .insert(labRuns)
    .values({ id: runId, buyerId, way: way.slug, sellerId: seller.id, choices: chosen });
  return ok({ runId });
}

interface StepRequest {
  /** Which step the page shows as the next one, counted from 0. */
  readonly step: number;
  /** True when the browser has done its part, or need not. */
  readonly browserDone: boolean;
  /** What the browser made, when it made something. */
  readonly fromBrowser: string | null;
}

/**
 * Takes the next step. Answers with the browser's part of it when there is one to do first, else with
 * null: the step was taken, or Stripe has refused it, and the run tells which. A step that was taken
 * already is not taken again.
 */
export async function takeStep(
  buyerId: BuyerId,
  runId: LabRunId,
  { step: number, browserDone, fromBrowser }: StepRequest,
): Promise<Result<{ task: BrowserTask | null }, RunRefusal>> {
  const found = await readRun(buyerId, runId);
  if (!found) return refuse('not_found', 'There is no such run.');
  const { way, run } = found;
  const { taken } = run;
  const step = way.steps[taken];
  if (!step || taken !== number) return ok({ task: null });
  const tried = await attempt(() =>
    withSdk({ buyerId, labRunId: runId }, (stripe) =>
      once(step, labOf(run, `step-${number}`, stripe, fromBrowser), browserDone),
    ),
  );
  if (!tried.ok) {
    if (tried.unanswered) return unreachable();
    await writeIf(runId, taken, run.tries, { stopped: tried.refusal, tries: run.tries + 1 });
    return ok({ task: null });
  }
  const { task, result } = tried.value;
  if (task) return ok({ task });
  if (result?.notYet) return refuse('not_yet', result.told);
  await writeIf(runId, taken, run.tries, {
    taken: taken + 1,
    saved: { ...run.saved, ...result?.saved },
    told: sql`${labRuns.told} || ${JSON.stringify([result?.told ?? ''])}::jsonb`,
    stopped: null,
  });
  return ok({ task: null });
}

async function once(step: Step, lab: ReturnType<typeof labOf>, browserDone: boolean) {
  const task = browserDone ? null : ((await step.inBrowser?.(lab)) ?? null);
  return task ? { task } : { task: null, result: await step.run(lab) };
}

/** Tries what Stripe refuses, and keeps how that ended. */
export async function tryRefusal(
  buyerId: BuyerId,
  runId: LabRunId,
  slug: string,
): Promise<Result<{ outcome: LabOutcome }, RunRefusal>> {
  const found = await readRun(buyerId, runId);
  const refusal = found?.way.refusals.find((one) => one.slug === slug);
  if (!found || !refusal) return refuse('not_found', 'There is no such thing to try.');
  const { run } = found;
  if (run.taken < refusal.after) {
    return refuse('too_early', `Take ${refusal.after} steps first, then this can be tried.`);
  }
  const tried = await attempt(() =>
    withSdk({ buyerId, labRunId: runId }, (stripe) =>
      refusal.run(labOf(run, `refusal-${slug}`, stripe)),
    ),
  );
  if (!tried.ok && tried.unanswered) return unreachable();
  const outcome: LabOutcome = tried.ok
    ? { ok: true, told: 'Stripe took it.' }
    : { ok: false, refusal: tried.refusal };
  const db = await getDb();
  await db
    .update(labRuns)
    .set({
      // Tried again it is another write, and gets another key.
      tries: sql`${labRuns.tries} + 1`,
      refusals: sql`${labRuns.refusals} || ${JSON.stringify({ [slug]: outcome })}::jsonb`,
    })
    .where(eq(labRuns.id, runId));
  return ok({ outcome });
}

const unreachable = () =>
  refuse('unreachable', 'Stripe did not answer. Press again: it is the same request.');

async function attempt<Value>(work: () => Promise<Value>) {
  try {
    return { ok: true, value: await work() } as const;
  } catch (error) {
    const refused = refusalOf(error);
    if (!refused) throw error;
    return { ok: false, ...refused } as const;
  }
}

/** Writes unless somebody has moved the run meanwhile: they made the same calls, with the same keys. */
async function writeIf(
  runId: LabRunId,
  taken: number,
  tries: number,
  change: Parameters<ReturnType<Awaited<ReturnType<typeof getDb>>['update']>['set']>[0],
): Promise<void> {
  const db = await getDb();
  await db
    .update(labRuns)
    .set(change)
    .where(and(eq(labRuns.id, runId), eq(labRuns.taken, taken), eq(labRuns.tries, tries)));
}
