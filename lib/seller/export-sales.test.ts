import { beforeAll, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import type { SalesAsked } from '../model/seller';
import { paidOrder } from '../payments/testing/after-sale';
import { openHouse } from '../payments/testing/house';
import { openStalls, type Stall } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { legs, users } from '../store/schema';
import { csvLine } from '../model/csv';
import { exportSales } from './export-sales';
import { listSales } from './list-sales';
import { salesQuery } from './requests';

const house = openHouse();
let stalls: Stall[] = [];
beforeAll(async () => {
  stalls = await openStalls(house.emulator, 3);
});

async function exported(
  stall: Stall | undefined,
  asked: SalesAsked = { filter: 'all' },
): Promise<string[]> {
  let text = '';
  for await (const part of exportSales((stall as Stall).sellerId, asked)) text += part;
  return text.trimEnd().split('\r\n');
}

test('a cell is quoted where it must be, and is never a formula', () => {
  expect(csvLine(['a', 'b,c', 'say "hi"', 'two\nlines'])).toBe(
    'a,"b,c","say ""hi""","two\nlines"\r\n',
  );
  for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1']) {
    expect(csvLine([formula])).toMatch(/^"?'/);
  }
});

test('a seller’s file has their own sales alone, in whole units of their currency', async () => {
  const order = await paidOrder(house.emulator, stalls);
  const db = await getDb();
  await db.update(users).set({ name: '=HYPERLINK("x")' }).where(eq(users.id, order.buyer.id));
  const [heads, line, ...others] = await exported(stalls[2]);
  expect(heads).toMatch(/^Time \(UTC\),Kind,Number/);
  expect(others).toEqual([]);
  // Yen have no smaller unit.
  expect(line).toContain(
    ',Thing 2,"\'=HYPERLINK(""x"")",Visa ending in 4242,Paid,1500,150,0,JPY,no,ch_',
  );
  expect((await exported(stalls[0]))[1]).toContain(',42.00,4.20,0.00,USD,');
});

test('the file has what the list shows: a state, and days of UTC with the last one whole', async () => {
  const [fresh] = (await openStalls(house.emulator, 1)) as [Stall];
  const db = await getDb();
  const paidAt = async (at: string) => {
    const { legId } = await paidOrder(house.emulator, [fresh]);
    await db
      .update(legs)
      .set({ paidAt: new Date(at) })
      .where(eq(legs.id, legId));
    return legId;
  };
  await paidAt('2026-03-01T00:00:00Z');
  const late = await paidAt('2026-03-31T23:59:59Z');
  await paidAt('2026-04-01T00:00:00Z');
  await paidOrder(house.emulator, [fresh], 'pm_card_chargeCustomerFail');
  await db.update(legs).set({ amount: 9900 }).where(eq(legs.id, late));

  const asked = async (said: Record<string, string>) => {
    const query = salesQuery.parse(said);
    const [, ...lines] = await exported(fresh, query);
    expect((await listSales(fresh.sellerId, query)).count).toBe(lines.length);
    return lines;
  };
  expect(await asked({})).toHaveLength(3);
  expect(await asked({ state: 'unpaid' })).toHaveLength(1);
  expect(await asked({ state: 'refunded', from: '2026-03-01' })).toEqual([]);
  const march = await asked({ from: '2026-03-01', to: '2026-03-31' });
  expect(march).toHaveLength(2);
  expect(march[1]).toContain(',99.00,');
  expect(await asked({ from: '2026-03-31' })).toHaveLength(2);
  // What cannot be is left out.
  expect(await asked({ from: '2026-04-01', to: '2026-03-01' })).toHaveLength(3);
  expect(await asked({ from: '0000-01-01', to: "'", state: 'x', page: '-1' })).toHaveLength(3);
});

test('the list of sales is of one seller, by state and by page', async () => {
  const [fresh] = (await openStalls(house.emulator, 1)) as [Stall];
  await paidOrder(house.emulator, [fresh]);
  await paidOrder(house.emulator, [fresh], 'pm_card_chargeCustomerFail');
  const all = await listSales(fresh.sellerId, { filter: 'all', page: 9 });
  expect(all).toMatchObject({ count: 1, page: 1, pages: 1, rows: [{ stateText: 'Paid' }] });
  const unpaid = await listSales(fresh.sellerId, { filter: 'unpaid', page: 1 });
  expect(unpaid.rows).toMatchObject([{ stateText: 'Not paid' }]);
});
