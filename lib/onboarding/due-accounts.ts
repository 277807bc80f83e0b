import { and, asc, isNotNull, or, sql, type SQL } from 'drizzle-orm';
import type { AccountId } from '../model/ids';
import { getDb } from '../store/client';
import { sellers } from '../store/schema';

/**
 * Accounts that are to be read again, should no event have told of them: every ten minutes while a
 * seller cannot be paid or is asked for something, else
 * once a day; one that has left too, since it may come back.
 */
export async function dueAccounts(): Promise<AccountId[]> {
  const db = await getDb();
  const rows = await db
    .select({ accountId: sellers.accountId })
    .from(sellers)
    .where(
      and(
        isNotNull(sellers.accountId),
        or(
          notReadFor('1 day', sql`true`),
          notReadFor(
            '10 minutes',
            sql`${sellers.leftAt} is null and (not ${sellers.chargesEnabled} or not ${sellers.payoutsEnabled}
              or jsonb_array_length(${sellers.requirements} -> 'currentlyDue') > 0)`,
          ),
        ),
      ),
    )
    .orderBy(asc(sellers.accountReadAt), asc(sellers.id))
    .limit(50);
  return rows.flatMap(({ accountId }) => accountId ?? []);
}

const notReadFor = (time: string, where: SQL) =>
  sql`(${where} and coalesce(${sellers.accountReadAt}, ${sellers.createdAt}) < now() - ${time}::interval)`;
