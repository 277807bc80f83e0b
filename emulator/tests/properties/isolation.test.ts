import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Emulator } from '../../server/emulator';
import { startEmulator } from '../support/emulator';
import { call, control } from '../support/raw-call';
import { post, posts, Shelf, type Scope } from './calls';
import { drawn } from '../support/whole';

/** Two platforms, one with two sellers, the other with one: everybody's neighbours. */
async function neighbours(emulator: Emulator, name: string): Promise<Scope[]> {
  const scopes: Scope[] = [];
  for (const [namespace, sellers] of [
    [`${name}a`, 2],
    [`${name}b`, 1],
  ] as const) {
    const key = `sk_test_ns_${namespace}`;
    const { accounts } = await control<{ accounts: { id: string }[] }>(emulator, 'POST', '/seed', {
      namespace,
      accounts: Array.from({ length: sellers }, () => ({})),
    });
    scopes.push({ key, account: null }, ...accounts.map(({ id }) => ({ key, account: id })));
  }
  return scopes;
}

const collections: Readonly<Record<string, string>> = {
  charge: 'charges',
  customer: 'customers',
  payment_intent: 'payment_intents',
  payment_method: 'payment_methods',
  refund: 'refunds',
  setup_intent: 'setup_intents',
};

/** Everything that can be listed, with as much behind it as can be asked for. */
const lists = [
  '/v1/customers?limit=100',
  '/v1/payment_intents?limit=100&expand[]=data.customer&expand[]=data.latest_charge.balance_transaction',
  '/v1/setup_intents?limit=100&expand[]=data.payment_method&expand[]=data.customer',
  '/v1/charges?limit=100&expand[]=data.payment_intent.payment_method&expand[]=data.refunds',
  '/v1/refunds?limit=100&expand[]=data.charge',
  '/v1/events?limit=100',
  '/v1/balance_transactions?limit=100&expand[]=data.source',
  '/v1/balance',
  '/v1/application_fees?limit=100',
  '/v1/disputes?limit=100',
];

const steps = fc.array(
  fc.record({ scope: fc.nat(4), post: fc.nat(posts.length - 1), choice: fc.nat(40) }),
  { minLength: 10, maxLength: 25 },
);

test('no object is seen, changed or used from another account or namespace', async () => {
  const emulator = await startEmulator({ settings: { settleDelayMs: 0 } });
  let runs = 0;
  let foreign = 0;

  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const scopes = await neighbours(emulator, `n${(runs += 1)}`);
      const shelves = scopes.map(() => new Shelf());
      for (const { scope, post: which, choice } of sequence) {
        const [owner, shelf] = [scopes[scope], shelves[scope]];
        const made = shelf && posts[which]?.(shelf, choice);
        if (owner && made) await post(emulator, owner, made, { shelf });
      }
      for (const [index, owner] of scopes.entries()) {
        const others = shelves
          .filter((_, other) => other !== index)
          .flatMap((shelf) => shelf.all());
        const seen = await Promise.all(lists.map((path) => read(emulator, owner, path)));
        expect(seen.map(({ status }) => status)).toEqual(lists.map(() => 200));
        const text = seen.map((answer) => answer.text).join('\n');
        expect(others.filter(({ id }) => text.includes(id))).toEqual([]);

        for (const { object, id } of others) {
          const path = `/v1/${collections[object]}/${id}`;
          const found = await read(emulator, owner, path);
          expect([path, found.status, found.json.error?.code]).toEqual([
            path,
            404,
            'resource_missing',
          ]);
          const changed = await post(emulator, owner, { path, body: 'metadata[stolen]=yes' });
          expect([path, changed.status]).toEqual([path, 404]);
          const used = await post(emulator, owner, usage(object, id));
          expect([object, used.status >= 400, used.status < 500]).toEqual([object, true, true]);
          foreign += 1;
        }
      }
      for (const [index, owner] of scopes.entries()) {
        const own = await Promise.all(lists.map((path) => read(emulator, owner, path)));
        expect(own.map(({ text }) => text).join('')).not.toContain('stolen');
        for (const { object, id } of shelves[index]?.all() ?? []) {
          const found = await read(emulator, owner, `/v1/${collections[object]}/${id}`);
          expect([id, found.status]).toEqual([id, 200]);
        }
      }
    }),
    { numRuns: drawn(4, 8) },
  );
  expect(foreign).toBeGreaterThan(20);
}, 120_000);

/** A call in which an object of this kind would be put to use. */
function usage(object: string, id: string): { path: string; body: string } {
  const pay = '/v1/payment_intents';
  switch (object) {
    case 'customer':
      return { path: pay, body: `amount=500&currency=usd&customer=${id}` };
    case 'payment_method':
      return { path: pay, body: `amount=500&currency=usd&payment_method=${id}` };
    case 'payment_intent':
      return { path: '/v1/refunds', body: `payment_intent=${id}` };
    case 'charge':
      return { path: '/v1/refunds', body: `charge=${id}` };
    case 'refund':
      return { path: `/v1/refunds/${id}/cancel`, body: '' };
    default:
      return { path: `/v1/setup_intents/${id}/confirm`, body: 'payment_method=pm_card_visa' };
  }
}

function read(emulator: Emulator, { key, account }: Scope, path: string) {
  return call(emulator, path, {
    key,
    headers: account ? { 'stripe-account': account } : {},
  });
}
