import { invalidRequest, missingParameter, type ErrorBody } from './contract';

/** What a fault does to a call of the API. */
export type CallAction =
  /** Answers with an error of your own in the place of the call. */
  | 'fail'
  /** 429 `rate_limit`, 429 `lock_timeout` or 500 `api_error`, as Stripe words them. */
  | 'rate_limit'
  | 'lock_timeout'
  | 'api_error'
  /** Waits `delay_ms` before the call is executed. */
  | 'delay'
  /** Resets the connection before the call is executed. */
  | 'reset'
  /** Executes and commits, then cuts the line instead of answering. */
  | 'drop'
  /** Executes and commits, and answers `delay_ms` later, as over a long line. */
  | 'slow_answer'
  /** Executes and commits, then sends the body in pieces over `delay_ms`. */
  | 'slow_body';

/** What a fault does to the delivery of an event to one endpoint. */
export type EventAction =
  /** The endpoint gets the event `copies` times. */
  | 'duplicate_event'
  /** The endpoint gets the event `delay_ms` later. */
  | 'delay_event'
  /** The endpoint gets the event only after one that was written later. */
  | 'reorder_event';

/** docs.stripe.com/rate-limits. */
const limits = [
  'global-rate',
  'global-concurrency',
  'endpoint-rate',
  'endpoint-concurrency',
  'resource-specific',
] as const;

/** What is to go wrong, and for which calls or events. */
export interface FaultPlan {
  readonly action: CallAction | EventAction;
  /** An account's id: a connected account's, or the platform's for its own. */
  readonly account?: string;
  /** Only one platform: the `<name>` of its keys `sk_test_ns_<name>`, or `default`. */
  readonly namespace?: string;
  /** Calls only. */
  readonly method?: string;
  /** Calls only; `*` stands for any run of characters. */
  readonly path?: string;
  /** Events only: the type, where `*` stands for any run of characters. */
  readonly event?: string;
  /** The first match that can be hit, counted from 1. */
  readonly nth?: number;
  /** How many are hit; 0 for all from then on. 1 unless given, 0 with `probability`. */
  readonly times?: number;
  /** From 0 to 1: how likely each match is to be hit. */
  readonly probability?: number;
  /** Where the dice of `probability` begin: the same seed gives the same hits. 0 unless given. */
  readonly seed?: number;
  /** `fail`: the HTTP status, 500 unless given. */
  readonly status?: number;
  /** `fail`: the `error` of the body. */
  readonly error?: Partial<ErrorBody>;
  /** `rate_limit`: which limit it was, the `Stripe-Rate-Limited-Reason`; `global-rate` unless given. */
  readonly reason?: (typeof limits)[number];
  /** Errors: the `Stripe-Should-Retry` header, which Stripe's libraries obey. */
  readonly should_retry?: boolean;
  /** Milliseconds. For `reorder_event` the longest it is held back, 5000 unless given. */
  readonly delay_ms?: number;
  /** `slow_body`: how many pieces, 8 unless given. */
  readonly pieces?: number;
  /** `slow_body`: cut the line after half of the pieces. */
  readonly cut_off?: boolean;
  /** `duplicate_event`: how often it arrives in all, 2 unless given. */
  readonly copies?: number;
  /** `reorder_event`: the type that has to arrive before it; any unless given. */
  readonly after?: string;
}

type Name = keyof FaultPlan;
type Rule = (value: unknown) => string | null;

const text: Rule = (value) =>
  typeof value === 'string' && value !== '' ? null : 'must be a string that is not empty';
const flag: Rule = (value) => (typeof value === 'boolean' ? null : 'must be true or false');

function integer(least: number, most: number): Rule {
  return (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? null
      : `must be an integer between ${least} and ${most}`;
}

const errorTypes = ['api_error', 'card_error', 'idempotency_error', 'invalid_request_error'];

const errorFields: ReadonlySet<string> = new Set<keyof ErrorBody>([
  'type',
  'code',
  'message',
  'param',
  'decline_code',
  'charge',
  'advice_code',
  'network_advice_code',
  'network_decline_code',
  'payment_method_type',
]);

function problemOfError(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'must be an object';
  }
  for (const [name, given] of Object.entries(value)) {
    if (!errorFields.has(name)) return `has no field ${name}`;
    if (typeof given !== 'string') return `${name} must be a string`;
    if (name === 'type' && !errorTypes.includes(given)) {
      return `type must be one of ${errorTypes.join(', ')}`;
    }
  }
  return null;
}

