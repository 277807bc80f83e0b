import { sql } from 'drizzle-orm';
import { config, type Config } from '../config/config';
import { getDb } from '../store/client';

export interface Health {
  readonly ok: boolean;
  readonly mode: Config['mode'];
  readonly app: 'up';
  readonly database: 'up' | 'down';
  readonly stripe: 'up' | 'down';
}

const patienceMs = 3_000;

// Anybody may ask: one question to Stripe serves all that come within this time.
const freshMs = 2_000;
let asked: { readonly at: number; readonly answer: Promise<boolean> } | undefined;

/** Whether the app, its database and the Stripe backend can be reached now. Never throws. */
export async function checkHealth(): Promise<Health> {
  const { mode, stripe } = config();
  const [database, backend] = await Promise.all([
    databaseAnswers(),
    stripeAnswers(stripe.apiBase, mode),
  ]);
  return {
    ok: database && backend,
    mode,
    app: 'up',
    database: database ? 'up' : 'down',
    stripe: backend ? 'up' : 'down',
  };
}

async function databaseAnswers(): Promise<boolean> {
  try {
    await (await getDb()).execute(sql`select 1`);
    return true;
  } catch {
    return false;
  }
}

function stripeAnswers(apiBase: URL, mode: Config['mode']): Promise<boolean> {
  if (!asked || Date.now() - asked.at > freshMs) {
    asked = { at: Date.now(), answer: answers(apiBase, mode) };
  }
  return asked.answer;
}

/** No key is sent: any answer of Stripe's, also "who are you?", shows that it can be reached. */
async function answers(apiBase: URL, mode: Config['mode']): Promise<boolean> {
  const url = new URL(mode === 'emulator' ? '/_emulator/health' : '/v1/account', apiBase);
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(patienceMs),
      cache: 'no-store',
      redirect: 'manual',
    });
    await response.body?.cancel();
    return mode === 'emulator' ? response.ok : response.status < 500;
  } catch {
    return false;
  }
}
