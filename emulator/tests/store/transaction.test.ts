import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type Stripe from 'stripe';
import { Store } from '../../store/store';
import { Transaction } from '../../store/transaction';
import { customer, names, nothingExpires, put } from '../support/store-customers';

describe('transactions', () => {
  test('show their own changes, and nobody else sees them before the commit', () => {
    const store = new Store(null, nothingExpires);
    put(store, customer('c1'));
    const transaction = new Transaction(store.state);
    transaction.put('acct_a', 'customer', customer('c2'), { deleted: false });
    transaction.remove('acct_a', 'customer', 'c1');
    expect(transaction.get('acct_a', 'customer', 'c1')).toBeUndefined();
    expect(transaction.all('acct_a', 'customer')).toHaveLength(1);
    expect(names(store)).toEqual(['c1']);
    store.commit(transaction);
    expect(names(store)).toEqual(['c2']);
  });

  test('newest first by created, then by order', () => {
    const store = new Store(null, nothingExpires);
    put(store, customer('c1', 'a', 5), customer('c2', 'b', 9), customer('c3', 'c', 5));
    expect(names(store)).toEqual(['b', 'c', 'a']);
  });

  test('newest first, whatever is put, replaced and removed in between', () => {
    const change = fc.record({
      id: fc.integer({ min: 0, max: 8 }),
      created: fc.integer({ min: 0, max: 4 }),
      remove: fc.boolean(),
      look: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change), fc.array(change), (committed, running) => {
        const store = new Store(null, nothingExpires);
        /** In the order of insertion; a replaced one keeps its place. */
        const expected = new Map<string, number>();
        const make = (transaction: Transaction, { id, created, remove }: (typeof committed)[0]) => {
          const name = `c${id}`;
          if (remove) transaction.remove('acct_a', 'customer', name);
          else transaction.put('acct_a', 'customer', customer(name, name, created), null as never);
        };
        for (const one of committed) {
          const transaction = new Transaction(store.state);
          make(transaction, one);
          store.commit(transaction);
          if (one.remove) expected.delete(`c${one.id}`);
          else expected.set(`c${one.id}`, one.created);
          // Looked at now and then, because the order is made only then.
          if (one.look) names(store);
        }
        const newestFirst = (map: Map<string, number>): string[] =>
          [...map]
            .reverse()
            .sort(([, a], [, b]) => b - a)
            .map(([name]) => name);
        expect(names(store)).toEqual(newestFirst(expected));
        const transaction = new Transaction(store.state);
        const before = new Set(expected.keys());
        for (const one of running) {
          make(transaction, one);
          // Within a transaction an object keeps its place, even when it was gone for a moment.
          if (one.remove) expected.delete(`c${one.id}`);
          else expected.set(`c${one.id}`, one.created);
        }
        const seen = transaction.all('acct_a', 'customer').map(({ object }) => object.id);
        expect([...seen].sort()).toEqual([...expected.keys()].sort());
        if (running.every(({ id, remove }) => !remove && !before.has(`c${id}`))) {
          expect(seen).toEqual(newestFirst(expected));
        }
      }),
    );
  });

  test('finds by a reference what a look at everything would find, in the same order', () => {
    const change = fc.record({
      id: fc.integer({ min: 0, max: 8 }),
      email: fc.constantFrom('one', 'two', null),
      expanded: fc.boolean(),
      remove: fc.boolean(),
      commit: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const store = new Store(null, nothingExpires);
        let transaction = new Transaction(store.state);
        for (const { id, email, expanded, remove, commit } of changes) {
          const name = `c${id}`;
          const object = { ...customer(name, name, id % 3), email } as Stripe.Customer;
          if (email && expanded) Object.assign(object, { email: { id: email } });
          if (remove) transaction.remove('acct_a', 'customer', name);
          else transaction.put('acct_a', 'customer', object, { deleted: false });
          if (commit) {
            store.commit(transaction);
            transaction = new Transaction(store.state);
          }
          for (const wanted of ['one', 'two']) {
            const isWanted = (email: unknown) =>
              email === wanted || (email as { id?: string } | null)?.id === wanted;
            expect(transaction.where('acct_a', 'customer', 'email', wanted)).toEqual(
              transaction.all('acct_a', 'customer').filter(({ object }) => isWanted(object.email)),
            );
          }
        }
      }),
    );
  });

  test('what is kept can be changed neither through what was put nor through what is read', () => {
    const store = new Store(null, nothingExpires);
    const mine = customer('c1');
    put(store, mine);
    mine.name = 'changed';
    expect(names(store)).toEqual(['c1']);
    const read = new Transaction(store.state).get('acct_a', 'customer', 'c1');
    expect(() => {
      if (read) read.object.name = 'changed';
    }).toThrow(TypeError);
  });
});
