import { inArray, sql } from 'drizzle-orm';
import type {
  AccountChargeId,
  AccountMethodId,
  AccountPaymentIntentId,
  AttemptId,
  LegId,
} from '../model/ids';
import type { LegState } from '../model/status';
import { getDb } from '../store/client';
import { attempts, legs, orderLines, variants, type StoredProblem } from '../store/schema';
import { inBatches } from '../store/in-batches';
import { legsUnderWay } from './legs-under-way';

/** The states in which a leg still has to be driven. */
export const unfinished = [
  'created',
  'cloning',
  'charging',
  'processing',
  'capturing',
  'releasing',
] as const;

/** True of a leg that somebody drives, or that Stripe has still to be asked about. */
export const isUnderWay = (state: LegState): boolean => unfinished.some((one) => one === state);

/**
 * The ends at which a leg gives its stock back; a new attempt takes it again. `action_needed` keeps
 * it: its buyer is about to pay.
 */
export const givesStockBack: readonly LegState[] = ['declined', 'failed', 'canceled'];

/** One step of one leg, with what was learnt by it. */
export interface LegMove {
  readonly legId: LegId;
  /** Who must still hold the lease for the step to count. */
  readonly owner: string;
  readonly attemptId: AttemptId;
  readonly attemptNumber: number;
  readonly state: LegState;
  /**
   * Null gives the lease back. On the way to the next call its owner keeps it; in `processing` nobody
   * holds it, and nobody looks for so long.
   */
  readonly leaseSeconds: number | null;
  readonly cloneId?: AccountMethodId;
  readonly paymentIntentId?: AccountPaymentIntentId | null;
  readonly chargeId?: AccountChargeId | null;
  readonly problem?: StoredProblem | null;
}

/**
 * Writes a step: leg, attempt and the stock of an unpaid end in one statement, or none of them. A
 * compare-and-set: false when the lease or the attempt is not the caller's any more, and then nothing
 * was written. Steps of legs that are driven side by side share a statement.
 */
export const moveLeg = inBatches(async (moves: readonly LegMove[]): Promise<boolean[]> => {
  const db = await getDb();
  const { rows } = (await db.execute(statement(moves))) as unknown as {
    rows: { id: string; owner: string }[];
  };
  // A driver that slept may come with the one that took its place, in the same run.
  const moved = new Set(rows.map(({ id, owner }) => `${id} ${owner}`));
  return moves.map(({ attemptId, owner }) => moved.has(`${attemptId} ${owner}`));
}, legsUnderWay);

// What is known stays known: a step that brings no id does not forget an earlier one.
const statement = (moves: readonly LegMove[]) => sql`
  with step as (
    select * from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as step(
      "legId" text, "owner" text, "attemptId" text, "attemptNumber" int, "state" text,
      "leaseSeconds" int, "cloneId" text, "paymentIntentId" text, "chargeId" text, "problem" jsonb
    )
  ), held as materialized (
    -- In one order, as everybody who locks several.
    select ${legs.id}, step.owner from ${legs} join step on ${legs.id} = step."legId"
    where ${legs.leaseOwner} = step.owner
      and ${legs.attempt} = step."attemptNumber"
      and ${inArray(legs.state, [...unfinished])}
    order by ${legs.id}
    for no key update of ${legs}
  ), moved as (
    update ${legs} set
      state = step.state,
      lease_owner = case when step.state in ('charging', 'releasing') then step.owner end,
      lease_until = now() + make_interval(secs => step."leaseSeconds"),
      paid_at = case when step.state = 'paid' then now() end,
      updated_at = now()
    from step join held on held.id = step."legId" and held.owner = step.owner
    where ${legs.id} = step."legId"
    returning ${legs.id}, ${legs.state}, step.owner
  )${moves.some(({ state }) => givesStockBack.includes(state)) ? givingStockBack : sql``}
  update ${attempts} set
    clone_id = coalesce(step."cloneId", ${attempts.cloneId}),
    payment_intent_id = coalesce(step."paymentIntentId", ${attempts.paymentIntentId}),
    charge_id = coalesce(step."chargeId", ${attempts.chargeId}),
    problem = nullif(step.problem, 'null'::jsonb),
    finished_at =
      case when step.state not in ('charging', 'processing', 'authorized', 'releasing') then now() end
  from step join moved on moved.id = step."legId" and moved.owner = step.owner
  where ${attempts.id} = step."attemptId"
  returning ${attempts.id} as id, step.owner
`;

const givingStockBack = sql`, unpaid as (
    -- Summed, as legs of several orders may end together.
    select ${orderLines.variantId} as variant_id, sum(${orderLines.quantity})::int as quantity
    from ${orderLines} join moved on moved.id = ${orderLines.legId}
    where ${inArray(sql`moved.state`, [...givesStockBack])}
    group by ${orderLines.variantId}
  ), shelf as materialized (
    select ${variants.id} from ${variants} join unpaid on ${variants.id} = unpaid.variant_id
    order by ${variants.id}
    for no key update of ${variants}
  ), given_back as (
    update ${variants} set stock = ${variants.stock} + unpaid.quantity
    from unpaid join shelf on shelf.id = unpaid.variant_id
    where ${variants.id} = unpaid.variant_id
  )`;
