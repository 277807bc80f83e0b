import type { StripeLimits } from '../config/stripe-limits';
import { Gate, type CallKind } from './gate';

/** A call had to wait for its turn for longer than its caller could. It was not sent. */
export class TooManyCalls extends Error {
  override readonly name = 'TooManyCalls';
}

export interface LimitedCall {
  readonly kind: CallKind;
  /** The connected account that the call is on; null on the platform. */
  readonly accountId: string | null;
  /** Not to begin after this moment, in Unix milliseconds. */
  readonly beginBefore: number;
}

interface AccountGate {
  readonly gate: Gate;
  /** Calls that wait at it or are under way. */
  calls: number;
  /** Set while there are none. */
  forget?: NodeJS.Timeout | undefined;
}

/**
 * Keeps this process below Stripe's own limits, for each connected account and for our key as a
 * whole. A burst that fits into a window passes at once; only what is beyond it waits.
 * https://docs.stripe.com/rate-limits
 */
export class Limiter {
  readonly #limits: StripeLimits;
  readonly #platform: Gate;
  readonly #accounts = new Map<string, AccountGate>();

  constructor(limits: StripeLimits) {
    this.#limits = limits;
    this.#platform = new Gate(limits.platform, limits.windowMs);
  }

  /** How many accounts are kept in mind: those called within the last window. */
  get accounts(): number {
    return this.#accounts.size;
  }

  /** Sends when it is the call's turn. Rejects with `TooManyCalls`, unsent, when that is too late. */
  async run<Answer>(call: LimitedCall, send: () => Promise<Answer>): Promise<Answer> {
    const { kind, accountId, beginBefore } = call;
    const left = beginBefore - Date.now();
    if (left <= 0) throw tooMany();
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(tooMany()), left);
    const begin = () => {
      clearTimeout(timer);
      return send();
    };
    const pass = () => this.#platform.run(kind, begin, waiting.signal);
    try {
      if (accountId === null) return await pass();
      return await this.#onAccount(accountId, (gate) => gate.run(kind, pass, waiting.signal));
    } finally {
      clearTimeout(timer);
    }
  }

  /** Lets nothing of this kind begin for so long, in milliseconds. */
  hold(kind: CallKind, ms: number): void {
    this.#platform.hold(kind, ms);
  }

  /** An account that nobody calls is forgotten, but not before what it was sent has lost its weight. */
  async #onAccount<Answer>(id: string, work: (gate: Gate) => Promise<Answer>): Promise<Answer> {
    const { account: limit, windowMs } = this.#limits;
    const known = this.#accounts.get(id);
    const account: AccountGate = known ?? { gate: new Gate(limit, windowMs), calls: 0 };
    if (!known) this.#accounts.set(id, account);
    clearTimeout(account.forget);
    account.calls += 1;
    try {
      return await work(account.gate);
    } finally {
      account.calls -= 1;
      if (account.calls === 0) {
        account.forget = setTimeout(() => this.#accounts.delete(id), windowMs).unref();
      }
    }
  }
}

const tooMany = () => new TooManyCalls('Too many calls to Stripe were waiting; this was not sent.');
