import { eq, max } from 'drizzle-orm';
import { storedKey } from '../store/stored-key';
import { sellingCountries } from '../model/countries';
import type { SellerId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import type { SessionUser } from '../model/views';
import { slugOf } from '../model/slug';
import { writeAct } from '../store/acts';
import { withTx, type Db } from '../store/client';
import { newId } from '../store/new-id';
import { sellers, users } from '../store/schema';
import { accountKeyOf } from './open-account';
import type { Application } from './requests';

/**
 * Opens a shop for who applies, in one transaction: the seller, whose it is, and the key that its
 * account will be made with. Who works for a seller already gets that one, so that pressing twice
 * opens one shop. Nothing is asked of Stripe here.
 */
export function openShop(
  user: SessionUser,
  application: Application,
): Promise<Result<SellerId, 'runs_the_platform'>> {
  return withTx(async (tx) => {
    const [person] = await tx
      .select()
      .from(users)
      .where(eq(users.id, user.id))
      .for('no key update');
    if (!person) throw new Error(`there is no ${user.id}`);
    if (person.sellerId) return ok(person.sellerId);
    if (person.role === 'operator') {
      return refuse('runs_the_platform', 'Who runs the platform cannot sell on it.');
    }
    const sellerId = await insertSeller(tx, application);
    await tx.update(users).set({ role: 'seller', sellerId }).where(eq(users.id, user.id));
    await writeAct(tx, { id: user.id, role: 'seller' }, 'shop_opened', { sellerId });
    await storedKey(accountKeyOf(sellerId), `account:${sellerId}`);
    return ok(sellerId);
  });
}

async function insertSeller(tx: Db, application: Application): Promise<SellerId> {
  const { name, sells, place, country, statementName } = application;
  const [last] = await tx.select({ position: max(sellers.position) }).from(sellers);
  const row = {
    id: newId<SellerId>('sel'),
    name,
    tagline: sells,
    about: '',
    place,
    country,
    currency: sellingCountries[country],
    picture: '/sellers/new-shop.svg',
    position: (last?.position ?? 0) + 1,
    statementName: statementName || null,
    appliedAt: new Date(),
  };
  const wish = addressOf(name);
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? wish : `${wish}-${number}`;
    const [made] = await tx
      .insert(sellers)
      .values({ ...row, slug })
      .onConflictDoNothing({ target: sellers.slug })
      .returning({ id: sellers.id });
    if (made) return made.id;
  }
}

/** A shop's name as it stands in its address. */
export const addressOf = (name: string): string => slugOf(name, 60) || 'shop';
