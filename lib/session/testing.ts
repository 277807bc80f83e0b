/** For tests only: somebody who is signed in, whatever password they have. */
import { createHmac, randomBytes } from 'node:crypto';
import { config } from '../config/config';
import type { BuyerId } from '../model/ids';
import { getDb } from '../store/client';
import { newId } from '../store/new-id';
import { sessions } from '../store/schema';
import { cookieName } from './cookie-name';

/** A new session of this person; answers with the cookie that a browser would send. */
export async function newSession(userId: BuyerId): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const db = await getDb();
  await db
    .insert(sessions)
    .values({ id: newId('ses'), token, userId, expiresAt: new Date(Date.now() + 3_600_000) });
  const signature = createHmac('sha256', config().sessionSecret).update(token).digest('base64');
  return `${cookieName('souk_session')}=${encodeURIComponent(`${token}.${signature}`)}`;
}
