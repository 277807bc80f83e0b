import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { config } from '../config/config';
import { getDb, type Db } from '../store/client';
import { newId } from '../store/new-id';
import { cookieName } from './cookie-name';

const prefixes: Readonly<Record<string, string>> = {
  user: 'usr',
  session: 'ses',
  account: 'crd',
  verification: 'ver',
};

const sevenDays = 7 * 86_400;

function makeAuth(db: Db) {
  const { appUrl, sessionSecret } = config();
  // The database's own tables: the library knows them again by identity, and Next loads the schema's
  // module once for each bundle.
  const { credentials, sessions, users, verifications } = db._.fullSchema;
  return betterAuth({
    appName: 'Souk',
    baseURL: appUrl.origin,
    secret: sessionSecret,
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: { user: users, session: sessions, account: credentials, verification: verifications },
      // Its transactions would not be the one `getDb()` knows of, and PGlite has one connection.
      transaction: false,
    }),
    // A session and its person by one statement: every page and every call asks for them.
    experimental: { joins: true },
    emailAndPassword: { enabled: true, minPasswordLength: 8, maxPasswordLength: 128 },
    user: {
      additionalFields: {
        // Nobody may say of themselves what they are: `input: false`.
        role: { type: 'string', input: false, required: false, defaultValue: 'buyer' },
        sellerId: { type: 'string', input: false, required: false },
      },
    },
    // A session ends after seven days however busy it was, since pages cannot renew its cookie. That it
    // ends sooner when nobody uses it is ours (`idle.ts`): the library would move this very end.
    session: { expiresIn: sevenDays, disableSessionRefresh: true },
    // Our own handlers limit the rate; the library's limiter covers only its own routes.
    rateLimit: { enabled: false },
    advanced: {
      // It would believe any client's X-Forwarded-For, and nobody reads it.
      ipAddress: { disableIpTracking: true },
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: cookieName('souk_session'),
          attributes: {
            httpOnly: true,
            sameSite: 'lax',
            path: '/',
            secure: appUrl.protocol === 'https:',
          },
        },
      },
      database: { generateId: ({ model }) => newId(prefixes[model] ?? 'row') },
    },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      // Wrong passwords are everyday life, and their details are nobody's business.
      log: (_level, message) => {
        if (message.startsWith('Failed')) console.error('[session]', message);
      },
    },
  });
}

type Auth = ReturnType<typeof makeAuth>;
const made = new WeakMap<Db, Auth>();

/** The session library over our database, made on first use. Do not call it inside `withTx`. */
export async function auth(): Promise<Auth> {
  const db = await getDb();
  const known = made.get(db);
  if (known) return known;
  const fresh = makeAuth(db);
  made.set(db, fresh);
  return fresh;
}
