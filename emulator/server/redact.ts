import type { Form, FormValue } from './form';

/** Parameters whose whole value is hidden. */
const HIDDEN = new Set(['cvc', 'cvv', 'account_number', 'ssn_last_4', 'id_number']);

/** Parameters that are shortened, so that one can be told from another. */
const SHORTENED = new Set(['client_secret', 'key', 'secret', 'source_client_secret']);

/** Twelve digits or more, with spaces or dashes between them: what a card number looks like. */
const CARD_NUMBER = /(?<![\w-])\d(?:[ -]?\d){11,18}(?![\w-])/g;

/** Client secrets wherever they turn up, e.g. within a `return_url`. */
const SECRET = /(_secret_)\w+/g;
const KEY = /\b((?:sk|rk|pk)_(?:test|live)_|whsec_)\w+/g;

/** Text without card numbers, secrets and keys; fit for a log. */
export function redactText(text: string): string {
  return text
    .replace(CARD_NUMBER, (digits) => `•••• ${digits.replace(/\D/g, '').slice(-4)}`)
    .replace(SECRET, '$1…')
    .replace(KEY, '$1…');
}

/** Parameters fit for a log: same shape, with card numbers, checks and secrets taken out. */
export function redactForm(form: Form): Form {
  return redactMap(form);
}

function redactMap(map: Form): Form {
  const redacted: Form = {};
  for (const [name, value] of Object.entries(map)) redacted[name] = redactValue(name, value);
  return redacted;
}

function redactValue(name: string, value: FormValue): FormValue {
  if (typeof value === 'string') {
    if (HIDDEN.has(name)) return '•••';
    if (name === 'number') return `•••• ${value.replace(/\D/g, '').slice(-4)}`;
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
