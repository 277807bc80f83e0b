import { parameters as table, resolveSchema } from '../../generated/parameter-table';
import { stripeRoutes } from '../../generated/routes';
import { resources } from '../../resources/registry';
import type { ParameterFields, ParameterSchema, Route } from '../../server/contract';
import type { Dice } from './dice';

/** A request as it goes over the wire. */
export interface Malformed {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer | null;
}

/** What there is in one account. */
export interface Known {
  /** The `Stripe-Account` to be sent, null for the platform's own. */
  readonly account: string | null;
  readonly ids: readonly string[];
}

/** How one request comes about: about what, and with which share of mistakes. */
interface Maker {
  readonly dice: Dice;
  readonly known: Known;
  readonly mistakes: number;
}

/** Ids that fit a parameter, by how its name ends. */
const prefixes: readonly [name: RegExp, prefix: RegExp][] = [
  [/customer$/, /^cus_/],
  [/payment_method$/, /^(pm_|card_)/],
  [/payment_intent$|^intent$/, /^pi_/],
  [/setup_intent$/, /^seti_/],
  [/charge$/, /^ch_/],
  [/account$|^on_behalf_of$|^destination$/, /^acct_/],
  [/^(starting_after|ending_before|source)$/, /_/],
  [/client_secret$/, /_secret_/],
];

const routes: readonly Route[] = resources.flatMap((resource) => resource.routes);

/** What would soon leave nothing to be about. */
const destructive =
  /^(DELETE \/v1\/(accounts|customers)\/|POST .*(detach|deauthorize|reject|cancel))/;

function pickRoute(dice: Dice): Route {
  for (;;) {
    const route = dice.pick(routes);
    if (!destructive.test(`${route.method} ${route.path}`) || dice.chance(0.02)) return route;
  }
}

const texts = [
  '', ' ', '0', '-1', '1', 'true', 'false', 'null', 'undefined', 'NaN', '[]', '{}', '{"a":1}',
  '99999999', '999999999999999999999', '-99999999999999999999', '1e308', '1.5', '0x10', '١٢٣',
  'usd', 'USD', 'xxx', 'card', 'tok_visa', 'pm_card_visa', 'pm_card_chargeDeclined',
  'pm_card_threeDSecure2Required', '4242424242424242', 'a@b.co', 'not an e-mail', 'http://x.test/',
  'javascript:alert(1)', '../../etc/passwd', "'; drop table", '<script>', '__proto__', 'constructor',
  'toString', 'hasOwnProperty', '\u0000', '\u0007', '\ud83d\ude00', '\u202e', 'é', '\r\nX-Evil: 1',
  'off_session', 'on_session', 'manual', 'never', 'requested', 'fraudulent', 'none', 'now',
  `${'x'.repeat(5_000)}`, '2026-10-28', '1795000000',
] as const; // prettier-ignore

const keys = [
  'a', '', '0', '1', '999', '-1', '__proto__', 'constructor', 'prototype', 'length', 'toString', 'x y',
  'a[b', 'a]', '\u0000', 'é', 'object', 'id', 'metadata', `${'k'.repeat(60)}`,
] as const; // prettier-ignore

