import { APIError } from 'better-auth';
import { eq } from 'drizzle-orm';
import { describeFault } from '../inspector/describe-fault';
import type { BuyerId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import type { Persona, SessionUser } from '../model/views';
import { getDb } from '../store/client';
import { users } from '../store/schema';
import { auth } from './auth';

/** Who is signed in now, and the Set-Cookie lines that say so to the browser. */
export interface SignedIn {
  readonly user: SessionUser;
  readonly cookies: readonly string[];
}

/** Either part is wrong: one answer for both, so that nobody learns who is known. */
const wrong = refuse('wrong_password', 'This e-mail and password do not belong together.');

/**
 * Signs in with e-mail and password. The session that `headers` brought, if any, is ended: a token
 * from before signing in is worth nothing afterwards.
 */
export async function signIn(
  headers: Headers,
  { email, password }: { email: string; password: string },
): Promise<Result<SignedIn, 'wrong_password'>> {
  const { api } = await auth();
  try {
    const done = await api.signInEmail({ body: { email, password }, headers, returnHeaders: true });
    await endOldSession(headers);
    return ok({ user: sessionUser(done.response.user), cookies: done.headers.getSetCookie() });
  } catch (error) {
    if (error instanceof APIError && error.statusCode === 401) return wrong;
    throw error;
  }
}

/** Makes a buyer and signs in. */
export async function signUp(
  headers: Headers,
  { name, email, password }: { name: string; email: string; password: string },
): Promise<Result<SignedIn, 'email_taken'>> {
  const { api } = await auth();
  try {
    const done = await api.signUpEmail({
      body: { name, email, password },
      headers,
      returnHeaders: true,
    });
    await endOldSession(headers);
    return ok({ user: sessionUser(done.response.user), cookies: done.headers.getSetCookie() });
  } catch (error) {
    if (error instanceof APIError && (isTaken(error) || (await isUser(email)))) {
      return refuse('email_taken', 'There already is an account with this e-mail. Please sign in.');
    }
    throw error;
  }
}

const isTaken = (error: APIError) => error.body?.code?.startsWith('USER_ALREADY_EXISTS') ?? false;

/** Of two who sign up at once the library refuses the second without saying why. */
async function isUser(email: string): Promise<boolean> {
  const db = await getDb();
  // The library keeps e-mails in small letters.
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.email, email.toLowerCase()));
  return rows.length > 0;
}

/** The new session stands already: that the old one could not be ended must not undo it. */
async function endOldSession(headers: Headers): Promise<void> {
  await endSession(headers).catch((error: unknown) => {
    console.error(`[session] an old session was not ended, ${describeFault(error)}`);
  });
}

/** Ends the session of `headers` on the server; returns the Set-Cookie lines that forget it. */
export async function signOut(headers: Headers): Promise<readonly string[]> {
  const { api } = await auth();
  const done = await api.signOut({ headers, returnHeaders: true });
  return done.headers.getSetCookie();
}

async function endSession(headers: Headers): Promise<void> {
  if (headers.has('cookie')) await signOut(headers);
}

function sessionUser(user: { id: string; name: string; email: string }): SessionUser {
  const { role } = user as { role?: Persona };
  return { id: user.id as BuyerId, name: user.name, email: user.email, role: role ?? 'buyer' };
}
