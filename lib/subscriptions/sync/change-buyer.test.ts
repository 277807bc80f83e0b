import { inArray } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { prepareQueues } from '../../jobs/boss';
import { newBuyer } from '../../payments/testing/shop';
import { getDb } from '../../store/client';
import { users } from '../../store/schema';
import { testPostgres } from '../../store/testing/postgres';
import { changeBuyer } from './change-buyer';

// Two at once is something that the embedded database cannot have.
let close: () => Promise<void>;
beforeAll(async () => {
  ({ close } = await testPostgres());
  await prepareQueues();
});
afterAll(() => close());

it('of two who take one free e-mail at the same moment one has it, and the other is told', async () => {
  for (let round = 0; round < 5; round += 1) {
    const people = [await newBuyer(), await newBuyer()];
    const email = `taken-${round}@souk.example`;
    const ends = await Promise.all(
      people.map((buyer) => changeBuyer(buyer, { name: 'Jenny', email })),
    );
    expect(ends.filter(({ ok }) => ok)).toHaveLength(1);
    expect(ends.find(({ ok }) => !ok)).toMatchObject({ reason: 'email_taken' });
    const rows = await (
      await getDb()
    )
      .select({ email: users.email })
      .from(users)
      .where(
        inArray(
          users.id,
          people.map(({ id }) => id),
        ),
      );
    expect(rows.filter((row) => row.email === email)).toHaveLength(1);
  }
});