/** A request that is right, nearly so, or not at all. */
export function malformed(dice: Dice, scopes: readonly Known[]): Malformed {
  const known = dice.pick(scopes);
  const maker: Maker = { dice, known, mistakes: dice.pick([0, 0, 0.1, 0.4]) };
  const route = dice.chance(0.95) ? pickRoute(dice) : undefined;
  const [method, pattern] = route
    ? [route.method, route.path]
    : dice.pick(stripeRoutes.map(([one, path]) => [one, path] as const));
  const pairs = route ? sentFields(maker, route) : junkPairs(maker);
  if (dice.chance(maker.mistakes / 3)) pairs.push(...junkPairs(maker));
  if (dice.chance(0.1)) pairs.push([`expand[${dice.chance(0.5) ? '' : '0'}]`, expandPath(dice)]);
  const form = dice.chance(0.03) ? randomText(dice) : encode(dice, pairs);
  const sent = dice.chance(0.05)
    ? dice.pick(['GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'HEAD', 'OPTIONS', 'PROPFIND'])
    : method;
  const path = fillPath(maker, pattern);
  const inBody = sent === 'POST' ? dice.chance(0.97) : dice.chance(0.03);
  return {
    method: sent,
    path: inBody || form === '' ? path : `${path}?${form.replace(/[\s#]/g, '%20')}`,
    headers: headersOf(maker),
    body: inBody ? bodyOf(dice, form) : null,
  };
}

function sentFields(maker: Maker, route: Route): [string, string][] {
  const fields: ParameterFields = {
    ...(route.parameters ? table[route.parameters] : {}),
    ...route.also,
  };
  const { dice, mistakes } = maker;
  const pairs: [string, string][] = [];
  const few = 2.5 / Math.max(Object.keys(fields).length, 5);
  for (const [name, { schema, required }] of Object.entries(fields)) {
    if (!dice.chance(required ? 1 - mistakes / 5 : few)) continue;
    fill(maker, pairs, name, schema, name, 0);
  }
  return pairs;
}

/** Writes a value for one parameter, mostly of its kind. */
function fill(
  maker: Maker,
  pairs: [string, string][],
  path: string,
  given: ParameterSchema,
  name: string,
  depth: number,
): void {
  const { dice, mistakes } = maker;
  const schema = resolveSchema(given);
  if (dice.chance(mistakes / 3)) {
    pairs.push([path, anyText(maker)]);
    return;
  }
  const into = (part: string, of: ParameterSchema, called: string): void =>
    fill(maker, pairs, `${path}[${part}]`, of, called, depth + 1);
  switch (schema.kind) {
    case 'object':
      for (const [inner, { schema: of, required }] of Object.entries(schema.fields)) {
        if (dice.chance(required ? 0.9 : 0.35 / (depth + 1))) into(inner, of, inner);
      }
      return;
    case 'array':
      for (let index = 0; index < 1 + dice.below(3); index += 1) {
        into(dice.chance(0.5) ? '' : String(index), schema.of, name);
      }
      return;
    case 'map':
      for (let index = dice.below(3); index > 0; index -= 1) {
        into(dice.chance(mistakes) ? dice.pick(keys) : `k${index}`, schema.of, name);
      }
      return;
    case 'union':
      fill(maker, pairs, path, dice.pick(schema.options), name, depth);
      return;
    case 'enum':
      pairs.push([path, schema.values.length > 0 ? dice.pick(schema.values) : '']);
      return;
    case 'boolean':
      pairs.push([path, dice.pick(['true', 'false'])]);
      return;
    case 'integer':
      pairs.push([path, dice.pick(['0', '1', '10', '500', '2500', '99999999', '1795000000'])]);
      return;
    case 'number':
    case 'decimal':
      pairs.push([path, dice.pick(['0', '1.5', '100'])]);
      return;
    default:
      pairs.push([path, fittingText(maker, name)]);
  }
}

/** A value that may well be right for a parameter of this name. */
function fittingText({ dice, known }: Maker, name: string): string {
  if (/currency/.test(name)) return 'usd';
  if (/country/.test(name)) return 'US';
  if (/email/.test(name)) return 'jenny@example.com';
  if (/url/.test(name)) return 'http://localhost/there';
  const [, prefix] = prefixes.find(([pattern]) => pattern.test(name)) ?? [];
  const ids = prefix ? known.ids.filter((id) => prefix.test(id)) : [];
  return ids.length > 0 ? dice.pick(ids) : dice.pick(['a', 'Jenny Rosen', '12', 'tok_visa', 'é']);
}

function anyText({ dice, known }: Maker): string {
  if (known.ids.length > 0 && dice.chance(0.55)) return dice.pick(known.ids);
  return dice.chance(0.9) ? dice.pick(texts) : randomText(dice);
}

function junkPairs(maker: Maker): [string, string][] {
  const { dice } = maker;
  return Array.from({ length: dice.below(4) }, () => {
    let name: string = dice.pick(keys);
    for (let depth = dice.below(4); depth > 0; depth -= 1) name += `[${dice.pick(keys)}]`;
    return [name, anyText(maker)];
  });
}

function encode(dice: Dice, pairs: readonly [string, string][]): string {
  return pairs
    .map(([name, value]) => {
      const left = dice.chance(0.2) ? encodeURIComponent(name) : encodeURI(name);
      const right = dice.chance(0.01) ? dice.pick(['%', '%zz', '%ff', '%c3%28']) : '';
      return `${left}${dice.chance(0.98) ? '=' : ''}${encodeURIComponent(value)}${right}`;
    })
    .join(dice.chance(0.99) ? '&' : '&&');
}

function expandPath(dice: Dice): string {
  const parts = ['data', 'customer', 'payment_method', 'latest_charge', 'balance_transaction',
    'refunds', 'bogus', '', '__proto__', 'account', 'invoice_settings', 'toString']; // prettier-ignore
  return Array.from({ length: 1 + dice.below(6) }, () => dice.pick(parts)).join('.');
}

function randomText(dice: Dice): string {
  const length = dice.below(60);
  return Array.from({ length }, () => String.fromCharCode(32 + dice.below(95))).join('');
}

/** What an id in a path is of, by the segment before it. */
const collections: Readonly<Record<string, RegExp>> = {
  accounts: /^acct_/,
  application_fees: /^fee_/,
  balance_transactions: /^txn_/,
  charges: /^ch_/,
  customers: /^cus_/,
  disputes: /^du_/,
  events: /^evt_/,
  payment_intents: /^pi_/,
  payment_methods: /^pm_/,
  refunds: /^re_/,
  setup_intents: /^seti_/,
  webhook_endpoints: /^we_/,
};

function fillPath({ dice, known, mistakes }: Maker, pattern: string): string {
  const filled = pattern.replace(/(\w+)\/:\w+/g, (_, collection: string) => {
    const fitting = known.ids.filter((one) => collections[collection]?.test(one));
    const right = fitting.length > 0 && !dice.chance(mistakes / 2);
    const id = right ? dice.pick(fitting) : dice.pick([...known.ids, ...texts]);
    const escaped = dice.chance(0.97) ? encodeURIComponent(id) : encodeURI(id);
    return `${collection}/${escaped.replace(/[\s?#]/g, '_')}`;
  });
  if (dice.chance(0.02)) return `${filled}/`;
  if (dice.chance(0.01)) return `/${filled}`;
  return dice.chance(0.01) ? `${filled}/%E0%A4%A` : filled;
}

function headersOf({ dice, known, mistakes }: Maker): Record<string, string> {
  const key = dice.chance(1 - mistakes / 5)
    ? dice.chance(0.1)
      ? 'pk_test_fuzz'
      : dice.pick(['sk_test_fuzz', 'rk_test_fuzz'])
    : dice.pick(['', 'sk_live_fuzz', 'sk_test_', 'nonsense', 'sk_test_ns_other', 'é']);
  const headers: Record<string, string> = {};
  if (dice.chance(0.99)) {
    headers.authorization = dice.chance(0.9)
      ? `Bearer ${key}`
      : `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
  }
  if (known.account !== null) headers['stripe-account'] = known.account;
  if (dice.chance(mistakes / 5)) headers['stripe-account'] = dice.pick([...known.ids, ...texts]);
  if (dice.chance(mistakes / 10)) headers['stripe-context'] = dice.pick([...known.ids, ...texts]);
  if (dice.chance(0.2)) headers['idempotency-key'] = `key ${dice.below(60)}`;
  if (dice.chance(0.01)) headers['idempotency-key'] = 'x'.repeat(300);
  if (dice.chance(0.2)) {
    headers['stripe-version'] = dice.pick([
      '2026-10-28.endive',
      '2020-03-02',
      '2022-08-01',
      'x',
      '',
    ]);
  }
  headers['content-type'] = dice.chance(0.97)
    ? 'application/x-www-form-urlencoded'
    : dice.pick(['application/json', 'multipart/form-data; boundary=x', 'text/plain', '', ';;;']);
  // Nothing else can be sent in a header at all.
  for (const [name, value] of Object.entries(headers)) {
    headers[name] = value.replace(/[^\x20-\x7e\xa0-\xff]/g, '').slice(0, 2_000);
  }
  return headers;
}

function bodyOf(dice: Dice, form: string): Buffer {
  const bytes = Buffer.from(form);
  if (dice.chance(0.02)) {
    for (let index = 0; index < 3 && bytes.length > 0; index += 1) {
      bytes[dice.below(bytes.length)] = dice.below(256);
    }
  }
  return dice.chance(0.001) ? Buffer.concat([bytes, Buffer.alloc(1_200_000, 'x')]) : bytes;
}
