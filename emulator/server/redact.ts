import { passesLuhn } from '../rules/luhn';
import { decodeLoosely } from './decode-loosely';
import type { Form, FormValue } from './form';

/** Parameters whose whole value is hidden. */
const HIDDEN = new Set([
  'account_number',
  'cryptogram',
  'cvc',
  'cvv',
  'iban',
  'id_number',
  'id_number_secondary',
  'ssn_last_4',
  'tax_id',
  'vat_id',
]);

/** Parameters that are shortened, so that one can be told from another. */
const SHORTENED = new Set(['client_secret', 'key', 'secret', 'source_client_secret']);

/** Twelve digits or more, with spaces or dashes between them: what a card number looks like. */
const DIGITS = /(?<!\d)\d(?:[ -]?\d){11,18}(?!\d)/g;

/** The shortest card number. */
const SHORTEST_NUMBER = 13;

/** Client secrets wherever they turn up, e.g. within a `return_url`. */
const SECRET = /(_secret_)\w+/g;
const KEY = /\b((?:sk|rk|pk)_(?:test|live)_|whsec_)[\w-]+/g;

/** What any of these has; most text has none of it and need not be searched thrice. */
const SUSPECT = /_|\d[\d -]{11}/;

/** Text without card numbers, secrets and keys; fit for a log. */
export function redactText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text
    .replace(DIGITS, (found, offset: number) =>
      isCardNumber(found, text, offset) ? lastFour(found) : found,
    )
    .replace(SECRET, '$1…')
    .replace(KEY, '$1…');
}

/** Digits that stand alone, and those within a word or an id that check out as a card number. */
function isCardNumber(found: string, text: string, offset: number): boolean {
  const within = /[\w-]/;
  const alone =
    !within.test(text.charAt(offset - 1)) && !within.test(text.charAt(offset + found.length));
  const digits = found.replace(/\D/g, '');
  return alone || (digits.length >= SHORTEST_NUMBER && passesLuhn(digits));
}

function lastFour(number: string): string {
  return `•••• ${number.replace(/\D/g, '').slice(-4)}`;
}

/** A path or a query as sent, redacted; it is left escaped where nothing had to be taken out. */
export function redactEscaped(text: string): string {
  const decoded = decodeLoosely(text);
  const redacted = redactText(decoded);
  return redacted === decoded ? text : redacted;
}

/** The query as sent, unescaped for reading, redacted by the names of its parameters too. */
export function redactQuery(query: string): string {
  if (query === '') return '';
  return query
    .split('&')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=').map(decodeLoosely);
      if (value.length === 0) return redactText(name);
      const last = name.replace(/\]$/, '').split(/\]?\[/).at(-1) ?? name;
      const shown = redactValue(last, value.join('='));
      return `${redactText(name)}=${typeof shown === 'string' ? shown : ''}`;
    })
    .join('&');
}

/**
 * Text that speaks of a request (an error's message), without what the request's parameters hide:
 * a check digit that was sent in the wrong place is quoted like any other value.
 */
export function redactMessage(message: string, form: Form): string {
  const quoted = hiddenValues(form).reduce((text, value) => text.replaceAll(value, '•••'), message);
  return redactText(quoted);
}

/** Longest first, so that no part of one is left behind. */
function hiddenValues(form: Form): string[] {
  const found: string[] = [];
  const collect = (name: string, value: FormValue, hidden: boolean): void => {
    const inside = hidden || HIDDEN.has(name);
    if (typeof value === 'string') {
      if (inside && value.length > 1) found.push(value);
    } else {
      for (const [key, item] of Object.entries(value)) {
        if (inside && !Array.isArray(value) && key.length > 1) found.push(key);
        if (item !== undefined) collect(Array.isArray(value) ? name : key, item, inside);
      }
    }
  };
  for (const [name, value] of Object.entries(form)) collect(name, value, false);
  return found.sort((a, b) => b.length - a.length);
}

/** Parameters fit for a log: same shape, with card numbers, checks and secrets taken out. */
export function redactForm(form: Form): Form {
  return redactMap(form);
}

function redactMap(map: Form): Form {
  const entries = Object.entries(map);
  return Object.fromEntries(
    entries.map(([name, value]) => [redactText(name), redactValue(name, value)]),
  );
}

function redactValue(name: string, value: FormValue): FormValue {
  if (typeof value === 'string') {
    if (HIDDEN.has(name)) return '•••';
    if (name === 'number') return lastFour(value);
    return SHORTENED.has(name) ? shorten(value) : redactText(value);
  }
  if (HIDDEN.has(name) || name === 'number') return '•••';
  if (Array.isArray(value)) return value.map((item) => redactValue(name, item));
  return redactMap(value);
}

function shorten(value: string): string {
  const redacted = redactText(value);
  return redacted === value ? `${value.slice(0, 8)}…` : redacted;
}
