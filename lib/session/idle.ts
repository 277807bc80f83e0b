import { and, eq, lt } from 'drizzle-orm';
import type { Persona } from '../model/views';
import { getDb } from '../store/client';
import { sessions } from '../store/schema';

/**
 * Seconds without use after which a session is over, whatever is left of its seven days. At a desk money
 * is given back and other people's orders are read, so that it is left open for less.
 */
export const idleSeconds: Readonly<Record<Persona, number>> = {
  buyer: 86_400,
  seller: 7_200,
  operator: 7_200,
};

/** Seconds: use is written down no more often, so that most requests write nothing. */
export const notedEverySeconds = 300;

const secondsSince = (moment: Date) => (Date.now() - moment.getTime()) / 1000;

/** Whether a session that was last used at `usedAt` has been left for too long. */
export const isLeftIdle = (usedAt: Date, role: Persona) =>
  secondsSince(usedAt) >= idleSeconds[role];

/** Writes down that a session is in use, if that was not done just now. */
export async function noteUse(session: { id: string; updatedAt: Date }): Promise<void> {
  if (secondsSince(session.updatedAt) < notedEverySeconds) return;
  const now = Date.now();
  const db = await getDb();
  await db
    .update(sessions)
    .set({ updatedAt: new Date(now) })
    .where(
      and(
        eq(sessions.id, session.id),
        // Of the requests of one page only the first has to write.
        lt(sessions.updatedAt, new Date(now - notedEverySeconds * 1000 + 1)),
      ),
    );
}
