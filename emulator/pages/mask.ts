import { redactText } from '../server/redact';

/** Names whose values are never shown, wherever they stand in an object. */
const HIDDEN = /secret|password|^(key|cvc|cvv|account_number|id_number|ssn_last_4)$/i;

/** An object of the API fit for a page: same shape, without secrets, keys and numbers. */
export function masked(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      HIDDEN.test(name) && typeof inner === 'string' ? hide(inner) : masked(inner),
    ]),
  );
}

/** Text of an answer that may not be JSON at all. */
export function maskedBody(body: string): unknown {
  try {
    return masked(JSON.parse(body));
  } catch {
    return redactText(body);
  }
}

function hide(text: string): string {
  return text === '' ? '' : '••••••••';
}
