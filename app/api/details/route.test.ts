import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { prepareQueues } from '@/lib/jobs/boss';
import { openHouse } from '@/lib/payments/testing/house';
import { newBuyer } from '@/lib/payments/testing/shop';
import { newSession } from '@/lib/session/testing';
import { getDb } from '@/lib/store/client';
import { users } from '@/lib/store/schema';
import { PATCH } from './route';

openHouse();
beforeAll(() => prepareQueues());

const origin = 'http://localhost:3000';

async function change(cookie: string, body: unknown): Promise<Response> {
  const request = new Request(`${origin}/api/details`, {
    method: 'PATCH',
    headers: { origin, host: 'localhost:3000', 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
  // What Next hands to a route without ids.
  return PATCH(request, { params: Promise.resolve(undefined) });
}

it('changes name and e-mail of whoever is signed in', async () => {
  const buyer = await newBuyer();
  const email = `new-${buyer.id}@souk.example`;
  const response = await change(await newSession(buyer.id), { name: 'Jennifer', email });
  expect(response.status).toBe(200);
  const db = await getDb();
  const [row] = await db.select().from(users).where(eq(users.id, buyer.id));
  expect(row).toMatchObject({ name: 'Jennifer', email });
});

it.each([
  { name: '', email: 'a@souk.example' },
  { name: 'A\u0000B', email: 'a@souk.example' },
  { name: 'Ann', email: 'no address' },
  { name: 'Ann', email: 'a@souk.example', role: 'operator' },
])('refuses %j', async (body) => {
  const buyer = await newBuyer();
  expect((await change(await newSession(buyer.id), body)).status).toBe(400);
});
