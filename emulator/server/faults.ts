import { StripeError, type ErrorBody } from './contract';
import { checkPlan, isEventAction, type FaultPlan } from './fault-plan';
import { platformId, randomText } from './ids';
import { matchesPath } from './request-log';

/** A fault that is set, as `GET /_emulator/faults` lists it. */
export interface Fault extends FaultPlan {
  readonly id: string;
  /** Calls or deliveries that fitted, and those that were hit. */
  matched: number;
  hits: number;
}

/** A call about to be executed. */
export interface FaultyCall {
  readonly method: string;
  readonly path: string;
  /** The account acted on. */
  readonly account: string;
  readonly platform: string;
}

/** An event about to be delivered to one endpoint. */
export interface FaultyEvent {
  readonly type: string;
  readonly account: string;
  readonly platform: string;
}

/**
 * The faults that are set. They live in memory only: a restart clears them. Of several that fit, the
 * one that was set first hits, and only that one; the others count the match and keep their hits.
 */
export class Faults {
  #faults: { fault: Fault; dice: () => number }[] = [];

  /** Sets a fault; throws a 400 that says what is wrong with it. */
  add(given: unknown): Fault {
    const plan = checkPlan(given);
    const fault: Fault = { id: `fault_${randomText(14)}`, ...plan, matched: 0, hits: 0 };
    this.#faults.push({ fault, dice: diceOf(plan.seed ?? 0) });
    return fault;
  }

  all(): readonly Fault[] {
    return this.#faults.map(({ fault }) => fault);
  }

  /** Removes one, or all; false when there is none of that id. */
  clear(id?: string): boolean {
    const before = this.#faults.length;
    this.#faults = id === undefined ? [] : this.#faults.filter(({ fault }) => fault.id !== id);
    return id === undefined || this.#faults.length < before;
  }

  /** Removes those that name a platform's namespace or one of `accounts`. */
  clearOf(platform: string, accounts: readonly string[]): void {
    this.#faults = this.#faults.filter(
      ({ fault }) =>
        !accounts.includes(fault.account ?? '') &&
        (fault.namespace === undefined || platformId(fault.namespace) !== platform),
    );
  }

  /** Counts a call against every fault that fits, and returns the one that hits it. */
  hit(call: FaultyCall): Fault | undefined {
    return this.#hit(
      (fault) =>
        !isEventAction(fault.action) &&
        (fault.method === undefined || fault.method.toUpperCase() === call.method) &&
        (fault.path === undefined || matchesPath(fault.path, call.path)) &&
        isOf(fault, call),
    );
  }

  /** The same for an event on its way to one endpoint. */
  hitEvent(event: FaultyEvent): Fault | undefined {
    return this.#hit(
      (fault) =>
        isEventAction(fault.action) &&
        (fault.event === undefined || matchesPath(fault.event, event.type)) &&
        isOf(fault, event),
    );
  }

  #hit(fits: (fault: Fault) => boolean): Fault | undefined {
    let found: Fault | undefined;
    for (const { fault, dice } of this.#faults) {
      if (!fits(fault)) continue;
      fault.matched += 1;
      const times = fault.times ?? (fault.probability === undefined ? 1 : 0);
      if (fault.matched < (fault.nth ?? 1) || (times > 0 && fault.hits >= times)) continue;
      // Thrown for every match, so that one fault's sequence does not hang on another's.
      const lucky = fault.probability === undefined || dice() < fault.probability;
      if (lucky && !found) {
        fault.hits += 1;
        found = fault;
      }
    }
    return found;
  }
}

function isOf(fault: Fault, { account, platform }: { account: string; platform: string }): boolean {
  return (
    (fault.account === undefined || fault.account === account) &&
    (fault.namespace === undefined || platformId(fault.namespace) === platform)
  );
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32, public domain). */
function diceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The error that a fault answers in the place of the call; undefined for those that don't. */
export function errorOfFault(fault: Fault): StripeError | undefined {
  switch (fault.action) {
    case 'fail': {
      const status = fault.status ?? 500;
      return new StripeError(status, { ...usualError(status), ...fault.error } as ErrorBody);
    }
    case 'rate_limit':
      return new StripeError(429, rateLimit);
    case 'lock_timeout':
      return new StripeError(429, lockTimeout);
    case 'api_error':
      return new StripeError(500, apiError);
    default:
      return undefined;
  }
}

/**
 * The `Stripe-Should-Retry` of an answer that a fault made; undefined leaves it to the status.
 * Stripe's libraries repeat a lock timeout and leave a rate limit to the caller
 * (docs.stripe.com/rate-limits#object-lock-timeouts).
 */
export function shouldRetryFault(fault: Fault | undefined): boolean | undefined {
  if (fault?.should_retry !== undefined) return fault.should_retry;
  if (fault?.action === 'rate_limit') return false;
  if (fault?.action === 'lock_timeout') return true;
  return undefined;
}

/** Headers that only an answer made by a fault has. */
export function headersOfFault(fault: Fault | undefined): Record<string, string> {
  if (fault?.action !== 'rate_limit') return {};
  return { 'stripe-rate-limited-reason': fault.reason ?? 'global-rate' };
}

const rateLimit: ErrorBody = {
  type: 'invalid_request_error',
  code: 'rate_limit',
  message:
    'Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.',
};

const lockTimeout: ErrorBody = {
  type: 'invalid_request_error',
  code: 'lock_timeout',
  message:
    'This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request. If you see this error frequently and are making multiple concurrent requests to a single object, make your requests serially or at a lower rate.',
};

/** unconfirmed: the words. */
const apiError: ErrorBody = { type: 'api_error', message: 'An unknown error occurred.' };

function usualError(status: number): ErrorBody {
  if (status === 429) return rateLimit;
  if (status === 402) {
    return {
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'generic_decline',
      message: 'Your card was declined.',
    };
  }
  if (status >= 500) return apiError;
  return { type: 'invalid_request_error', message: 'This call was made to fail.' };
}
