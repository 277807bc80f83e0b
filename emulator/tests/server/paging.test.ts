import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StripeError } from '../../server/contract';
import { page, rowsOf, type Rows } from '../../server/paging';

interface Row {
  readonly id: string;
  readonly created: number;
}

const rows = fc
  .array(fc.record({ created: fc.integer({ min: 1, max: 6 }), listed: fc.boolean() }))
  .map((all) =>
    all
      .sort((a, b) => b.created - a.created)
      .map(({ created, listed }, index) => ({ id: `o${index}`, created, listed })),
  );

const parameters = fc.record(
  {
    limit: fc.integer({ min: -1, max: 7 }),
    created: fc.oneof(
      fc.integer({ min: 1, max: 6 }),
      fc.record({ gte: fc.integer({ max: 6 }), lt: fc.integer({ min: 1 }) }, { requiredKeys: [] }),
    ),
  },
  { requiredKeys: [] },
);

/** What is thrown says which cursor is unknown; no page is told otherwise. */
function outcome(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (error instanceof StripeError) return error.body;
    throw error;
  }
}

test('a page of rows looked at one by one is that of rows that are all there', () => {
  const cursor = fc.option(fc.nat({ max: 12 }), { nil: undefined });
  fc.assert(
    fc.property(rows, parameters, cursor, cursor, (all, given, after, before) => {
      const asked = {
        ...given,
        ...(after === undefined ? {} : { starting_after: `o${after}` }),
        ...(before === undefined ? {} : { ending_before: `o${before}` }),
      };
      const oneByOne: Rows<Row> = {
        length: all.length,
        id: (index) => all[index]?.id ?? '',
        row: (index) => (all[index]?.listed ? all[index] : undefined),
      };
      const listed = rowsOf(all.filter((row) => row.listed));
      expect(outcome(() => page(oneByOne, asked, '/v1/things'))).toEqual(
        outcome(() => page(listed, asked, '/v1/things')),
      );
    }),
  );
});

test('pages in either direction show every row once, in order', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 5 }), (all, limit) => {
      const source = rowsOf(all);
      const forward: string[] = [];
      for (let more = true; more;) {
        const last = forward.at(-1);
        const { data, has_more } = page(
          source,
          { limit, ...(last === undefined ? {} : { starting_after: last }) },
          '/v1/things',
        );
        expect(data.length).toBeLessThanOrEqual(limit);
        forward.push(...data.map(({ id }) => id));
        more = has_more;
      }
      expect(forward).toEqual(all.map(({ id }) => id));

      const oldest = all.at(-1)?.id;
      if (oldest === undefined) return;
      const backward = [oldest];
      for (let more = true; more;) {
        const first = backward[0] ?? '';
        const { data, has_more } = page(source, { limit, ending_before: first }, '/v1/things');
        backward.unshift(...data.map(({ id }) => id));
        more = has_more;
      }
      expect(backward).toEqual(all.map(({ id }) => id));
    }),
  );
});

test('no more rows are looked at than the page needs', () => {
  const seen: number[] = [];
  const many: Rows<Row> = {
    length: 100_000,
    id: (index) => `o${index}`,
    row: (index) => {
      seen.push(index);
      return { id: `o${index}`, created: 1 };
    },
  };
  expect(page(many, { limit: 2, starting_after: 'o50000' }, '/v1/things')).toMatchObject({
    data: [{ id: 'o50001' }, { id: 'o50002' }],
    has_more: true,
  });
  expect(seen).toEqual([50_000, 50_001, 50_002, 50_003]);
});
