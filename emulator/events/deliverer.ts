import { Alarms } from '../server/alarms';
import type { Engine } from '../server/engine';
import type { Delivery, DeliveryAttempt } from '../store/system-kinds';
import { post, type Parcel } from './post';
import { signatureHeader } from './signature';

/**
 * Hands events to endpoints after the commit that wrote them, tries again after each of
 * `settings.webhookRetryMs`, and goes on where an earlier process stopped. An event can arrive twice
 * (a crash between the endpoint's answer and our note of it), as with Stripe.
 */
export class Deliverer {
  readonly #engine: Engine;
  readonly #alarms = new Alarms();
  readonly #stop = new AbortController();

  constructor(engine: Engine) {
    this.#engine = engine;
    engine.onCommit('delivery', ({ account, entry }) => this.#plan(account, entry.object as never));
  }

  /** Takes up what is still undelivered. */
  start(): void {
    for (const { account, delivery } of this.all()) this.#plan(account, delivery);
  }

  /** Every delivery known, oldest first. */
  all(): { account: string; delivery: Delivery }[] {
    const { state } = this.#engine.store;
    return state
      .accounts()
      .flatMap((account) =>
        [...state.entries(account, 'delivery').values()].map((entry) => ({
          account,
          delivery: entry.object as unknown as Delivery,
        })),
      )
      .sort((a, b) => a.delivery.planned_at - b.delivery.planned_at);
  }

  /** Sends once more, whatever became of it before; resolves when the endpoint has answered. */
  async resend(id: string): Promise<Delivery | undefined> {
    const found = this.all().find(({ delivery }) => delivery.id === id);
    if (!found) return undefined;
    await this.#attempt(found.account, id);
    return this.#read(found.account, id);
  }

  /** Breaks off what is on its way; it counts as not sent and is taken up at the next start. */
  close(): void {
    this.#alarms.close();
    this.#stop.abort();
  }

  #plan(account: string, delivery: Delivery): void {
    if (delivery.status !== 'pending' || delivery.next_attempt_at === null) return;
    this.#alarms.set(delivery.id, delivery.next_attempt_at, () => {
      this.#attempt(account, delivery.id).catch((error: unknown) => {
        console.error(`The delivery ${delivery.id} could not be recorded:`, error);
      });
    });
  }

  #read(account: string, id: string): Delivery | undefined {
    const entry = this.#engine.store.state.get(account, 'delivery', id);
    return entry?.object as unknown as Delivery | undefined;
  }

  async #attempt(account: string, id: string): Promise<void> {
    const parcel = this.#parcel(account, id);
    if (parcel === undefined) return;
    const at = Date.now();
    const result =
      parcel === null
        ? { status: null, error: 'The endpoint or the event no longer exists.' }
        : await post(parcel, this.#stop.signal);
    if (this.#stop.signal.aborted) return;
    const attempt: DeliveryAttempt = { at, duration_ms: Date.now() - at, ...result };
    this.#record(account, id, attempt, parcel === null);
  }

  /** Undefined when the delivery is gone (a reset), null when there is nowhere to send it. */
  #parcel(account: string, id: string): Parcel | null | undefined {
    const delivery = this.#read(account, id);
    if (!delivery) return undefined;
    return this.#engine.transaction(account, (context) => {
      const event = context.records.get('event', delivery.event.id)?.object;
      const listener = context
        .as(delivery.endpoint.owner)
        .records.get('webhook_endpoint', delivery.endpoint.id);
      if (!event || !listener) return null;
      const body = JSON.stringify(
        { ...event, api_version: listener.object.api_version ?? event.api_version },
        null,
        2,
      );
      const signature = signatureHeader(
        body,
        listener.hidden.secret,
        Math.floor(Date.now() / 1000),
      );
      return { url: listener.object.url, body, signature };
    });
  }

  #record(account: string, id: string, attempt: DeliveryAttempt, hopeless: boolean): void {
    this.#engine.transaction(account, (context) => {
      const delivery = context.records.get('delivery', id)?.object;
      if (!delivery) return;
      const attempts = [...delivery.attempts, attempt];
      const delivered = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
      const pause = context.settings.webhookRetryMs[attempts.length - 1];
      const retry = !delivered && !hopeless && delivery.status === 'pending' && pause !== undefined;
      const status =
        delivered || delivery.status === 'delivered' ? 'delivered' : retry ? 'pending' : 'failed';
      context.records.put('delivery', {
        ...delivery,
        attempts,
        status,
        next_attempt_at: retry ? Date.now() + pause : null,
      });
      if (status === 'delivered' && delivery.status !== 'delivered') {
        const event = context.records.get('event', delivery.event.id)?.object;
        if (event) {
          const pending_webhooks = Math.max(event.pending_webhooks - 1, 0);
          context.records.put('event', { ...event, pending_webhooks });
        }
      }
    });
  }
}
