import { APIError } from 'better-auth';
import { and, eq, lt, notExists, sql } from 'drizzle-orm';
import { describeFault } from '../inspector/describe-fault';
import type { BuyerId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import type { Persona, SessionUser } from '../model/views';
import { getDb } from '../store/client';
import { credentials, users } from '../store/schema';
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

interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/**
 * Makes a buyer and signs in. An e-mail whose sign-up died before there was a password to sign in
 * with is free again.
 */
export async function signUp(
  headers: Headers,
  person: NewPerson,
): Promise<Result<SignedIn, 'email_taken'>> {
  const first = await trySignUp(headers, person);
  if (first.ok || !(await dropUnfinished(person.email))) return first;
  return trySignUp(headers, person);
}

async function trySignUp(
  headers: Headers,
  { name, email, password }: NewPerson,
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

/**
 * Deletes a user without a credential: nobody can have signed in as one. True when there was such a
 * one. A sign-up that is under way at this moment is not disturbed; it takes no minute.
 */
async function dropUnfinished(email: string): Promise<boolean> {
  const db = await getDb();
  const dropped = await db
    .delete(users)
    .where(
      and(
        eq(users.email, email.toLowerCase()),
        lt(users.createdAt, sql`now() - interval '1 minute'`),
        notExists(
          db
            .select({ id: credentials.id })
            .from(credentials)
            .where(eq(credentials.userId, users.id)),
        ),
      ),
    )
    .returning({ id: users.id });
  return dropped.length > 0;
}

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
