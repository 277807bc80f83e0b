import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entryOf } from '../../store/entry';
import { Shelf } from '../../store/shelf';

const step = fc.record({
  id: fc.nat({ max: 12 }).map((number) => `txn_${number}`),
  currency: fc.constantFrom('eur', 'usd'),
  net: fc.integer({ min: -500, max: 500 }),
  available_on: fc.nat({ max: 20 }),
  /** How far the clock goes before the balance is read; backwards when it was reset. */
  by: fc.integer({ min: -2, max: 4 }),
  gone: fc.boolean(),
});

test('sums that are kept up are those of all entries, at any time', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const shelf = new Shelf();
      let now = 0;
      for (const { by, gone, ...transaction } of steps) {
        if (gone) shelf.remove(transaction.id);
        else shelf.put(entryOf(transaction, null));
        now = Math.max(0, now + by);
        const expected: Record<string, { available: number; pending: number }> = {};
        for (const { object } of shelf.entries.values()) {
          const sum = (expected[String(object.currency)] ??= { available: 0, pending: 0 });
          sum[Number(object.available_on) <= now ? 'available' : 'pending'] += Number(object.net);
        }
        const none = { available: 0, pending: 0 };
        const funds = shelf.funds(now);
        for (const currency of ['eur', 'usd']) {
          expect(funds.get(currency) ?? none).toEqual(expected[currency] ?? none);
        }
      }
    }),
  );
});
