import type { Context } from '../server/contract';
import type { Delivery, DeliveryAttempt } from '../store/system-kinds';

/**
 * Notes a try of a delivery and plans the next one, if any. `hopeless` when there was nowhere to
 * send it. The pause to the next one counts from `since`, by the emulator's clock.
 */
export function recordAttempt(
  context: Context,
  id: string,
  attempt: DeliveryAttempt,
  hopeless: boolean,
  since: number,
): void {
  const delivery = context.records.get('delivery', id)?.object;
  if (!delivery) return;
  const attempts = [...delivery.attempts, attempt];
  const success = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
  context.records.put('delivery', {
    ...delivery,
    attempts,
    ...(attempt.trigger === 'manual' && delivery.trigger !== 'manual'
      ? afterResend(delivery, success)
      : afterTry(context, delivery, attempts, success, hopeless ? null : since)),
  });
  if (success) reached(context, delivery);
  if (delivery.event.type === 'invoice.created') noteHeard(context, id);
  if (!hopeless) {
    noteHealth(context.as(delivery.endpoint.owner), delivery, success, context.nowMs());
  }
}

type Ending = Pick<Delivery, 'status' | 'next_attempt_at'>;

function afterTry(
  { settings }: Context,
  delivery: Delivery,
  attempts: readonly DeliveryAttempt[],
  success: boolean,
  since: number | null,
): Ending {
  if (success) return { status: 'delivered', next_attempt_at: null };
  const tries = attempts.filter(({ trigger }) => trigger !== 'manual').length;
  const pause = delivery.trigger === 'manual' ? undefined : settings.webhookRetryMs[tries - 1];
  return since === null || pause === undefined
    ? { status: 'failed', next_attempt_at: null }
    : { status: 'pending', next_attempt_at: since + pause };
}

/** A resend by hand does not end the automatic retries (docs.stripe.com/webhooks#retries). */
function afterResend({ status, next_attempt_at }: Delivery, success: boolean): Ending {
  return { status: success && status === 'failed' ? 'delivered' : status, next_attempt_at };
}

/** `pending_webhooks` counts the endpoints that have not had the event yet, each once. */
function reached({ records }: Context, delivery: Delivery): void {
  const stored = records.get('event', delivery.event.id);
  const before = stored?.hidden?.unreached ?? [];
  if (!stored || !before.includes(delivery.endpoint.id)) return;
  const unreached = before.filter((id) => id !== delivery.endpoint.id);
  records.put(
    'event',
    { ...stored.object, pending_webhooks: unreached.length },
    {
      ...stored.hidden,
      unreached,
    },
  );
}

/** A draft waits for endpoints that have failed and are to be tried again (billing/draft-hour.ts). */
function noteHeard(context: Context, id: string): void {
  const { records } = context;
  const { endpoint, event, status } = records.get('delivery', id)?.object ?? {};
  const stored = event && records.get('event', event.id);
  if (!endpoint || !stored?.hidden) return;
  const { heard, unreached } = stored.hidden;
  const fails = status === 'pending' && unreached.includes(endpoint.id);
  if (!fails && !heard) return;
  const others = (heard?.failing ?? []).filter((one) => one !== endpoint.id);
  const failing = fails ? [...others, endpoint.id] : others;
  const since = context.now();
  records.put('event', stored.object, { ...stored.hidden, heard: { failing, since } });
}

/** Disables an endpoint that has answered nothing but failures for too long. */
function noteHealth(
  { records, settings }: Context,
  { endpoint }: Delivery,
  success: boolean,
  clock: number,
): void {
  const stored = records.get('webhook_endpoint', endpoint.id);
  if (!stored) return;
  const { object, hidden } = stored;
  const since = hidden.failingSince ?? null;
  if (success) {
    if (since !== null) {
      records.put('webhook_endpoint', object, { ...hidden, failingSince: null });
    }
    return;
  }
  const limit = settings.webhookDisableAfterMs;
  if (since === null) {
    records.put('webhook_endpoint', object, { ...hidden, failingSince: clock });
  } else if (limit > 0 && clock - since >= limit && object.status === 'enabled') {
    records.put('webhook_endpoint', { ...object, status: 'disabled' });
  }
}
