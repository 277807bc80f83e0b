import 'server-only';
import { eq } from 'drizzle-orm';
import { isLanguage, type Language } from '../language/languages';
import { chosenIn, languageCookie, languageOf } from '../language/request';
import type { BuyerId } from '../model/ids';
import { getDb } from '../store/client';
import { users } from '../store/schema';

/** Keeps with a person what they chose: their e-mails are written in it, and other browsers follow. */
export async function keepLanguage(userId: BuyerId, language: Language): Promise<void> {
  const db = await getDb();
  await db.update(users).set({ language }).where(eq(users.id, userId));
}

/**
 * Whoever signs in reads on in the language they once chose; who has none kept so far keeps what was
 * chosen in this browser. What it merely prefers is not kept: it is read anew with every request, and
 * the next browser, or the next one to play a persona, may prefer another. Returns the Set-Cookie
 * lines for the answer.
 */
export async function takeLanguageAlong(headers: Headers, userId: BuyerId): Promise<string[]> {
  const db = await getDb();
  const [user] = await db
    .select({ language: users.language })
    .from(users)
    .where(eq(users.id, userId));
  if (isLanguage(user?.language)) return [languageCookie(user.language)];
  const chosen = chosenIn(headers);
  if (isLanguage(chosen)) await keepLanguage(userId, chosen);
  return [];
}

/** Somebody who is new is written to in the language that they signed up in. */
export async function beginLanguage(headers: Headers, userId: BuyerId): Promise<void> {
  await keepLanguage(userId, languageOf(headers));
}
