import { sql, type SQL } from 'drizzle-orm';
import { disputes, refunds } from '../../store/schema';
import type { DisputeOfSale, RefundOfSale } from './after-sale-view';

/** The refunds for which `whose` holds, as one value of a row: null where there are none. */
export function refundsOf(whose: SQL) {
  return sql<RefundOfSale[] | null>`(
    select json_agg(json_build_object(
      'id', ${refunds.id}, 'number', ${refunds.number}, 'state', ${refunds.state},
      'amount', ${refunds.amount}, 'currency', ${refunds.currency}, 'reason', ${refunds.reason},
      'note', ${refunds.note}, 'answer', ${refunds.answer}, 'problem', ${refunds.problem},
      'accountRefundId', ${refunds.accountRefundId}, 'refundKey', ${refunds.refundKey},
      'createdAt', ${refunds.createdAt}, 'decidedAt', ${refunds.decidedAt}
    ) order by ${refunds.number})
    from ${refunds} where ${whose}
  )`;
}

/** The disputes for which `whose` holds, in the same way. */
export function disputesOf(whose: SQL) {
  return sql<DisputeOfSale[] | null>`(
    select json_agg(json_build_object(
      'id', ${disputes.id}, 'accountDisputeId', ${disputes.accountDisputeId},
      'amount', ${disputes.amount}, 'currency', ${disputes.currency},
      'reason', ${disputes.reason}, 'status', ${disputes.status},
      'refundable', ${disputes.refundable}, 'dueBy', ${disputes.dueBy}
    ) order by ${disputes.createdAt}, ${disputes.id})
    from ${disputes} where ${whose}
  )`;
}