/** A day; what is later than that is not a delay. */
const MAX_DELAY_MS = 86_400_000;
const MAX_COUNT = 1_000_000;

const rules: Readonly<Record<Exclude<Name, 'action'>, Rule>> = {
  account: text,
  namespace: (value) =>
    typeof value === 'string' && /^[A-Za-z0-9-]+$/.test(value)
      ? null
      : 'must be letters, digits and dashes only',
  method: (value) =>
    typeof value === 'string' && /^(GET|POST|DELETE)$/i.test(value)
      ? null
      : 'must be one of GET, POST, or DELETE',
  path: text,
  event: text,
  nth: integer(1, MAX_COUNT),
  times: integer(0, MAX_COUNT),
  probability: (value) =>
    typeof value === 'number' && value >= 0 && value <= 1 ? null : 'must be between 0 and 1',
  seed: integer(0, 2 ** 32 - 1),
  status: integer(400, 599),
  error: problemOfError,
  reason: (value) =>
    (limits as readonly unknown[]).includes(value) ? null : `must be one of ${limits.join(', ')}`,
  should_retry: flag,
  delay_ms: integer(0, MAX_DELAY_MS),
  pieces: integer(2, 1000),
  cut_off: flag,
  copies: integer(2, 100),
  after: text,
};

const always: readonly Name[] = ['account', 'namespace', 'nth', 'times', 'probability', 'seed'];
const ofCalls: readonly Name[] = [...always, 'method', 'path'];
const ofEvents: readonly Name[] = [...always, 'event'];

/** What each action takes beside `action`; the required ones first. */
const fields: Readonly<Record<FaultPlan['action'], { needs?: Name; takes: readonly Name[] }>> = {
  fail: { takes: [...ofCalls, 'status', 'error', 'should_retry'] },
  rate_limit: { takes: [...ofCalls, 'reason', 'should_retry'] },
  lock_timeout: { takes: [...ofCalls, 'should_retry'] },
  api_error: { takes: [...ofCalls, 'should_retry'] },
  delay: { needs: 'delay_ms', takes: ofCalls },
  reset: { takes: ofCalls },
  drop: { takes: ofCalls },
  slow_answer: { needs: 'delay_ms', takes: ofCalls },
  slow_body: { needs: 'delay_ms', takes: [...ofCalls, 'pieces', 'cut_off'] },
  duplicate_event: { takes: [...ofEvents, 'copies'] },
  delay_event: { needs: 'delay_ms', takes: ofEvents },
  reorder_event: { takes: [...ofEvents, 'after', 'delay_ms'] },
};

/** Every action, in the order of the documentation. */
export const actions = Object.keys(fields) as readonly FaultPlan['action'][];

export function isEventAction(action: FaultPlan['action']): action is EventAction {
  return fields[action].takes.includes('event');
}

/** Checks what came over HTTP; throws a 400 in Stripe's words that names the parameter. */
export function checkPlan(given: unknown): FaultPlan {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw invalidRequest('A fault must be a JSON object.');
  }
  const plan = given as Record<string, unknown>;
  const { action } = plan;
  if (action === undefined) throw missingParameter('action');
  if (typeof action !== 'string' || !Object.hasOwn(fields, action)) {
    const choice = `${actions.slice(0, -1).join(', ')}, or ${actions.at(-1)}`;
    throw invalidRequest(`Invalid action: must be one of ${choice}`, { param: 'action' });
  }
  const { needs, takes } = fields[action as FaultPlan['action']];
  for (const [name, value] of Object.entries(plan)) {
    if (name === 'action') continue;
    if (!Object.hasOwn(rules, name)) {
      throw invalidRequest(`Received unknown parameter: ${name}`, {
        code: 'parameter_unknown',
        param: name,
      });
    }
    const known = name as Exclude<Name, 'action'>;
    if (known !== needs && !takes.includes(known)) {
      throw invalidRequest(`The action ${action} does not take ${name}.`, { param: name });
    }
    const problem = rules[known](value);
    if (problem) throw invalidRequest(`Invalid ${name}: ${problem}`, { param: name });
  }
  if (needs && plan[needs] === undefined) throw missingParameter(needs);
  return given as FaultPlan;
}
