import { eq } from 'drizzle-orm';
import { config } from '../config/config';
import type { BuyerId } from '../model/ids';
import { getDb, withTx } from '../store/client';
import { newId } from '../store/new-id';
import { credentials, milestones, sellers, users } from '../store/schema';
import { auth } from './auth';
import { allDemoPeople, demoPassword, type DemoPerson } from './demo-people';

/**
 * Makes the demo people, once, with the session library's own password hash. Needs the sellers.
 * Nobody is made where the demo people are off.
 */
export async function seedPeople(): Promise<void> {
  if (!config().demo) return;
  const db = await getDb();
  const [there] = await db.select().from(milestones).where(eq(milestones.name, 'people'));
  if (there) return;
  const { password } = await (await auth()).$context;
  // Before the transaction: hashing is slow on purpose, and everybody else would wait for it.
  const hashed = await Promise.all(
    allDemoPeople.map(async (person) => ({ person, hash: await password.hash(demoPassword) })),
  );
  await withTx(async (tx) => {
    for (const { person, hash } of hashed) await seedPerson(person, hash);
    await tx.insert(milestones).values({ name: 'people' }).onConflictDoNothing();
  });
}

async function seedPerson(
  { name, email, role, sellerSlug }: DemoPerson,
  hash: string,
): Promise<void> {
  const db = await getDb();
  const [seller] = sellerSlug
    ? await db.select({ id: sellers.id }).from(sellers).where(eq(sellers.slug, sellerSlug))
    : [];
  const [user] = await db
    .insert(users)
    .values({
      id: newId<BuyerId>('usr'),
      name,
      email,
      emailVerified: true,
      role,
      sellerId: seller?.id ?? null,
    })
    .onConflictDoNothing()
    .returning({ id: users.id });
  // Somebody took the address before; it stays theirs.
  if (!user) return;
  await db.insert(credentials).values({
    id: newId('crd'),
    accountId: user.id,
    providerId: 'credential',
    userId: user.id,
    password: hash,
  });
}
