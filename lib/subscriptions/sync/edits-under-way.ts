/**
 * Corrections of saved cards that Stripe may have made and nobody has followed yet. Each is written down
 * before its call, so that a process which dies after Stripe's answer is made up for without any event.
 */
import { and, eq, inArray, like, sql } from 'drizzle-orm';
import type { SavedMethodId } from '../../model/ids';
import { getDb } from '../../store/client';
import { newId } from '../../store/new-id';
import { milestones, savedMethods } from '../../store/schema';
import { followMethod } from './follow-method';

const all = 'edit-wanted:';

/** Writes down that a card is about to be corrected; what it answers with goes to `endEdit`. */
export async function beginEdit(id: SavedMethodId): Promise<string> {
  const name = `${all}${id}:${newId('key')}`;
  const db = await getDb();
  await db.insert(milestones).values({ name });
  return name;
}

/** The sellers' accounts have been asked to follow, and the wallet says what Stripe said. */
export async function endEdit(name: string): Promise<void> {
  const db = await getDb();
  await db.delete(milestones).where(eq(milestones.name, name));
}

// A call with its waits and repeats is over after a minute and a half: none is under way any more.
const isLeft = and(
  like(milestones.name, `${all}%`),
  sql`${milestones.at} < now() - interval '2 minutes'`,
);

/** Cards with a correction of which nobody knows what became. */
export async function dueEdits(): Promise<SavedMethodId[]> {
  const db = await getDb();
  const left = await db
    .selectDistinct({ id: savedMethods.id })
    .from(milestones)
    .innerJoin(savedMethods, sql`split_part(${milestones.name}, ':', 2) = ${savedMethods.id}`)
    .where(isLeft)
    .orderBy(savedMethods.id)
    .limit(50);
  return left.map(({ id }) => id);
}

/**
 * Has the wallet and every copy of the card follow what Stripe says of it now, whether that is the
 * correction or what stood there before. Throws when Stripe cannot be reached; it stays due then, and
 * also while a copy is just being made.
 */
export async function finishEdits(id: SavedMethodId): Promise<void> {
  const db = await getDb();
  const left = await db
    .select({ name: milestones.name })
    .from(milestones)
    .where(and(isLeft, like(milestones.name, `${all}${id}:%`)));
  const names = left.map(({ name }) => name);
  const [card] = await db.select().from(savedMethods).where(eq(savedMethods.id, id));
  if (!card || !names.length) return;
  if ((await followMethod(card.platformMethodId)) === 'busy') return;
  await db.delete(milestones).where(inArray(milestones.name, names));
}
