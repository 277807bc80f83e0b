import 'server-only';
import { eq } from 'drizzle-orm';
import { statementPrefix } from '../catalog/statement';
import type { SellerId } from '../model/ids';
import { getDb } from '../store/client';
import { sellers } from '../store/schema';

/** What a shop says of itself, for its seller. */
export async function readShop(id: SellerId) {
  const db = await getDb();
  const [row] = await db
    .select({
      slug: sellers.slug,
      tagline: sellers.tagline,
      about: sellers.about,
      place: sellers.place,
      statementName: sellers.statementName,
    })
    .from(sellers)
    .where(eq(sellers.id, id));
  if (!row) throw new Error(`there is no ${id}`);
  return { ...row, statementName: row.statementName ?? '', madeOfName: statementPrefix(row.slug) };
}
