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
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
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
    expect(() => new Store(directory, nothingExpires)).toThrow(/damaged at line 1\.$/);
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
  test('a crash before the snapshot is in place leaves the old one in force', async () => {
    const directory = await temporaryDirectory();
    const first = new DataDirectory(directory, () => undefined);
    first.append('"one"');
    first.close();
    writeFileSync(path.join(directory, 'snapshot.tmp'), '{"generation":1}\n"half');
    const lines: string[] = [];
    new DataDirectory(directory, (line) => lines.push(line)).close();
    expect(lines).toEqual(['"one"']);
    expect(readdirSync(directory)).toEqual(['journal-0.jsonl']);
  });

  test('a directory that cannot be synced loses nothing of what comes after the snapshot', async () => {
    const directory = await temporaryDirectory();
    const first = new DataDirectory(directory, () => undefined);
    const open = fs.openSync;
    const refused = vi.spyOn(fs, 'openSync').mockImplementation((file, ...rest) => {
      if (file === directory) throw new Error('EMFILE');
      return open(file, ...rest);
    });
    try {
      first.snapshot(['"kept"']);
      expect(refused).toHaveBeenCalledWith(directory, 'r');
    } finally {
      refused.mockRestore();
    }
    first.append('"after"');
    first.close();
    const lines: string[] = [];
    new DataDirectory(directory, (line) => lines.push(line)).close();
    expect(lines).toEqual(['"kept"', '"after"']);
  });

  test('a next journal that cannot be made leaves the old pair in force', async () => {
    const directory = await temporaryDirectory();
    const first = new DataDirectory(directory, () => undefined);
    first.append('"before"');
    mkdirSync(path.join(directory, 'journal-1.jsonl'));
    expect(() => first.snapshot(['"snapshot"'])).toThrow();
    first.append('"after"');
    first.close();
    rmdirSync(path.join(directory, 'journal-1.jsonl'));
    const lines: string[] = [];
    new DataDirectory(directory, (line) => lines.push(line)).close();
    expect(lines).toEqual(['"before"', '"after"']);
  });

  test('a crash after the snapshot is in place ignores the journal it replaced', async () => {
    const directory = await temporaryDirectory();
    const first = new DataDirectory(directory, () => undefined);
    first.append('"old"');
    first.close();
    writeFileSync(path.join(directory, 'snapshot.jsonl'), '{"generation":1}\n"new"\n');
    const lines: string[] = [];
    new DataDirectory(directory, (line) => lines.push(line)).close();
    expect(lines).toEqual(['"new"']);
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
