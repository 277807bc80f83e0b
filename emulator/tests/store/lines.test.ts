import fs, { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checksum, crc32 } from '../../store/checksum';
import { entryOf } from '../../store/entry';
import { readLine, writeClear, writeLine } from '../../store/line';
import { readLines } from '../../store/read-lines';
import type { Change } from '../../store/state';
import { temporaryDirectory } from '../support/data-directory';

const object = fc.record({
  id: fc.string({ unit: 'binary' }),
  created: fc.option(fc.nat(), { nil: undefined }),
  metadata: fc.dictionary(fc.string(), fc.string({ unit: 'binary' })),
  text: fc.constantFrom('\t', '\n', '",\t[', '😀', '\u2028', 'ä'),
});

const place = {
  account: fc.constantFrom('acct_a', 'acct_b'),
  kind: fc.constant('customer' as const),
};

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    op: fc.constant('put' as const),
    ...place,
    entry: fc.tuple(object, fc.option(fc.object())).map(([kept, hidden]) => entryOf(kept, hidden)),
  }),
  fc.record({ op: fc.constant('remove' as const), ...place, id: fc.string() }),
);

/** What a change says, with what is kept read. */
function said(changed: Change): unknown {
  if (changed.op === 'remove') return changed;
  const { id, created, object: kept, hidden } = changed.entry;
  return { ...changed, entry: { id, created, object: kept, hidden } };
}

/** Puts before removals, as a line lists them. */
const putsFirst = (changes: readonly Change[]): unknown[] =>
  [...changes].sort((a, b) => Number(a.op === 'remove') - Number(b.op === 'remove')).map(said);

describe('a line', () => {
  test('says what was written, and is JSON on one line', () => {
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const line = writeLine(changes);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(JSON.parse(line.toString())).toBeInstanceOf(Array);
        const read = readLine(line.subarray(0, -1));
        expect(read.clear).toBeUndefined();
        expect(read.changes.map(said)).toEqual(putsFirst(changes));
      }),
    );
  });

  test('is refused when any byte but the opening differs', () => {
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 1 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (changes, at, flip) => {
          const line = writeLine(changes).subarray(0, -1);
          const index = 2 + (at % (line.length - 2));
          // The quotation mark, comma and tab behind the checksum bear no meaning.
          fc.pre(index < 10 || index > 12);
          line[index] = (line[index] ?? 0) ^ flip;
          expect(() => readLine(line)).toThrow();
        },
      ),
    );
  });

  test('can say to forget accounts, or everything', () => {
    const cleared = (accounts?: string[]) => readLine(writeClear(accounts).subarray(0, -1));
    expect(cleared(['acct_a'])).toEqual({ clear: ['acct_a'], changes: [] });
    expect(cleared()).toEqual({ clear: true, changes: [] });
  });

  test('of version 0.1.0 is read, too', () => {
    const json = JSON.stringify([{ id: 'cus_1', created: 7, name: 'Ada' }, { deleted: false }]);
    const older = {
      p: [['acct_a', 'customer', json]],
      r: [['acct_a', 'customer', 'cus_0']],
    };
    const { changes } = readLine(Buffer.from(JSON.stringify(older)));
    expect(changes.map(said)).toEqual([
      {
        op: 'put',
        account: 'acct_a',
        kind: 'customer',
        entry: {
          id: 'cus_1',
          created: 7,
          object: { id: 'cus_1', created: 7, name: 'Ada' },
          hidden: { deleted: false },
        },
      },
      { op: 'remove', account: 'acct_a', kind: 'customer', id: 'cus_0' },
    ]);
    expect(readLine(Buffer.from('{"c":true}'))).toEqual({ clear: true, changes: [] });
  });
});

test('the checksum is CRC-32, also where Node has none', () => {
  expect(checksum(Buffer.from('123456789'))).toBe('cbf43926');
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
  expect(checksum(Buffer.from(''))).toBe('00000000');
});

test('a file is read line by line, whatever their lengths, and an unfinished one is left out', async () => {
  const directory = await temporaryDirectory();
  const file = path.join(directory, 'lines');
  const megabyte = 1024 * 1024;
  for (const lengths of [[], [0], [3, 0, 5], [megabyte - 1, 1, megabyte, 3 * megabyte, 7], [10]]) {
    const lines = lengths.map((length, index) => String(index).repeat(length));
    const whole = lines.map((line) => `${line}\n`).join('');
    for (const torn of ['', 'torn', 'x'.repeat(2 * megabyte)]) {
      writeFileSync(file, whole + torn);
      const descriptor = fs.openSync(file, 'r');
      const read: string[] = [];
      expect(readLines(descriptor, (line) => read.push(line.toString()))).toBe(whole.length);
      fs.closeSync(descriptor);
      expect(read.length).toBe(lines.length);
      expect(read.every((line, index) => line === lines[index])).toBe(true);
    }
  }
});
