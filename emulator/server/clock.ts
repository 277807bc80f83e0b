import { invalidRequest } from './contract';

/**
 * The emulator's time, which can be put forward: objects get their `created` from it, and keys,
 * events and cards grow old by it. It does not move the pauses of real time (retries, settlement).
 * It is real time again after a restart.
 */
export class MovableClock {
  readonly #base: () => number;
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

  /** Puts it forward; throws a 400 for anything but an amount of milliseconds. */
  advance(milliseconds: unknown): void {
    const valid =
      typeof milliseconds === 'number' && milliseconds >= 0 && milliseconds <= MAX_ADVANCE_MS;
    if (!valid) {
      throw invalidRequest(`Invalid advance_ms: must be between 0 and ${MAX_ADVANCE_MS}`, {
        param: 'advance_ms',
      });
    }
    this.#offset += milliseconds;
  }

  reset(): void {
    this.#offset = 0;
  }
}

/** Ten years at once. */
const MAX_ADVANCE_MS = 10 * 366 * 24 * 60 * 60 * 1_000;
