import { matchesPath } from '../server/request-log';
import type { Delivery } from '../store/system-kinds';

interface Hold {
  readonly endpoint: string;
  /** The type, with `*` for any run of characters, that has to arrive first. */
  readonly after: string;
  /** Deliveries planned later whose arrival ends the hold. */
  readonly awaited: Set<string>;
  readonly release: () => void;
}

/** Deliveries that a fault lets arrive only after one that was planned later. In memory only. */
export class HeldBack {
  readonly #holds = new Map<string, Hold>();

  hold(delivery: Delivery, after: string, release: () => void): void {
    const { id, endpoint } = delivery;
    this.#holds.set(id, { endpoint: endpoint.id, after, awaited: new Set(), release });
  }

  /** Notes a new delivery, which may be what others to its endpoint wait for. */
  planned({ id, endpoint, event }: Delivery): void {
    for (const hold of this.#holds.values()) {
      if (hold.endpoint === endpoint.id && matchesPath(hold.after, event.type)) {
        hold.awaited.add(id);
      }
    }
  }

  /** Lets go what waited for this delivery, which has now been tried, and the delivery itself. */
  tried(id: string): void {
    this.#holds.delete(id);
    for (const [held, { awaited, release }] of this.#holds) {
      if (!awaited.has(id)) continue;
      this.#holds.delete(held);
      release();
    }
  }
}
