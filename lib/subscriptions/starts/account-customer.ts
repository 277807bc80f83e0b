import { and, eq, isNull } from 'drizzle-orm';
import type { AccountCustomerId, AccountId, BuyerId, IdempotencyKey } from '../../model/ids';
import { getDb } from '../../store/client';
import { isForgotten } from '../../store/forgotten-key';
import { newId } from '../../store/new-id';
import { accountCustomers, users } from '../../store/schema';
import { accountStripe } from '../../stripe/account-stripe';
import { readFailure } from '../../stripe/failure';
import type { Subject } from '../../stripe/subject';
import { answerOf } from '../answer-of';

interface Whose {
  readonly buyerId: BuyerId;
  readonly accountId: AccountId;
}

// Two plans of one seller in one order begin at the same moment: one call makes the Customer of both.
const kept = globalThis as typeof globalThis & {
  soukCustomers?: Map<string, Promise<AccountCustomerId>>;
};
const making = (kept.soukCustomers ??= new Map());

/**
 * The buyer's Customer on a seller's account, made at the first subscription there and only once: its
 * key is stored with the order, so whoever repeats the call, in this process or another, gets the same
 * one. When Stripe has forgotten the key, the account's Customers are looked through before another is
 * made. Throws when Stripe cannot be reached.
 * https://docs.stripe.com/connect/subscriptions
 */
export function accountCustomer(whose: Whose, subject: Subject): Promise<AccountCustomerId> {
  const name = `${whose.buyerId} ${whose.accountId}`;
  const running = making.get(name);
  if (running) return running;
  const made = findOrMake(whose, subject).finally(() => making.delete(name));
  making.set(name, made);
  return made;
}

async function findOrMake(whose: Whose, subject: Subject): Promise<AccountCustomerId> {
  const { buyerId, accountId } = whose;
  const row = await readCustomer(buyerId, accountId);
  if (row.accountCustomerId) return row.accountCustomerId;
  try {
    const { id } = (await madeBefore(whose, row, subject)) ?? (await make(whose, row, subject));
    const db = await getDb();
    await db
      .update(accountCustomers)
      .set({ accountCustomerId: id })
      .where(and(rowOf(whose), isNull(accountCustomers.accountCustomerId)));
  } catch (error) {
    if (readFailure(error)?.kind === 'unclear') await renewKey(whose, row);
    throw error;
  }
  const { accountCustomerId } = await readCustomer(buyerId, accountId);
  if (!accountCustomerId) throw new Error(`buyer ${buyerId} has no Customer on ${accountId}`);
  return accountCustomerId;
}

async function make({ buyerId, accountId }: Whose, { customerKey }: CustomerRow, subject: Subject) {
  const db = await getDb();
  const [buyer] = await db
    .select({ name: users.name, email: users.email })
    .from(users)
    .where(eq(users.id, buyerId));
  if (!buyer) throw new Error(`buyer ${buyerId} is unknown`);
  return accountStripe(accountId).customers.create(
    { name: buyer.name, email: buyer.email, metadata: { buyer: buyerId } },
    { key: customerKey, subject },
  );
}

/** The Customer of a call whose answer never came, once its key tells no more or was replaced. */
async function madeBefore(whose: Whose, row: CustomerRow, subject: Subject) {
  const { buyerId, accountId } = whose;
  if (!row.keyForgotten && row.customerKey === firstKey(whose)) return null;
  return accountStripe(accountId).customers.findOf(buyerId, row.createdAt, { subject });
}

const rowOf = ({ buyerId, accountId }: Whose) =>
  and(eq(accountCustomers.buyerId, buyerId), eq(accountCustomers.accountId, accountId));

/**
 * A key that will never give an answer (name or e-mail changed between crash and repeat) is replaced
 * for the next try, which looks first for what that call made.
 */
async function renewKey(whose: Whose, { customerKey }: CustomerRow): Promise<void> {
  const db = await getDb();
  await db
    .update(accountCustomers)
    .set({ customerKey: anotherKey(whose) })
    .where(and(rowOf(whose), eq(accountCustomers.customerKey, customerKey)));
}

const firstKey = ({ buyerId, accountId }: Whose): string => `customer:${buyerId}:${accountId}`;

const anotherKey = (whose: Whose) => `${firstKey(whose)}:${newId('key')}` as IdempotencyKey;

/**
 * Whether a seller has deleted this Customer, with all that was charged to it; then another is made for
 * the next subscription there. Throws when Stripe cannot be reached.
 * https://docs.stripe.com/api/customers/delete
 */
export async function forgetDeleted(
  whose: Whose,
  id: AccountCustomerId,
  subject: Subject,
): Promise<boolean> {
  const read = await answerOf(() =>
    accountStripe(whose.accountId).customers.retrieve(id, { subject }),
  );
  if (!read.ok && read.failure.problem.code !== 'resource_missing') throw read.error;
  if (read.ok && !read.value.deleted) return false;
  const db = await getDb();
  // Of several that begin side by side, those that come later find another one.
  await db
    .update(accountCustomers)
    .set({ accountCustomerId: null, customerKey: anotherKey(whose) })
    .where(and(rowOf(whose), eq(accountCustomers.accountCustomerId, id)));
  return true;
}

/** A buyer's Customer on an account as we know it, with what is needed to make it. */
type CustomerRow = Awaited<ReturnType<typeof readCustomer>>;

async function readCustomer(buyerId: BuyerId, accountId: AccountId) {
  const db = await getDb();
  const [row] = await db
    .select({
      customerKey: accountCustomers.customerKey,
      accountCustomerId: accountCustomers.accountCustomerId,
      createdAt: accountCustomers.createdAt,
      keyForgotten: isForgotten(accountCustomers.createdAt),
    })
    .from(accountCustomers)
    .where(and(eq(accountCustomers.buyerId, buyerId), eq(accountCustomers.accountId, accountId)));
  if (!row) throw new Error(`buyer ${buyerId} has no row for a Customer on ${accountId}`);
  return row;
}
