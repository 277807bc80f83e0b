import { sql } from 'drizzle-orm';
import type { ActKind } from '../model/act';
import type { LegId, OrderId } from '../model/ids';
import { getDb } from '../store/client';
import { leaseFor } from '../store/lease';
import { newId } from '../store/new-id';
import { acts, legs, orders } from '../store/schema';
import { patience } from './answer-by';
import { givesStockBack, unfinished } from './move-legs';

/**
 * Decides about the money that an order of all or nothing holds, as soon as that can be known: take
 * it when every seller's part is held; let it go when one cannot be, when the buyer says so, or when
 * a bank's question stays unanswered for an hour. One statement: the decision is written once, by
 * compare-and-set, together with the step of every leg that it concerns, whose leases go to `owner`.
 * Answers with those legs. Asked again, it carries the decision that stands to legs that came later.
 */
export async function decideOrder(
  orderId: OrderId,
  owner: string,
  { canceled = false } = {},
): Promise<LegId[]> {
  const db = await getDb();
  const { rows } = (await db.execute(statement(orderId, owner, canceled))) as unknown as {
    rows: { id: LegId }[];
  };
  return rows.map(({ id }) => id);
}

/** What it is called in the log, where it is the buyer who decides. */
const canceling: ActKind = 'order_canceled';

// The order's row is locked before its legs, so that whoever comes second reads the first's decision.
const statement = (orderId: OrderId, owner: string, canceled: boolean) => sql`
  with this as materialized (
    select ${orders.id}, ${orders.decision} from ${orders}
    where ${orders.id} = ${orderId}
      and ${orders.policy} = 'all_or_nothing' and ${orders.settledAt} is null
    for no key update
  ), leg as materialized (
    select ${legs.id}, ${legs.state}, ${legs.updatedAt} from ${legs}
    where ${legs.orderId} = (select id from this)
    order by ${legs.id}
    for no key update
  ), verdict as (
    select case
      when this.decision is not null then null
      when ${canceled}::boolean then 'buyer_canceled'
      when count(*) filter (where leg.state in ${[...givesStockBack]}) > 0 then 'not_held'
      -- What is paid already was taken by hand, in Stripe's Dashboard.
      when count(*) filter (where leg.state not in ('authorized', 'paid')) = 0 then 'all_held'
      when count(*) filter (where leg.state in ${[...unfinished]}) = 0
        and max(leg.updated_at) < now() - ${patience.all_or_nothing} then 'buyer_absent'
    end as reason, this.decision
    from this cross join leg
    group by this.decision
  ), answer as (
    select coalesce(
      verdict.decision,
      case when reason = 'all_held' then 'capture' when reason is not null then 'release' end
    ) as decision, reason
    from verdict
  ), decided as (
    update ${orders} set
      decision = answer.decision, decision_reason = answer.reason, decided_at = now()
    from answer
    where ${orders.id} = ${orderId} and ${orders.decision} is null and answer.decision is not null
    returning ${orders.buyerId}, ${orders.decisionReason}
  ), with_act as (
    insert into ${acts} (id, actor_id, role, kind, about)
    select
      ${newId('act')}, decided.buyer_id, 'buyer', ${canceling},
      jsonb_build_object('orderId', ${orderId}::text)
    from decided
    where decided.decision_reason = 'buyer_canceled'
  )
  update ${legs} set
    state = case answer.decision when 'capture' then 'capturing' else 'releasing' end,
    lease_owner = ${owner},
    lease_until = ${leaseFor},
    updated_at = now()
  from answer
  where ${legs.orderId} = ${orderId} and answer.decision is not null
    and (
      ${legs.state} = 'authorized'
      or (${legs.state} = 'action_needed' and answer.decision = 'release')
    )
  returning ${legs.id} as id
`;
