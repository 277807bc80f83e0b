import 'server-only';
import { asc } from 'drizzle-orm';
import type { SellerId } from '../model/ids';
import { getDb } from '../store/client';
import { sellers } from '../store/schema';

/** Every seller by name, to be chosen among. */
export async function listSellerNames(): Promise<
  readonly { readonly id: SellerId; readonly name: string; readonly accountId: string | null }[]
> {
  const db = await getDb();
  return db
    .select({ id: sellers.id, name: sellers.name, accountId: sellers.accountId })
    .from(sellers)
    .orderBy(asc(sellers.name), asc(sellers.id));
}
