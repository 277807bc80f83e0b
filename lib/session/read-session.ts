import type { BuyerId } from '../model/ids';
import type { Persona, SessionUser } from '../model/views';
import { auth } from './auth';
import { isLeftIdle, noteUse } from './idle';

async function find(headers: Headers) {
  const { api } = await auth();
  const found = await api.getSession({ headers });
  if (!found) return null;
  const { id, name, email, role } = found.user;
  const user: SessionUser = { id: id as BuyerId, name, email, role: role as Persona };
  return { user, session: found.session };
}

interface Reading {
  /** It is a person who asks, so that their session goes on; a page that asks by itself is none. */
  readonly inUse?: boolean;
}

/** Who a request's cookie belongs to; null when signed out, expired, left idle or forged. */
export async function readSession(
  headers: Headers,
  { inUse = false }: Reading = {},
): Promise<SessionUser | null> {
  const found = await find(headers);
  if (!found || isLeftIdle(found.session.updatedAt, found.user.role)) return null;
  if (inUse) await noteUse(found.session);
  return found.user;
}

/** True of a browser whose person would be signed in, had they not left it for so long. */
export async function wasLeftIdle(headers: Headers): Promise<boolean> {
  const found = await find(headers);
  return found !== null && isLeftIdle(found.session.updatedAt, found.user.role);
}
