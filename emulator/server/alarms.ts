/** Longest pause that `setTimeout` takes. */
const MAX_PAUSE = 2 ** 31 - 1;

interface Alarm {
  readonly due: number;
  readonly ring: () => void;
  timeout: NodeJS.Timeout | undefined;
}

/** Named alarms at points in time, all of which can be switched off together. */
export class Alarms {
  readonly #alarms = new Map<string, Alarm>();
  readonly #now: () => number;
  #closed = false;

  /** @param now the clock they go by, in Unix milliseconds; real time unless given. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Runs `ring` at `due` (Unix milliseconds), at once when that is past. Replaces an alarm of the name. */
  set(name: string, due: number, ring: () => void): void {
    if (this.#closed) return;
    clearTimeout(this.#alarms.get(name)?.timeout);
    const alarm: Alarm = { due, ring, timeout: undefined };
    this.#alarms.set(name, alarm);
    this.#arm(name, alarm);
  }

  /** When the next one is due, in Unix milliseconds. */
  next(): number | undefined {
    let next: number | undefined;
    for (const { due } of this.#alarms.values()) if (due < (next ?? Infinity)) next = due;
    return next;
  }

  /** Rings at once what is due now, the earliest first. */
  ring(): void {
    const now = this.#now();
    const due = [...this.#alarms].filter(([, alarm]) => alarm.due <= now);
    for (const [name, alarm] of due.sort(([, a], [, b]) => a.due - b.due)) this.#ring(name, alarm);
  }

  /** Adapts the pauses to a clock that has moved. */
  rearm(): void {
    for (const [name, alarm] of this.#alarms) this.#arm(name, alarm);
  }

  close(): void {
    this.#closed = true;
    for (const { timeout } of this.#alarms.values()) clearTimeout(timeout);
    this.#alarms.clear();
  }

  #arm(name: string, alarm: Alarm): void {
    clearTimeout(alarm.timeout);
    const pause = Math.min(Math.max(alarm.due - this.#now(), 0), MAX_PAUSE);
    alarm.timeout = setTimeout(() => {
      // Woken early by a pause that was too long for one timeout, or by a clock that stands.
      if (alarm.due > this.#now() + 1) this.#arm(name, alarm);
      else this.#ring(name, alarm);
    }, pause);
  }

  #ring(name: string, alarm: Alarm): void {
    // Replaced or switched off meanwhile.
    if (this.#alarms.get(name) !== alarm) return;
    clearTimeout(alarm.timeout);
    this.#alarms.delete(name);
    alarm.ring();
  }
}
