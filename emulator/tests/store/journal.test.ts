import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs, {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type Stripe from 'stripe';
import { DataDirectory } from '../../store/data-directory';
import { lockDirectory } from '../../store/lock';
import { Store } from '../../store/store';
import { Transaction } from '../../store/transaction';
import { temporaryDirectory } from '../support/data-directory';

/** Only Linux says which processes there are, and only in a process namespace that has its own /proc. */
const procIsOurs = existsSync('/proc/self') && readlinkSync('/proc/self') === String(process.pid);

const nothingExpires = () => false;

/** A customer as the store sees it: an id and something to recognise. */
function customer(id: string, name = id, created = 1): Stripe.Customer {
  return { id, object: 'customer', name, created } as Stripe.Customer;
}

function put(store: Store, ...objects: Stripe.Customer[]): void {
  const transaction = new Transaction(store.state);
  for (const object of objects) transaction.put('acct_a', 'customer', object, { deleted: false });
  store.commit(transaction);
}

function names(store: Store): (string | null | undefined)[] {
  return new Transaction(store.state).all('acct_a', 'customer').map(({ object }) => object.name);
}

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

describe('the data directory', () => {
  const text = (...lines: string[]) => lines.map((line) => Buffer.from(`${line}\n`));

  /** What a start replays. */
  function replayed(directory: string): string[] {
    const lines: string[] = [];
    new DataDirectory(directory, (line) => lines.push(line.toString())).close();
    return lines;
  }

  function append(directory: DataDirectory, line: string): void {
    directory.append(Buffer.from(`${line}\n`));
  }

  test('a crash before the snapshot is in place leaves the old one in force', async () => {
    const directory = await temporaryDirectory();
    const first = new DataDirectory(directory, () => undefined);
    append(first, '"one"');
    first.close();
    writeFileSync(path.join(directory, 'snapshot-0abc.tmp'), '{"generation":1}\n"half');
    writeFileSync(path.join(directory, 'journal-1.jsonl'), '"meanwhile"\n"to');
    expect(replayed(directory)).toEqual(['"one"', '"meanwhile"']);
    expect(readdirSync(directory).sort()).toEqual(['journal-0.jsonl', 'journal-1.jsonl']);
  });

  test('what is written while a snapshot is, comes after it', async () => {
    const directory = await temporaryDirectory();
    const first = new DataDirectory(directory, () => undefined);
    append(first, '"before"');
    first.snapshot(text('"all before"'));
    append(first, '"meanwhile"');
    expect(readdirSync(directory).sort()).toContain('journal-0.jsonl');
    await first.idle();
    append(first, '"after"');
    first.close();
    expect(readdirSync(directory).sort()).toEqual(['journal-1.jsonl', 'snapshot.jsonl']);
    expect(replayed(directory)).toEqual(['"all before"', '"meanwhile"', '"after"']);
  });

  test('a stop in the middle of a snapshot loses nothing, and leaves nothing half', async () => {
    const directory = await temporaryDirectory();
    const first = new DataDirectory(directory, () => undefined);
    append(first, '"before"');
    first.snapshot(text('"all before"'));
    append(first, '"meanwhile"');
    first.close();
    await first.idle();
    expect(readdirSync(directory).sort()).toEqual(['journal-0.jsonl', 'journal-1.jsonl']);
    expect(replayed(directory)).toEqual(['"before"', '"meanwhile"']);
  });

  test('a directory that cannot be synced loses nothing of what comes after the snapshot', async () => {
    const directory = await temporaryDirectory();
    const first = new DataDirectory(directory, () => undefined);
    const { open } = fs.promises;
    const refused = vi.spyOn(fs.promises, 'open').mockImplementation((file, ...rest) => {
      if (file === directory) return Promise.reject(new Error('EMFILE'));
      return open(file, ...rest);
    });
    try {
      first.snapshot(text('"kept"'));
      await first.idle();
      expect(refused).toHaveBeenCalledWith(directory, 'r');
    } finally {
      refused.mockRestore();
    }
    append(first, '"after"');
    first.close();
    expect(replayed(directory)).toEqual(['"kept"', '"after"']);
  });

  test('a next journal that cannot be made leaves the old pair in force', async () => {
    const directory = await temporaryDirectory();
    const first = new DataDirectory(directory, () => undefined);
    append(first, '"before"');
    mkdirSync(path.join(directory, 'journal-1.jsonl'));
    const log = vi.spyOn(console, 'error').mockReturnValue();
    first.snapshot(text('"snapshot"'));
    await first.idle();
    expect(log).toHaveBeenCalledWith('The snapshot could not be written:', expect.any(String));
    log.mockRestore();
    append(first, '"after"');
    first.close();
    rmdirSync(path.join(directory, 'journal-1.jsonl'));
    expect(replayed(directory)).toEqual(['"before"', '"after"']);
  });

  test('a snapshot that the disk refuses leaves what was in force in force', async () => {
    const directory = await temporaryDirectory();
    const first = new DataDirectory(directory, () => undefined);
    append(first, '"before"');
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const full = vi.spyOn(fs.promises, 'open').mockRejectedValue(new Error('ENOSPC'));
    first.snapshot(text('"snapshot"'));
    await first.idle();
    full.mockRestore();
    expect(log).toHaveBeenCalledWith('The snapshot could not be written:', 'ENOSPC');
    log.mockRestore();
    append(first, '"after"');
    first.close();
    expect(replayed(directory)).toEqual(['"before"', '"after"']);
  });

  test('a crash after the snapshot is in place ignores the journal it replaced', async () => {
    const directory = await temporaryDirectory();
    const first = new DataDirectory(directory, () => undefined);
    append(first, '"old"');
    first.snapshot(text('"new"'));
    await first.idle();
    first.close();
    writeFileSync(path.join(directory, 'journal-0.jsonl'), '"old"\n');
    expect(replayed(directory)).toEqual(['"new"']);
    expect(readdirSync(directory).sort()).toEqual(['journal-1.jsonl', 'snapshot.jsonl']);
  });

  describe('refuses to start, in one sentence, and touches nothing', () => {
    /** A directory with a snapshot and two journals, as a crash during a snapshot leaves it. */
    async function inUse(): Promise<string> {
      const directory = await temporaryDirectory();
      const first = new DataDirectory(directory, () => undefined);
      first.snapshot(text('"one"', '"two"'));
      await first.idle();
      append(first, '"three"');
      first.snapshot(text('"one"', '"two"', '"three"'));
      append(first, '"four"');
      first.close();
      await first.idle();
      expect(replayed(directory)).toEqual(['"one"', '"two"', '"three"', '"four"']);
      return directory;
    }

    function contents(directory: string): Record<string, string> {
      const names = readdirSync(directory).sort();
      return Object.fromEntries(
        names.map((name) => [name, readFileSync(path.join(directory, name), 'utf8')]),
      );
    }

    test.each([
      ['a snapshot without its end', 'snapshot.jsonl', (text: string) => text.slice(0, -12)],
      [
        'a snapshot that lacks a line',
        'snapshot.jsonl',
        (text: string) => text.replace('"two"\n', ''),
      ],
      ['an empty snapshot', 'snapshot.jsonl', () => ''],
      ['a finished journal cut off within a line', 'journal-1.jsonl', () => '"thr'],
      ['a snapshot that is gone', 'snapshot.jsonl', null],
      ['a journal that is gone', 'journal-1.jsonl', null],
    ])('%s', async (_, name, change) => {
      const directory = await inUse();
      const file = path.join(directory, name);
      if (change) writeFileSync(file, change(readFileSync(file, 'utf8')));
      else rmSync(file);
      const before = contents(directory);
      expect(() => replayed(directory)).toThrow(
        /^The (snapshot|journal|data directory) \S+ .* choose another data directory\.$/,
      );
      expect(contents(directory)).toEqual(before);
    });
  });
});

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

describe('the lock', () => {
  test('keeps a second holder out, and is free again when released', async () => {
    const directory = await temporaryDirectory();
    const release = lockDirectory(directory);
    expect(() => lockDirectory(directory)).toThrow('in use by process');
    release();
    lockDirectory(directory)();
  });

  test('of a living process holds, with its number named', async () => {
    const directory = await temporaryDirectory();
    const other = spawn('sleep', ['600'], { stdio: 'ignore' });
    try {
      writeFileSync(
        path.join(directory, 'lock'),
        JSON.stringify({ pid: other.pid, start: '', nonce: 'other' }),
      );
      expect(() => lockDirectory(directory)).toThrow(`in use by process ${other.pid};`);
    } finally {
      other.kill('SIGKILL');
    }
  });

  test('of a process that ends meanwhile is waited for', async () => {
    const directory = await temporaryDirectory();
    const other = spawn('sleep', ['0.4'], { stdio: 'ignore' });
    writeFileSync(
      path.join(directory, 'lock'),
      JSON.stringify({ pid: other.pid, start: '', nonce: 'other' }),
    );
    lockDirectory(directory)();
    expect(readdirSync(directory)).toEqual([]);
  });

  test.runIf(procIsOurs)(
    'of a killed process whose parent has not noticed does not count',
    async () => {
      const directory = await temporaryDirectory();
      // The shell becomes a program that never asks what became of its child.
      const parent = spawn('sh', ['-c', 'sleep 600 & echo $!; exec sleep 600']);
      try {
        const [line] = (await once(parent.stdout, 'data')) as [Buffer];
        const pid = Number(line.toString());
        const stat = (of: number | undefined) => readFileSync(`/proc/${of}/stat`, 'utf8');
        // Before that it is still a shell, which does ask.
        await expect.poll(() => stat(parent.pid)).toContain('(sleep)');
        process.kill(pid, 'SIGKILL');
        await expect.poll(() => stat(pid)).toContain(') Z ');
        writeFileSync(
          path.join(directory, 'lock'),
          JSON.stringify({ pid, start: '', nonce: 'other' }),
        );
        lockDirectory(directory)();
        expect(readdirSync(directory)).toEqual([]);
      } finally {
        parent.kill('SIGKILL');
      }
    },
  );

  test('of a process that is gone does not count', async () => {
    const directory = await temporaryDirectory();
    const stale = { pid: 2 ** 22 + 1, start: '1', nonce: 'gone' };
    writeFileSync(path.join(directory, 'lock'), JSON.stringify(stale));
    const release = lockDirectory(directory);
    expect(JSON.parse(readFileSync(path.join(directory, 'lock'), 'utf8'))).toMatchObject({
      pid: process.pid,
    });
    release();
  });
});
