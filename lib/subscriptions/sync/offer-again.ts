/**
 * Customers whose default went with a card that was taken away. Each is written down before that, and
 * offers the card of another mirror once none of them runs without one (`customer-default.ts`).
 */
import {
  and,
  desc,
  eq,
  exists,
  isNotNull,
  isNull,
  like,
  notExists,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { AccountCustomerId, AccountId, AccountMethodId, BuyerId } from '../../model/ids';
import { getDb, type Db } from '../../store/client';
import { answered, keyOfEdit } from '../../store/key-of-edit';
import { newId } from '../../store/new-id';
import {
  accountCustomers,
  keptClones,
  milestones,
  sellers,
  subscriptions,
} from '../../store/schema';
import { accountStripe } from '../../stripe/account-stripe';
import { faultText, orNull, readFailure } from '../../stripe/failure';
import { idOf } from '../../stripe/fields';
import { isBare, runs } from './customer-default';

/** One buyer's Customer on one account. */
export interface Whose {
  readonly accountId: AccountId;
  readonly buyerId: BuyerId;
}

const all = 'offer-stopped:';
const edits = 'offer:';

/** Writes down that a clone is about to be detached which their Customer may offer. */
export async function noteStopped({ accountId, buyerId }: Whose): Promise<void> {
  const note = { name: `${all}${accountId}:${buyerId}`, value: newId('note'), at: new Date() };
  const db = await getDb();
  await db
    .insert(milestones)
    .values(note)
    .onConflictDoUpdate({ target: milestones.name, set: note });
}

/** Customers that have been written down and may offer a card again, or may have been told to too late. */
export async function dueOffers(): Promise<Whose[]> {
  const due = await notesOf((db) => or(mayOffer(db), isTelling(db)));
  return due.map(({ accountId, buyerId }) => ({ accountId, buyerId }));
}

/**
 * Has their Customer offer the card that one of their mirrors there was given last, if it offers none:
 * what it offers else is somebody's choice. Throws when Stripe cannot be reached; it stays due then.
 */
export async function offerAgain(whose: Whose): Promise<void> {
  const due = () => notesOf((db) => and(isOf(whose), mayOffer(db)));
  const [note] = await due();
  if (!note) {
    // Whoever told it before may have died before it was asked once more.
    const [told] = await notesOf((db) => and(isOf(whose), isTelling(db)));
    return told && takeBack(told);
  }
  const { accountId, buyerId } = whose;
  const stripe = accountStripe(accountId);
  const read = { subject: { buyerId } };
  const charge = await lastCharged(whose);
  const customer = charge && (await orNull(stripe.customers.retrieve(note.customerId, read)));
  if (customer && !customer.deleted && !idOf(customer.invoice_settings.default_payment_method)) {
    await tell(note, charge);
    // Asked once more, as a mirror may lose its card meanwhile: whoever takes that away tells it before.
    if (!(await due()).length) return takeBack(note);
  }
  await answered(editOf(whose));
  const db = await getDb();
  await db
    .delete(milestones)
    .where(and(eq(milestones.name, note.name), eq(milestones.value, note.value)));
}

/** It offers none, as it may not any more. */
async function takeBack(note: Note): Promise<void> {
  await tell(note, '');
  await answered(editOf(note));
}

interface Note extends Whose {
  readonly name: string;
  readonly value: string;
  readonly customerId: AccountCustomerId;
}

async function notesOf(which: (db: Db) => SQL | undefined): Promise<Note[]> {
  const db = await getDb();
  const { accountId, buyerId, accountCustomerId } = accountCustomers;
  const rows = await db
    .select({
      ...{ name: milestones.name, value: milestones.value },
      ...{ accountId, buyerId, customerId: accountCustomerId },
    })
    .from(milestones)
    .innerJoin(
      accountCustomers,
      sql`${milestones.name} = ${all} || ${accountId} || ':' || ${buyerId}`,
    )
    .where(and(like(milestones.name, `${all}%`), isNotNull(accountCustomerId), which(db)))
    .orderBy(milestones.name)
    .limit(50);
  return rows.flatMap(({ customerId, ...row }) => (customerId ? [{ ...row, customerId }] : []));
}

const isOf = ({ accountId, buyerId }: Whose) =>
  and(eq(accountCustomers.accountId, accountId), eq(accountCustomers.buyerId, buyerId));

/** What the key of telling it is written down as. */
const editOf = ({ accountId, buyerId }: Whose) => `${edits}${accountId}:${buyerId}`;

const telling = alias(milestones, 'telling');

/** True where the last telling has not come to its end. */
const isTelling = (tx: Db): SQL => {
  const { accountId, buyerId } = accountCustomers;
  const name = sql`${edits} || ${accountId} || ':' || ${buyerId}`;
  return exists(
    tx
      .select({ one: sql`1` })
      .from(telling)
      .where(eq(telling.name, name)),
  );
};

/** True of a Customer of an account that is here, all of whose mirrors have a card and no clone too many. */
const mayOffer = (tx: Db): SQL =>
  and(
    notExists(
      tx
        .select({ one: sql`1` })
        .from(subscriptions)
        .leftJoin(
          keptClones,
          and(
            eq(keptClones.subscriptionId, subscriptions.id),
            isNotNull(keptClones.unwantedAt),
            isNull(keptClones.detachedAt),
          ),
        )
        .where(
          and(
            eq(subscriptions.accountId, accountCustomers.accountId),
            eq(subscriptions.buyerId, accountCustomers.buyerId),
            or(isNotNull(keptClones.id), and(runs, isBare(tx))),
          ),
        ),
    ),
    notExists(
      tx
        .select({ one: sql`1` })
        .from(sellers)
        .where(and(eq(sellers.accountId, accountCustomers.accountId), isNotNull(sellers.leftAt))),
    ),
  ) as SQL;

async function lastCharged({ accountId, buyerId }: Whose): Promise<AccountMethodId | null> {
  const db = await getDb();
  const [last] = await db
    .select({ charge: subscriptions.accountMethodId })
    .from(subscriptions)
    .innerJoin(
      keptClones,
      and(
        eq(keptClones.subscriptionId, subscriptions.id),
        eq(keptClones.accountMethodId, subscriptions.accountMethodId),
      ),
    )
    .where(and(eq(subscriptions.accountId, accountId), eq(subscriptions.buyerId, buyerId), runs))
    .orderBy(desc(keptClones.attachedAt), desc(keptClones.id))
    .limit(1);
  return last?.charge ?? null;
}

/**
 * Its key stands until whoever calls this knows that nothing has to be taken back. To take back has another
 * one each time: the answer to the last may be older than what is taken back.
 * https://docs.stripe.com/api/customers/update#update_customer-invoice_settings-default_payment_method
 */
async function tell(note: Note, offer: AccountMethodId | ''): Promise<void> {
  const { accountId, buyerId, customerId } = note;
  const name = editOf(note);
  const once = offer === '' ? newId('key') : '';
  const key = await keyOfEdit(name, { customerId, offer, once });
  try {
    await accountStripe(accountId).customers.update(
      customerId,
      { invoice_settings: { default_payment_method: offer } },
      { key, subject: { buyerId } },
    );
  } catch (error) {
    const kind = readFailure(error)?.kind;
    if (kind !== 'refused' && kind !== 'unclear') throw error;
    if (kind === 'unclear') {
      // This key can tell no more, and yet something may have to be taken back.
      await keyOfEdit(name, {});
      throw error;
    }
    // The card may be gone again, which is then written down anew.
    console.error(`[subscriptions] ${customerId} offers what it did, ${faultText(error)}`);
  }
}
