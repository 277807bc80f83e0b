import { asc, eq, isNull } from 'drizzle-orm';
import { config } from '../config/config';
import type { AccountId } from '../model/ids';
import { getDb } from '../store/client';
import { milestones, sellers } from '../store/schema';
import { StartError } from '../store/start-error';
import { readFailure, type StripeFailure } from '../stripe/failure';
import { platformStripe, type ConnectedAccount } from '../stripe/platform-stripe';
import { accountParams } from './account-params';
import { standingOf } from './follow-account';
import { requestMissing } from './request-capabilities';
import { storedKey } from '../store/stored-key';
import type { SellerRow } from './views';

export interface Patience {
  /** How long Stripe may stay silent before the start is given up, in milliseconds. */
  readonly answerMs: number;
  /** How long a new account may take until it can charge (real Stripe checks it), in milliseconds. */
  readonly verifyMs: number;
  readonly pauseMs: number;
}

const patience: Patience = { answerMs: 20_000, verifyMs: 30_000, pauseMs: 500 };

/**
 * Sees to it that every seller Souk came with has a connected account that can charge: makes the missing ones, side
 * by side, each with a key stored before the call, asks about the others, and requests what an earlier
 * release of Souk did not. An emulator that was emptied gets new ones. Throws a StartError when Stripe does not answer, refuses, or when the
 * database belongs to another Stripe.
 */
export async function provisionAccounts(wait: Patience = patience): Promise<void> {
  const db = await getDb();
  await claimDatabase();
  // Who applied makes their account themselves, at their own pace, and may well not have one.
  const rows = await db
    .select()
    .from(sellers)
    .where(isNull(sellers.appliedAt))
    .orderBy(asc(sellers.position));
  const accounts = await Promise.all(
    rows.map(async (seller) => ({ seller, account: await accountOf(seller, wait) })),
  );
  const waiting = accounts.filter(({ account }) => !account.charges_enabled);
  if (waiting.length > 0) {
    const names = waiting.map(({ seller }) => seller.name).join(', ');
    console.warn(`[accounts] cannot take payments yet, asked again at the next start: ${names}`);
  }
}

/** Account ids mean nothing at another Stripe: one database is for the emulator or for real keys. */
async function claimDatabase(): Promise<void> {
  const { mode } = config();
  const db = await getDb();
  await db.insert(milestones).values({ name: 'stripe', value: mode }).onConflictDoNothing();
  const [claimed] = await db.select().from(milestones).where(eq(milestones.name, 'stripe'));
  if (claimed?.value === mode) return;
  const [was, is] =
    mode === 'test' ? ['the emulator', 'your Stripe keys'] : ['real test keys', 'the emulator'];
  throw new StartError(
    `This database was set up with ${was}, and you are starting with ${is}. ` +
      'Set DATA_DIR (or DATABASE_URL) to another place for this one.',
  );
}

async function accountOf(seller: SellerRow, wait: Patience): Promise<ConnectedAccount> {
  let account = seller.accountId ? await known(seller, seller.accountId, wait) : null;
  account &&= await complete(seller, account, wait);
  if (!account) {
    account = await create(seller, wait);
    await keep(seller, account);
    const until = Date.now() + wait.verifyMs;
    while (!account.charges_enabled && Date.now() < until) {
      await pause(wait.pauseMs);
      account = (await known(seller, account.id, wait)) ?? account;
    }
  }
  await keep(seller, account);
  return account;
}

/** The account as Stripe knows it now; null when an emptied emulator has forgotten it. */
async function known(
  seller: SellerRow,
  accountId: AccountId,
  wait: Patience,
): Promise<ConnectedAccount | null> {
  const { mode } = config();
  try {
    return await patiently(wait, () =>
      platformStripe().accounts.retrieve(accountId, { subject: { sellerId: seller.id } }),
    );
  } catch (error) {
    const failure = readFailure(error);
    // https://docs.stripe.com/error-codes#account-invalid
    if (failure?.problem.code !== 'account_invalid') throw sentence(seller, error, failure);
    if (mode === 'emulator') return null;
    throw new StartError(
      `Your Stripe keys have no access to the account ${accountId} of ${seller.name}: they belong to another platform. ` +
        'Start with the keys this database was set up with, or set DATA_DIR (or DATABASE_URL) to another place.',
    );
  }
}

async function create(seller: SellerRow, wait: Patience, anew = false): Promise<ConnectedAccount> {
  const { key, at, forgotten } = await storedKey(
    `account:${seller.id}:after:${seller.accountId ?? 'none'}`,
    `account:${seller.id}`,
    anew,
  );
  const { accounts } = platformStripe();
  try {
    const made = forgotten
      ? await patiently(wait, () => accounts.findOf(seller.id, at, { subject: {} }))
      : null;
    if (made) return made;
    return await patiently(wait, () =>
      accounts.create(accountParams(seller, at), { key, subject: { sellerId: seller.id } }),
    );
  } catch (error) {
    const failure = readFailure(error);
    // The key was used by an earlier release of Souk with other words: it can tell no more. At worst
    // an account that nobody uses is left at Stripe.
    if (failure?.kind === 'unclear' && !anew) return create(seller, wait, true);
    throw sentence(seller, error, failure);
  }
}

/** The account with all that a seller needs; asking for it again is one call, and does no harm. */
async function complete(
  seller: SellerRow,
  account: ConnectedAccount,
  wait: Patience,
): Promise<ConnectedAccount> {
  try {
    return await requestMissing(seller, account, (call) => patiently(wait, call));
  } catch (error) {
    throw sentence(seller, error, readFailure(error));
  }
}

async function keep(seller: SellerRow, account: ConnectedAccount): Promise<void> {
  const db = await getDb();
  await db
    .update(sellers)
    .set({ accountId: account.id, ...standingOf(account) })
    .where(eq(sellers.id, seller.id));
}

/** Repeats a call (each with its stored key) until Stripe answers: the emulator may start beside us. */
async function patiently<Answer>(wait: Patience, call: () => Promise<Answer>): Promise<Answer> {
  const until = Date.now() + wait.answerMs;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (readFailure(error)?.kind !== 'unanswered' || isKeyRefused(error)) throw error;
      if (Date.now() >= until) throw error;
      await pause(wait.pauseMs);
    }
  }
}

const isKeyRefused = (error: unknown): boolean =>
  (error as { statusCode?: number }).statusCode === 401;

function sentence(seller: SellerRow, error: unknown, failure: StripeFailure | null): unknown {
  if (!failure) return error;
  const { mode, stripe } = config();
  const { message } = failure.problem;
  if (isKeyRefused(error)) {
    return new StartError(`Stripe does not accept the secret key: ${message}`, { cause: error });
  }
  if (failure.kind === 'unanswered') {
    return new StartError(
      mode === 'emulator'
        ? `The emulator does not answer at ${stripe.apiBase.origin}. Start it (npm run emulator), or set STRIPE_API_BASE to where it is.`
        : `Stripe does not answer at ${stripe.apiBase.origin} (${message}). Check the network and start again.`,
      { cause: error },
    );
  }
  const advice =
    mode === 'test'
      ? ' Is Connect switched on? See https://dashboard.stripe.com/test/connect.'
      : '';
  return new StartError(
    `The connected account of ${seller.name} could not be set up: ${message}${advice}`,
    { cause: error },
  );
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
