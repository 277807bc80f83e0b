import { and, eq, getTableColumns, isNull } from 'drizzle-orm';
import type { BuyerId, IdempotencyKey, PlatformCustomerId } from '../../model/ids';
import { sendJob } from '../../jobs/send-job';
import type { SessionUser } from '../../model/views';
import { getDb, withTx, type Db } from '../../store/client';
import { newId } from '../../store/new-id';
import { buyers, users } from '../../store/schema';
import { isForgotten } from '../../store/forgotten-key';
import { platformStripe, type PlatformCustomer } from '../../stripe/platform-stripe';
import { readFailure } from '../../stripe/failure';

/**
 * The buyer's Customer on the platform, made at the first need and only once: the key is stored
 * before the call, so two requests at once, or a repeat after a crash, get the same Customer. When
 * Stripe has forgotten the key, the Customers are looked through before another is made.
 * Throws when Stripe cannot be reached.
 */
export async function platformCustomer(
  buyer: SessionUser,
  renewed = false,
): Promise<PlatformCustomerId> {
  const db = await getDb();
  await db
    .insert(buyers)
    .values({ id: buyer.id, customerKey: firstKey(buyer.id) })
    .onConflictDoNothing();
  const row = await readBuyer(buyer.id);
  if (row.platformCustomerId) return row.platformCustomerId;
  try {
    const customer = (await madeBefore(row)) ?? (await make(buyer, row.customerKey));
    await withTx((tx) => keep(tx, buyer.id, customer));
  } catch (error) {
    if (readFailure(error)?.kind !== 'unclear') throw error;
    await renewKey(buyer.id, row.customerKey);
    if (renewed) throw error;
    return platformCustomer(buyer, true);
  }
  const { platformCustomerId } = await readBuyer(buyer.id);
  if (!platformCustomerId) throw new Error(`buyer ${buyer.id} has no Customer after making one`);
  return platformCustomerId;
}

/**
 * The buyer may have changed name or e-mail since: whoever followed that found no Customer to tell. With
 * their row held, that change is seen here, or sees the Customer.
 */
async function keep(tx: Db, id: BuyerId, customer: PlatformCustomer): Promise<void> {
  await tx
    .update(buyers)
    .set({ platformCustomerId: customer.id })
    .where(and(eq(buyers.id, id), isNull(buyers.platformCustomerId)));
  const [is] = await tx
    .select({ name: users.name, email: users.email })
    .from(users)
    .where(eq(users.id, id))
    .for('share');
  if (is && (is.name !== customer.name || is.email !== customer.email)) {
    await sendJob('follow-buyer', { buyerId: id });
  }
}

function make(buyer: SessionUser, key: IdempotencyKey): Promise<PlatformCustomer> {
  return platformStripe().customers.create(
    { email: buyer.email, name: buyer.name, metadata: { buyer: buyer.id } },
    { key, subject: { buyerId: buyer.id } },
  );
}

/** The Customer of a call whose answer never came, once its key tells no more or was replaced. */
async function madeBefore(row: BuyerRow): Promise<PlatformCustomer | null> {
  if (!row.keyForgotten && row.customerKey === firstKey(row.id)) return null;
  return platformStripe().customers.findOf(row.id, row.createdAt, { subject: { buyerId: row.id } });
}

type BuyerRow = Awaited<ReturnType<typeof readBuyer>>;

async function readBuyer(id: BuyerId) {
  const db = await getDb();
  const [row] = await db
    .select({ ...getTableColumns(buyers), keyForgotten: isForgotten(buyers.createdAt) })
    .from(buyers)
    .where(eq(buyers.id, id));
  if (!row) throw new Error(`buyer ${id} is unknown`);
  return row;
}

/**
 * A key that will never give an answer (name or e-mail changed between crash and repeat) is replaced
 * by another. What was made under it is looked for first.
 */
async function renewKey(id: BuyerId, spent: IdempotencyKey): Promise<void> {
  const db = await getDb();
  await db
    .update(buyers)
    .set({ customerKey: `${firstKey(id)}:${newId('key')}` as IdempotencyKey })
    .where(and(eq(buyers.id, id), eq(buyers.customerKey, spent)));
}

const firstKey = (id: BuyerId) => `customer:${id}` as IdempotencyKey;
