import { Alarms } from '../server/alarms';
import type { MovableClock } from '../server/clock';
import { invalidRequest } from '../server/contract';
import type { Engine } from '../server/engine';
import type { Fault, Faults } from '../server/faults';
import type { Delivery } from '../store/system-kinds';
import { HeldBack } from './held-back';
import { Lanes } from './lanes';
import { parcelOf } from './parcel';
import { post, type Outcome } from './post';
import { recordAttempt } from './record-attempt';

/** How many events are on their way to one endpoint at once. */
const LANE_WIDTH = 8;

/** How long a reordered event waits for a later one, in milliseconds. */
const LONGEST_HOLD_MS = 5_000;

/**
 * Hands events to endpoints after the commit that wrote them, tries again after each of
 * `settings.webhookRetryMs` by the emulator's clock, and goes on where an earlier process stopped.
 * Several are on their way at once and may overtake each other, and an event can arrive twice (a
 * crash between the endpoint's answer and our note of it), as with Stripe.
 */
export class Deliverer {
  readonly #engine: Engine;
  readonly #faults: Faults;
  readonly #alarms: Alarms;
  /** Where the clock stood when it was last put forward, in Unix milliseconds. */
  #putForwardTo = 0;
  readonly #lanes = new Lanes(LANE_WIDTH);
  readonly #heldBack = new HeldBack();
  /** Waiting for their turn or on their way. */
  readonly #underWay = new Set<string>();
  readonly #stop = new AbortController();

  constructor(engine: Engine, faults: Faults, clock: MovableClock) {
    this.#alarms = new Alarms(clock.now);
    clock.drive({
      // It takes the network's time to deliver, so the clock does not wait for it.
      next: () => undefined,
      ring: () => undefined,
      rearm: () => {
        this.#putForwardTo = clock.offset > 0 ? clock.now() : 0;
        this.#alarms.rearm();
      },
    });
    this.#engine = engine;
    this.#faults = faults;
    engine.onCommit('delivery', ({ account, entry }) =>
      this.#noted(account, entry.object as unknown as Delivery),
    );
  }

  /** Takes up what is still undelivered. */
  start(): void {
    const { state } = this.#engine.store;
    for (const account of state.accounts()) {
      for (const entry of state.entries(account, 'delivery').values()) {
        // Looked for in the text, since a long log would take long to read at every start. Inside of
        // an answer's body the quotes would be escaped.
        if (!entry.json.includes('"status":"pending"')) continue;
        this.#plan(account, entry.object as unknown as Delivery);
      }
    }
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

  /**
   * Sends once more, whatever became of it before; resolves when the endpoint has answered, with
   * undefined when there is no such delivery. Throws a 400 when there is nowhere to send it.
   */
  async resend(id: string): Promise<Delivery | undefined> {
    const { state } = this.#engine.store;
    const account = state.accounts().find((owner) => state.get(owner, 'delivery', id));
    if (account === undefined) return undefined;
    await this.#attempt(account, id, 'manual');
    return this.#read(account, id);
  }

  /** Breaks off what is on its way; it counts as not sent and is taken up at the next start. */
  close(): void {
    this.#alarms.close();
    this.#stop.abort();
  }

  /** A delivery was written: a new one may be hit by a fault, any other waits for its time. */
  #noted(account: string, delivery: Delivery): void {
    const isNew = delivery.attempts.length === 0 && delivery.fault === null;
    if (isNew && delivery.trigger !== 'manual') {
      this.#heldBack.planned(delivery);
      const { platform } = this.#engine.system(account);
      const fault = this.#faults.hitEvent({ type: delivery.event.type, account, platform });
      if (fault) {
        try {
          this.#distort(account, delivery, fault);
          return;
        } catch (error) {
          // The call that wrote the event is committed and must be answered all the same.
          console.error(`The fault ${fault.id} could not hit ${delivery.id}:`, error);
        }
      }
    }
    this.#plan(account, delivery);
  }

  /** Writes what a fault makes of a delivery, which comes back here as one that is hit already. */
  #distort(account: string, delivery: Delivery, fault: Fault): void {
    const reorder = fault.action === 'reorder_event';
    const pause = fault.delay_ms ?? (reorder ? LONGEST_HOLD_MS : 0);
    const copies = fault.action === 'duplicate_event' ? (fault.copies ?? 2) : 1;
    if (reorder) {
      this.#heldBack.hold(delivery, fault.after ?? '*', () => {
        this.#alarms.set(delivery.id, this.#engine.clock(), () => this.#enqueue(account, delivery));
      });
    }
    this.#engine.transaction(account, (context) => {
      const next_attempt_at = context.nowMs() + pause;
      for (let copy = 0; copy < copies; copy += 1) {
        const id = copy === 0 ? delivery.id : context.id('whd');
        context.records.put(
          'delivery',
          { ...delivery, id, next_attempt_at, fault: fault.id },
          null,
        );
      }
    });
  }

  #plan(account: string, delivery: Delivery): void {
    const { id, status, next_attempt_at: due } = delivery;
    if (status !== 'pending' || due === null || this.#underWay.has(id)) return;
    this.#alarms.set(id, due, () => this.#enqueue(account, delivery));
  }

  #enqueue(account: string, { id, endpoint }: Delivery): void {
    this.#underWay.add(id);
    this.#lanes.run(endpoint.id, () =>
      this.#attemptPending(account, id).then(
        () => {
          this.#underWay.delete(id);
          const after = this.#read(account, id);
          if (after && !this.#stop.signal.aborted) this.#plan(account, after);
        },
        (error: unknown) => {
          // Left as it is until the next start: trying again at once would fail as fast.
          this.#underWay.delete(id);
          console.error(`The delivery ${id} could not be recorded:`, error);
        },
      ),
    );
  }

  async #attemptPending(account: string, id: string): Promise<void> {
    if (this.#read(account, id)?.status !== 'pending') return;
    await this.#attempt(account, id, 'automatic');
  }

  #read(account: string, id: string): Delivery | undefined {
    const entry = this.#engine.store.state.get(account, 'delivery', id);
    return entry?.object as unknown as Delivery | undefined;
  }

  async #attempt(account: string, id: string, trigger: 'automatic' | 'manual'): Promise<void> {
    const engine = this.#engine;
    const delivery = this.#read(account, id);
    // Gone with a reset, or the emulator closes.
    if (!delivery || this.#stop.signal.aborted) return;
    const parcel = engine.transaction(account, (context) =>
      parcelOf(context, delivery, engine.expandables),
    );
    const hopeless = typeof parcel === 'string';
    if (hopeless && trigger === 'manual') throw invalidRequest(parcel);
    const at = engine.clock();
    const started = performance.now();
    const outcome: Outcome = hopeless
      ? { status: null, error: parcel, response_body: null }
      : await post(parcel, engine.settings.webhookTimeoutMs, this.#stop.signal);
    if (this.#stop.signal.aborted) return;
    const duration_ms = Math.round(performance.now() - started);
    const how = delivery.trigger === 'manual' ? 'manual' : trigger;
    const attempt = { at, duration_ms, ...outcome, trigger: how } as const;
    engine.transaction(account, (context) =>
      recordAttempt(context, id, attempt, hopeless, this.#since(delivery)),
    );
    this.#heldBack.tried(id);
  }

  /**
   * What a retry's pause counts from: the end of the try before. One that the clock was put forward
   * over counts as tried when it was due, so that what was to come in that time comes now.
   */
  #since({ next_attempt_at: due }: Delivery): number {
    return due !== null && due <= this.#putForwardTo ? due : this.#engine.clock();
  }
}
