/** For tests only: who works for a seller, as a session knows them. */
import { eq } from 'drizzle-orm';
import type { BuyerId } from '../model/ids';
import type { SellerUser } from '../model/views';
import type { Stall } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { newId } from '../store/new-id';
import { sellers, users } from '../store/schema';

/** Somebody new who works for this seller. */
export async function workerOf({ sellerId }: Pick<Stall, 'sellerId'>): Promise<SellerUser> {
  const db = await getDb();
  const [seller] = await db.select().from(sellers).where(eq(sellers.id, sellerId));
  if (!seller) throw new Error('no such seller');
  const id = newId<BuyerId>('usr');
  const person = { id, name: 'Amélie Roux', email: `${id}@souk.example`, role: 'seller' } as const;
  await db.insert(users).values({ ...person, sellerId });
  return { ...person, seller };
}

/** The seller alone. */
export async function sellerOf(stall: Pick<Stall, 'sellerId'>): Promise<SellerUser['seller']> {
  return (await workerOf(stall)).seller;
}
