import type { BuyerId } from '../model/ids';
import type { Persona, SessionUser } from '../model/views';
import { auth } from './auth';

/** Who a request's cookie belongs to; null when signed out, expired or forged. */
export async function readSession(headers: Headers): Promise<SessionUser | null> {
  const { api } = await auth();
  const found = await api.getSession({ headers });
  if (!found) return null;
  const { id, name, email, role } = found.user;
  return { id: id as BuyerId, name, email, role: role as Persona };
}
