import { invalidRequest, type StripeError } from './contract';

/** `['a', 'b', '0']` → `a[b][0]`, the way Stripe names a parameter in errors. */
export function parameterName(path: readonly string[]): string {
  const [first = '', ...rest] = path;
  return first + rest.map((part) => `[${part}]`).join('');
}

export function unknownParameters(names: readonly string[]): StripeError {
  const plural = names.length > 1 ? 's' : '';
  return invalidRequest(`Received unknown parameter${plural}: ${names.join(', ')}`, {
    code: 'parameter_unknown',
    param: names[0] ?? '',
  });
}

export function emptyParameter(name: string): StripeError {
  return invalidRequest(
    `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however '${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
    { code: 'parameter_invalid_empty', param: name },
  );
}

export function invalidInteger(name: string, value: unknown): StripeError {
  return invalidRequest(`Invalid integer${quoted(name, value)}`, {
    code: 'parameter_invalid_integer',
    param: name,
  });
}

/** So that an answer is never as long as what it is about. */
const MAX_QUOTED = 1_000;

const UNQUOTED = new Set(['card', 'number', 'cvc']);

/** A value as messages quote it; nothing of a card, since pages read messages. */
function quoted(name: string, value: unknown): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(hashOf(value));
  const parts = [...name.split(/[[\]]+/), ...(typeof value === 'string' ? [] : text.split('"'))];
  return parts.some((part) => UNQUOTED.has(part)) ? '' : `: ${text.slice(0, MAX_QUOTED)}`;
}

/** Stripe reads a list as a hash of numbers, and quotes it as one. */
function hashOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hashOf(item)]));
}

/** `Invalid boolean: x`, `Invalid array`, `Invalid object` … */
export function invalidType(name: string, type: string, value?: unknown): StripeError {
  return invalidRequest(`Invalid ${type}${quoted(name, value)}`, {
    param: name,
  });
}

export function invalidEnum(name: string, values: readonly string[]): StripeError {
  return invalidRequest(`Invalid ${name}: must be one of ${alternatives(values)}`, { param: name });
}

function alternatives(values: readonly string[]): string {
  if (values.length <= 2) return values.join(' or ');
  return `${values.slice(0, -1).join(', ')}, or ${values.at(-1)}`;
}
