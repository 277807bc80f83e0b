import { isUntold, toldCode } from '../model/decline-code';

/**
 * What never leaves the server's memory: keys, client secrets, signatures, passwords, cookies, card
 * numbers, bank accounts, addresses that open something for whoever has them, and that a card is lost,
 * stolen or suspected. Names of fields are judged first, then the text of every value.
 */
const hidden = '[hidden]';

// Where Stripe says why a card was declined: in errors, in the outcome of a charge, in a failed refund.
const declineNames = ['decline_code', 'network_decline_code', 'reason', 'failure_reason'] as const;

const secretNames = new Set([
  'account_number',
  'authorization',
  'client_secret',
  'cookie',
  'cvc',
  'hosted_invoice_url',
  'hosted_verification_url',
  'id_number',
  'invoice_pdf',
  'password',
  'receipt_url',
  'secret',
  'set_cookie',
  'ssn_last_4',
  'stripe_signature',
  'webhook_secret',
]);

/** What is hidden, what stands in its place, and a part without which there is none of it. */
const patterns: readonly (readonly [within: string, RegExp, string])[] = [
  ['_', /\b(?:sk|rk|pk|ek)_(?:test|live)_[A-Za-z0-9_]+/g, hidden],
  ['whsec_', /\bwhsec_[A-Za-z0-9+/=_-]+/g, hidden],
  [
    '_secret_',
    /\b((?:pi|seti|src|cuss|fcsess|acss)_[A-Za-z0-9_]*?)_secret_[A-Za-z0-9_-]+/g,
    `$1_secret_${hidden}`,
  ],
  ['t=', /\bt=\d+,v\d=[0-9a-f]+(?:,v\d=[0-9a-f]+)*/g, hidden],
  ['', /\b(?:Bearer|Basic)\s+[A-Za-z0-9+/=._-]+/gi, hidden],
  ['souk_', /\b(?:__Host-)?souk_(?:session|cart)=[^;\s]+/g, hidden],
  // What opens Stripe's form for a seller's details, and the seller's dashboard.
  ['/acct_', /(\/(?:setup\/[a-z]|express)\/acct_[A-Za-z0-9_]+\/)[^\s"'<>]+/g, `$1${hidden}`],
  // The same fields by their addresses: an invoice, a receipt, the verification of a bank account.
  ['.stripe.com/', /(https:\/\/(?:invoice|pay|payments)\.stripe\.com\/)[^\s"'<>]+/g, `$1${hidden}`],
  [
    '/acct_',
    /(\/(?:invoices|receipts\/payment|microdeposits)\/acct_[A-Za-z0-9_]+\/[a-z]+_[A-Za-z0-9]+\/)[^\s"'<>]+/g,
    `$1${hidden}`,
  ],
  // A password within an address, as in DATABASE_URL.
  ['://', /\b([a-z][a-z0-9+]*:\/\/[^\s:/@]+):[^\s@/]+@/gi, `$1:${hidden}@`],
];

/**
 * Most of what Stripe says is an id, a word or a name, and all of it comes by here: `active`, `US`.
 * Each of the above has one of these in it, and so has a card's number.
 */
const mayHide = /[_=/\s]|\d(?:-?\d){12}/;

/** 13 to 19 digits, with single spaces or dashes between them, that pass the check of card numbers. */
function hideCardNumbers(text: string): string {
  return text.replace(/(?<![0-9A-Za-z_])\d(?:[ -]?\d){12,18}(?![0-9A-Za-z])/g, (found) =>
    passesLuhn(found.replace(/\D/g, '')) ? hidden : found,
  );
}

function passesLuhn(digits: string): boolean {
  let total = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - index));
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    total += doubled > 9 ? doubled - 9 : doubled;
  }
  return total % 10 === 0;
}

/** The text without anything secret in it; for logs and for values. */
export function redactText(text: string): string {
  if (!mayHide.test(text)) return text;
  let plain = text;
  for (const [within, pattern, instead] of patterns) {
    if (plain.includes(within)) plain = plain.replace(pattern, instead);
  }
  return hideCardNumbers(plain);
}

/** A deep copy of JSON-like data without anything secret in it. */
export function redact(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map(redact);
  if (value === null || typeof value !== 'object') return value;
  // The SDK puts a `Decimal` in the place of a number that came as text.
  if ('toJSON' in value && typeof value.toJSON === 'function') return redact(value.toJSON());
  return Object.fromEntries(
    Object.entries(withoutUntold(value)).map(([name, inner]) => [
      redactText(name),
      isSecret(name, inner) && inner !== null && typeof inner !== 'object' ? hidden : redact(inner),
    ]),
  );
}

/** The network's own code (`43`) says the same as Stripe's beside it, so both are told as one. */
function withoutUntold(value: object): object {
  const fields = value as Readonly<Record<string, unknown>>;
  if (!declineNames.some((name) => isUntold(fields[name]))) return value;
  return Object.fromEntries(
    Object.entries(fields).map(([name, inner]) => {
      const told = typeof inner === 'string' ? toldCode(inner) : inner;
      return [name, name === 'network_decline_code' && inner !== null ? 'generic_decline' : told];
    }),
  );
}

function isSecret(name: string, value: unknown): boolean {
  if (secretNames.has(name.toLowerCase().replaceAll('-', '_'))) return true;
  // A mistyped card number passes no check; an invoice's number may be read.
  return name === 'number' && /\d[\d -]{10,}\d/.test(String(value));
}

/**
 * A form body as the SDK sends it, as nested data and redacted: `a[b][0]=c` becomes `{a: {b: {0:
 * c}}}`.
 * https://docs.stripe.com/api#request-format
 */
export function redactForm(body: string): Record<string, unknown> {
  const root: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of new URLSearchParams(body)) {
    const path = key.split(/[[\]]+/).filter((part) => part !== '');
    const last = path.pop();
    if (last === undefined) continue;
    let place = root;
    for (const part of path) {
      const next = place[part];
      if (typeof next === 'object' && next !== null) place = next as Record<string, unknown>;
      else place = place[part] = Object.create(null) as Record<string, unknown>;
    }
    place[last] = value;
  }
  return redact(root) as Record<string, unknown>;
}
