import type { Context } from '../server/contract';
import type { Delivery } from '../store/system-kinds';
import type { Listener } from './listeners';

/**
 * Plans the delivery of an event of the context's account to one endpoint. It is sent after the
 * commit of the running transaction.
 */
export function planDelivery(
  context: Context,
  event: { readonly id: string; readonly type: string },
  { owner, endpoint }: Listener,
  trigger: 'automatic' | 'manual' = 'automatic',
): void {
  const now = context.nowMs();
  const delivery: Delivery = {
    id: context.id('whd'),
    object: 'delivery',
    planned_at: now,
    event: { id: event.id, type: event.type, account: context.account },
    endpoint: { id: endpoint.id, url: endpoint.url, owner },
    status: 'pending',
    attempts: [],
    next_attempt_at: now,
    trigger,
    fault: null,
  };
  context.records.put('delivery', delivery, null);
}
