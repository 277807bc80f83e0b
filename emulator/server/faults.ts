import { randomText } from './ids';
import { invalidRequest, StripeError, type ErrorBody } from './contract';
import { matchesPath } from './request-log';

/** What is to go wrong, and for which calls. */
export interface FaultPlan {
  readonly method?: string;
  /** `*` stands for any run of characters. */
  readonly path?: string;
  /** An account's id: a connected account's, or the platform's for its own calls. */
  readonly account?: string;
  /** The first matching call that is hit, counted from 1. */
  readonly nth?: number;
  /** How many calls in a row are hit; 0 for all from then on. */
  readonly times?: number;
  readonly action: 'fail' | 'delay' | 'drop';
  /** For `fail`: the HTTP status, 500 unless given. */
  readonly status?: number;
  /** For `fail`: the `error` of the body. */
  readonly error?: Partial<ErrorBody>;
  /** For `fail`: the `Stripe-Should-Retry` header; by default only 409 and 429 say true. */
  readonly should_retry?: boolean;
  /** For `delay`: milliseconds before the call is executed. */
  readonly delay_ms?: number;
}

export interface Fault extends FaultPlan {
  readonly id: string;
  /** Calls that matched, and calls that were hit. */
  matched: number;
  hits: number;
}

const NAMES: Readonly<Record<keyof FaultPlan, 'string' | 'number' | 'boolean' | 'object'>> = {
  method: 'string',
  path: 'string',
  account: 'string',
  nth: 'number',
  times: 'number',
  action: 'string',
  status: 'number',
  error: 'object',
  should_retry: 'boolean',
  delay_ms: 'number',
};

/** The faults that are set. They live in memory only: a restart clears them. */
export class Faults {
  #faults: Fault[] = [];

  add(given: unknown): Fault {
    const fault: Fault = {
      id: `fault_${randomText(14)}`,
      ...checkPlan(given),
      matched: 0,
      hits: 0,
    };
    this.#faults.push(fault);
    return fault;
  }

  all(): readonly Fault[] {
    return this.#faults;
  }

  /** Removes one, or all; false when there is none of that id. */
  clear(id?: string): boolean {
    const before = this.#faults.length;
    this.#faults = id === undefined ? [] : this.#faults.filter((fault) => fault.id !== id);
    return id === undefined || this.#faults.length < before;
  }

  /** Counts a call against every fault that fits, and returns the first that hits it. */
  hit(call: { method: string; path: string; account: string | null }): Fault | undefined {
    let found: Fault | undefined;
    for (const fault of this.#faults) {
      if (!fits(fault, call)) continue;
      fault.matched += 1;
      const first = fault.nth ?? 1;
      const times = fault.times ?? 1;
      const inRange = fault.matched >= first && (times === 0 || fault.matched < first + times);
      if (inRange && !found) {
        fault.hits += 1;
        found = fault;
      }
    }
    return found;
  }
}

/** The error a `fail` answers with. */
export function errorOfFault(fault: Fault): StripeError {
  const status = fault.status ?? 500;
  return new StripeError(status, { ...usualError(status), ...fault.error } as ErrorBody);
}

function usualError(status: number): ErrorBody {
  if (status === 429) {
    return {
      type: 'invalid_request_error',
      code: 'rate_limit',
      message:
        'Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.',
    };
  }
  if (status === 402) {
    return {
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'generic_decline',
      message: 'Your card was declined.',
    };
  }
  if (status >= 500) return { type: 'api_error', message: 'An unknown error occurred.' };
  return { type: 'invalid_request_error', message: 'This call was made to fail.' };
}

function fits(
  fault: Fault,
  call: { method: string; path: string; account: string | null },
): boolean {
  return (
    (fault.method === undefined || fault.method.toUpperCase() === call.method) &&
    (fault.path === undefined || matchesPath(fault.path, call.path)) &&
    (fault.account === undefined || fault.account === call.account)
  );
}

function checkPlan(given: unknown): FaultPlan {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw invalidRequest('A fault must be a JSON object.');
  }
  for (const [name, value] of Object.entries(given)) {
    const expected = Object.hasOwn(NAMES, name) ? NAMES[name as keyof FaultPlan] : undefined;
    if (!expected) throw invalidRequest(`Unknown property of a fault: ${name}`);
    const bad =
      typeof value !== expected || value === null || (expected === 'number' && !(value >= 0));
    if (bad) throw invalidRequest(`Invalid ${name}: must be a ${expected}`, { param: name });
  }
  const plan = given as FaultPlan;
  if (!['fail', 'delay', 'drop'].includes(plan.action)) {
    throw invalidRequest('Invalid action: must be one of fail, delay, or drop', {
      param: 'action',
    });
  }
  if (plan.action === 'delay' && plan.delay_ms === undefined) {
    throw invalidRequest('A delay needs delay_ms.', { param: 'delay_ms' });
  }
  if (plan.status !== undefined && !(plan.status >= 400 && plan.status <= 599)) {
    throw invalidRequest('Invalid status: must be between 400 and 599', { param: 'status' });
  }
  return plan;
}
