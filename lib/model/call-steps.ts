import type { LaneId, SequenceStep } from './sequence';
import type { DeliveryView, Underneath } from './underneath';
import type { StripeCallView } from './views';

/** Recorded calls as arrows from Souk to the platform or the account that was spoken to. */
function stepsOfCalls(calls: readonly StripeCallView[]): SequenceStep[] {
  return calls.map((call) => ({
    id: call.id,
    kind: 'call',
    from: 'souk',
    to: laneOf(call.accountId),
    label: callLabel(call.method, call.path),
    status: call.status,
    startedAt: call.at,
    ms: call.durationMs,
    key: call.idempotencyKey,
  }));
}

/** Delivered events as arrows to Souk, which has answered each with 200 when it was written down. */
function stepsOfDeliveries(deliveries: readonly DeliveryView[]): SequenceStep[] {
  return deliveries.map((event) => ({
    id: `${event.endpoint}:${event.id}`,
    kind: 'webhook',
    from: laneOf(event.accountId),
    to: 'souk',
    label: event.type,
    status: 200,
    startedAt: event.receivedAt,
    ms: null,
    note: deliveryNote(event),
    ...(event.state === 'failed' ? { said: { good: false, words: '200' } } : {}),
  }));
}

/** What has become of an event, in a word or two. */
export function deliveryNote({ state, attempts }: DeliveryView): string {
  if (state === 'handled') return attempts > 1 ? `handled at try ${attempts}` : 'handled';
  if (state === 'received') return attempts > 0 ? 'will be tried again' : 'waits';
  return state === 'failed' ? 'could not be handled' : 'nothing to do';
}

/** Calls and events of one page on one time line. */
export function stepsOf({ calls, deliveries }: Underneath): SequenceStep[] {
  return [...stepsOfCalls(calls), ...stepsOfDeliveries(deliveries)];
}

/** The names of the accounts that take part, by their ids. */
export function accountNamesOf(
  parts: readonly Pick<StripeCallView, 'accountId' | 'accountName'>[],
): Record<string, string> {
  return Object.fromEntries(
    parts.flatMap(({ accountId, accountName }) =>
      accountId && accountName ? [[accountId, accountName]] : [],
    ),
  );
}

/** `POST` and `/v1/payment_intents/pi_1/confirm` become `POST /v1/payment_intents/…/confirm`. */
export function callLabel(method: string, path: string): string {
  const parts = path.split('/').map((part) => (/^([a-z_-]*|v\d+)$/.test(part) ? part : '…'));
  return `${method} ${parts.join('/')}`;
}

function laneOf(accountId: string | null): LaneId {
  return accountId === null ? 'platform' : (accountId as LaneId);
}
