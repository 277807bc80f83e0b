import { and, desc, eq } from 'drizzle-orm';
import { listLabCalls } from '../inspector/record';
import type { BuyerId, LabRunId } from '../model/ids';
import type { LabObject, RunView, WayView } from '../model/lab';
import type { StripeCallView } from '../model/views';
import { getDb } from '../store/client';
import { labRuns } from '../store/schema';
import { codeOf } from './code-of';
import { readRun } from './read-run';
import type { Migration, Way } from './way';
import { wayOf, ways } from './ways';

/** A way as its page shows it, with its code; null when there is none of this name. */
export async function viewWay(slug: string): Promise<WayView | null> {
  const way = wayOf(slug);
  if (!way) return null;
  const codeAt = (part: { readonly code: string; readonly file?: string }) =>
    codeOf(part.file ?? way.file, part.code);
  return {
    ...outline(way),
    choices: way.questions,
    steps: await Promise.all(
      way.steps.map(async (step) => ({
        name: step.name,
        says: step.says,
        inBrowser: step.inBrowser !== undefined,
        code: await codeAt(step),
      })),
    ),
    refusals: await Promise.all(
      way.refusals.map(async (refusal) => ({
        slug: refusal.slug,
        name: refusal.name,
        says: refusal.says,
        after: refusal.after,
        code: await codeAt(refusal),
      })),
    ),
    sources: way.sources,
    migrate: way.migrate ? { says: way.migrate.says, href: hrefOf(way.migrate) } : null,
  };
}

const hrefOf = ({ way, choices = {} }: Migration) =>
  `/lab/${way}?${new URLSearchParams(choices)}#run-it`;

const outline = (way: Way) => ({
  slug: way.slug,
  number: ways.indexOf(way) + 1,
  title: way.title,
  state: way.state,
  why: way.why,
  summary: way.summary,
  facts: way.facts,
});

/** All ways, in their order, without steps. */
export const listWays = () => ways.map(outline);

/** A run of this person's, with its calls; null for anybody else's. */
export async function viewRun(buyerId: BuyerId, runId: LabRunId): Promise<RunView | null> {
  const [found, calls] = await Promise.all([readRun(buyerId, runId), listLabCalls(buyerId, runId)]);
  if (!found) return null;
  const { way, run } = found;
  return {
    id: run.id,
    way: run.way,
    chosen: [
      { label: 'Seller', text: `${run.seller.name} (${run.seller.country})` },
      ...way.questions.map(({ name, label, options }) => ({
        label,
        text: options.find(({ value }) => value === run.choices[name])?.label ?? '',
      })),
    ],
    taken: run.taken,
    told: run.told,
    stopped: run.stopped,
    refusals: run.refusals,
    objects: objectsOf(calls),
    calls,
  };
}

const kindNames: Readonly<Record<string, string>> = {
  customer: 'Customer',
  setup_intent: 'SetupIntent',
  payment_intent: 'PaymentIntent',
  payment_method: 'PaymentMethod',
  charge: 'Charge',
  token: 'Token',
  source: 'Source',
  card: 'Card',
  bank_account: 'BankAccount',
  subscription: 'Subscription',
  payment_method_configuration: 'Payment method configuration',
};

/** What was made or read by its id, where it lives, once each and in the order of its first answer. */
function objectsOf(calls: readonly StripeCallView[]): LabObject[] {
  const found = new Map<string, LabObject>();
  for (const { response, accountId } of calls) {
    const answer = JSON.parse(response) as Answer | null;
    const add = (what: string | undefined, id: unknown) => {
      if (!what || typeof id !== 'string') return;
      const name = `${accountId ?? ''} ${id}`;
      if (!found.has(name)) found.set(name, { what, id, accountId });
    };
    add(kindNames[String(answer?.object)], answer?.id);
    // What an intent has saved or charged was named by test id, and is answered nowhere else.
    add('PaymentMethod', answer?.payment_method);
  }
  return [...found.values()];
}

interface Answer {
  readonly object?: unknown;
  readonly id?: unknown;
  readonly payment_method?: unknown;
}

/** This person's latest runs of a way, newest first. */
export async function listRuns(buyerId: BuyerId, way: string) {
  const db = await getDb();
  return db
    .select({ id: labRuns.id, taken: labRuns.taken, createdAt: labRuns.createdAt })
    .from(labRuns)
    .where(and(eq(labRuns.buyerId, buyerId), eq(labRuns.way, way)))
    .orderBy(desc(labRuns.createdAt), desc(labRuns.id))
    .limit(5);
}
