import 'server-only';
import { cache } from 'react';
import { headers } from 'next/headers';
import { notFound as pageNotFound, redirect } from 'next/navigation';
import type { SellerUser, SessionUser } from '../model/views';
import { notFound, problem } from '../security/answer';
import { safePath } from '../security/safe-path';
import { readSeller } from './read-seller';
import { readSession } from './read-session';

/** Who is signed in, or null; asked once a request. For pages and server actions. */
export const currentUser = cache(async (): Promise<SessionUser | null> =>
  readSession(await headers(), { inUse: true }),
);

/** Who is signed in, else sends the visitor to sign in and back to `next` (a path of ours). */
export async function requireUser(next: string): Promise<SessionUser> {
  const user = await currentUser();
  if (!user) redirect(`/sign-in?next=${encodeURIComponent(safePath(next))}`);
  return user;
}

/**
 * The same for a route handler: who is signed in, else the 401 to answer with. What only reads keeps no
 * session alive: pages ask so by themselves for as long as they are open.
 */
export async function requireBuyerApi(request: Request): Promise<SessionUser | Response> {
  const user = await readSession(request.headers, { inUse: request.method !== 'GET' });
  return user ?? problem(401, 'signed_out', 'Please sign in first.');
}

/** Who is signed in, if they run the platform; for anybody else there is no such page. */
export async function requireOperator(next: string): Promise<SessionUser> {
  const user = await requireUser(next);
  if (user.role !== 'operator') pageNotFound();
  return user;
}

/** The same for a route handler: the operator, else the 401 or 404 to answer with. */
export async function requireOperatorApi(request: Request): Promise<SessionUser | Response> {
  const user = await requireBuyerApi(request);
  if (user instanceof Response) return user;
  return user.role === 'operator' ? user : notFound();
}

const sellerOf = cache(readSeller);

/** Who is signed in with the seller they work for; for anybody else there is no such page. */
export async function requireSeller(next: string): Promise<SellerUser> {
  const user = await requireUser(next);
  const seller = await sellerOf(user.id);
  if (!seller) pageNotFound();
  return { ...user, seller };
}

/** The same for a route handler: the person with their seller, else the 401 or 404 to answer with. */
export async function requireSellerApi(request: Request): Promise<SellerUser | Response> {
  const user = await requireBuyerApi(request);
  if (user instanceof Response) return user;
  const seller = await readSeller(user.id);
  return seller ? { ...user, seller } : notFound();
}

/** Who may decide on refunds: the operator, or somebody with their seller; else 401 or 404. */
export async function requireDeciderApi(
  request: Request,
): Promise<SessionUser | SellerUser | Response> {
  const user = await requireBuyerApi(request);
  if (user instanceof Response || user.role === 'operator') return user;
  const seller = await readSeller(user.id);
  return seller ? { ...user, seller } : notFound();
}
