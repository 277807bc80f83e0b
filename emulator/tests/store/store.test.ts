import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type Stripe from 'stripe';
import { Store } from '../../store/store';
import { Transaction } from '../../store/transaction';
import { temporaryDirectory } from '../support/data-directory';
import { customer, names, nothingExpires, put } from '../support/store-customers';

describe('the store', () => {
  test('reads back what was committed, in the same order', async () => {
    const directory = await temporaryDirectory();
    const store = new Store(directory, nothingExpires);
    put(store, customer('c1'), customer('c2'));
    put(store, customer('c1', 'changed'));
    const removal = new Transaction(store.state);
    removal.remove('acct_a', 'customer', 'c2');
    removal.put('acct_a', 'customer', customer('c3'), { deleted: false });
    store.commit(removal);
    store.close();
    const again = new Store(directory, nothingExpires);
    expect(names(again)).toEqual(['c3', 'changed']);
    again.close();
  });

  test('a torn last line is dropped, and writing goes on behind what is whole', async () => {
    const directory = await temporaryDirectory();
    const store = new Store(directory, nothingExpires);
    put(store, customer('c1'));
    store.close();
    const file = path.join(directory, 'journal-0.jsonl');
    appendFileSync(file, '{"p":[["acct_a","customer","[{\\"id\\":\\"c2');
    const torn = new Store(directory, nothingExpires);
    expect(names(torn)).toEqual(['c1']);
    put(torn, customer('c3'));
    torn.close();
    const again = new Store(directory, nothingExpires);
    expect(names(again)).toEqual(['c3', 'c1']);
    again.close();
  });

  test('a damaged line in the middle refuses to start, and keeps the files', async () => {
    const directory = await temporaryDirectory();
    const store = new Store(directory, nothingExpires);
    put(store, customer('c1'));
    store.close();
    const file = path.join(directory, 'journal-0.jsonl');
    writeFileSync(file, `nonsense\n${readFileSync(file, 'utf8')}`);
    const before = readFileSync(file, 'utf8');
    expect(() => new Store(directory, nothingExpires)).toThrow(/is damaged at line 1; to keep /);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(readdirSync(directory)).not.toContain('lock');
  });

  test('a journal that has grown is replaced by a snapshot, without what has expired', async () => {
    const directory = await temporaryDirectory();
    const store = new Store(
      directory,
      (change) => change.op === 'put' && change.entry.object.name === 'old',
    );
    put(store, customer('c-old', 'old'), customer('c-new', 'new'));
    const filler = 'x'.repeat(100_000);
    for (let n = 0; n < 100; n += 1) put(store, customer('c-big', `${n}${filler}`));
    await store.idle();
    const files = readdirSync(directory).sort();
    expect(files).toEqual(['journal-1.jsonl', 'lock', 'snapshot.jsonl']);
    const bytes = files.reduce((sum, name) => sum + statSync(path.join(directory, name)).size, 0);
    expect(bytes).toBeLessThan(4_000_000);
    put(store, customer('c-after'));
    store.close();
    const again = new Store(directory, nothingExpires);
    expect(names(again)).toEqual(['c-after', `99${filler}`, 'new']);
    again.close();
  });

  test('goes on with the files of version 0.1.0, and writes its own beside them', async () => {
    const directory = await temporaryDirectory();
    const put1 = (...objects: Stripe.Customer[]): string => {
      const json = (object: Stripe.Customer) => JSON.stringify([object, { deleted: false }]);
      return `${JSON.stringify({ p: objects.map((one) => ['acct_a', 'customer', json(one)]) })}\n`;
    };
    const older = {
      snapshot: put1(customer('c1')) + put1(customer('c2')),
      journal: put1(customer('c3')),
    };
    writeFileSync(path.join(directory, 'snapshot.jsonl'), `{"generation":4}\n${older.snapshot}`);
    writeFileSync(path.join(directory, 'journal-4.jsonl'), older.journal);
    const store = new Store(directory, nothingExpires);
    expect(names(store)).toEqual(['c3', 'c2', 'c1']);
    put(store, customer('c1', 'changed'), customer('c4'));
    store.close();
    const again = new Store(directory, nothingExpires);
    expect(names(again)).toEqual(['c4', 'c3', 'c2', 'changed']);
    again.close();
  });

  test('what has expired leaves the memory without waiting for a snapshot', () => {
    let now = 0;
    const store = new Store(
      null,
      ({ op, ...change }) => op === 'put' && 'entry' in change && now - change.entry.created > 100,
    );
    for (now = 1; now <= 2000; now += 1) put(store, customer(`c${now}`, `${now}`, now));
    expect(store.objects).toBeLessThan(100 + 300);
    expect(names(store)[0]).toBe('2000');
  });

  test('clearing accounts outlives a restart', async () => {
    const directory = await temporaryDirectory();
    const store = new Store(directory, nothingExpires);
    put(store, customer('c1'));
    store.clear(['acct_a']);
    store.close();
    const again = new Store(directory, nothingExpires);
    expect(names(again)).toEqual([]);
    again.close();
  });
});
