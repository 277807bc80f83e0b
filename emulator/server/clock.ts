import { invalidRequest } from './contract';

/** What waits for a moment of the clock. */
export interface Waiting {
  /** The next moment, in Unix milliseconds; undefined when nothing waits. */
  next(): number | undefined;
  /** Lets happen what is due now. */
  ring(): void;
  /** Called after the clock has moved, since pauses of real time have become shorter. */
  rearm(): void;
}

/** How the offset outlives the process. */
export interface ClockMemory {
  load(): number;
  save(offset: number): void;
}

/** Ten years at once. */
const MAX_ADVANCE_MS = 10 * 366 * 24 * 60 * 60 * 1_000;

/** What a chain of tasks that plan one another may take before the clock moves on without them. */
const MAX_RINGS = 100_000;

/**
 * The emulator's time: real time, put forward by an offset that is kept with the data. Objects get
 * their `created` from it, keys, events and cards grow old by it, and what resources have planned
 * happens by it, each at its own moment while the clock passes. It never goes back, but for a reset.
 * The network's pauses (delays, time-outs) stay those of the world.
 */
export class MovableClock {
  readonly #base: () => number;
  readonly #waiting = new Set<Waiting>();
  #memory: ClockMemory | undefined;
  #offset = 0;

  constructor(base: () => number = Date.now) {
    this.#base = base;
  }

  /** Unix milliseconds. */
  readonly now = (): number => this.#base() + this.#offset;

  /** How far ahead it is, in milliseconds. */
  get offset(): number {
    return this.#offset;
  }

  /** Takes up the offset of an earlier process, and keeps it from now on. */
  remember(memory: ClockMemory): void {
    this.#memory = memory;
    this.#offset = memory.load();
  }

  drive(waiting: Waiting): void {
    this.#waiting.add(waiting);
  }

  /**
   * Puts it forward as `POST /_emulator/clock` asks: by `advance_seconds` or `advance_ms`, or to `now`
   * (Unix seconds). What is planned until then has happened when this returns, each at its moment.
   * Throws a 400 for anything else, and for a moment that is past.
   */
  change(given: Readonly<Record<string, unknown>>): void {
    const [name, ...others] = Object.keys(given);
    if (name === undefined || others.length > 0 || !isMove(name)) {
      throw invalidRequest('Give one of advance_seconds, advance_ms or now (Unix seconds).');
    }
    const value = given[name];
    const here = this.now();
    const by = typeof value === 'number' ? Math.round(distance[name](value, here)) : Number.NaN;
    if (!(by >= 0 && by <= MAX_ADVANCE_MS)) {
      throw invalidRequest(
        `Invalid ${name}: the clock goes forward only, and up to ten years at once.`,
        { param: name },
      );
    }
    this.#moveTo(here + by);
  }

  /** Real time again. Nothing happens by it. */
  reset(): void {
    this.#move(0);
    for (const waiting of this.#waiting) waiting.rearm();
  }

  #moveTo(target: number): void {
    for (let rings = 0; rings < MAX_RINGS; rings += 1) {
      const [next] = [...this.#waiting]
        .map((waiting) => ({ waiting, due: waiting.next() }))
        .filter((one): one is { waiting: Waiting; due: number } => one.due !== undefined)
        .sort((a, b) => a.due - b.due);
      if (!next || next.due > target) break;
      this.#move(Math.max(next.due - this.#base(), this.#offset));
      next.waiting.ring();
    }
    this.#move(Math.max(target - this.#base(), this.#offset));
    for (const waiting of this.#waiting) waiting.rearm();
  }

  /** Kept before anything happens by it, so that no object is ever ahead of the clock. */
  #move(offset: number): void {
    if (offset === this.#offset) return;
    this.#memory?.save(offset);
    this.#offset = offset;
  }
}

const distance = {
  advance_ms: (value: number) => value,
  advance_seconds: (value: number) => value * 1_000,
  now: (value: number, here: number) => value * 1_000 - here,
} as const;

function isMove(name: string): name is keyof typeof distance {
  return Object.hasOwn(distance, name);
}
