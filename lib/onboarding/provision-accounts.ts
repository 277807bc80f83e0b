import { asc, eq, inArray, isNull } from 'drizzle-orm';
import { config } from '../config/config';
import { prepareQueues } from '../jobs/boss';
import type { AccountId } from '../model/ids';
import { getDb } from '../store/client';
import { milestones, sellers } from '../store/schema';
import { StartError } from '../store/start-error';
import { faultText, readFailure, shutOut } from '../stripe/failure';
import { platformStripe, type ConnectedAccount } from '../stripe/platform-stripe';
import { accountParams } from './account-params';
import { isSilence, patiently, pause, sentence, type Patience } from './ask-patiently';
import { followAccount, standingOf } from './follow-account';
import { requestMissing } from './request-capabilities';
import { storedKey } from '../store/stored-key';
import type { SellerRow } from '../catalog/views';

const patience: Patience = { answerMs: 20_000, verifyMs: 30_000, pauseMs: 500 };

/**
 * Sees to it that every seller Souk came with has a connected account that can charge: makes the
 * missing ones, side by side, each with a key stored before the call, asks about the others, and
 * requests what an earlier release of Souk did not. A seller whose account has left is no hindrance,
 * and an emulator that was emptied gets new ones. While Stripe does not answer, a shop whose sellers
 * all have accounts opens with what was read last. Throws a StartError when Stripe is silent before
 * that, refuses, or when the database belongs to another Stripe.
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
  const all = await Promise.all(rows.map((seller) => look(seller, wait)));
  const silent = all.find(({ is }) => is === 'silent');
  // They are due soon: `dueAccounts`.
  if (silent && all.every(({ is }) => is !== 'none')) return sayUnread(silent.error);
  if (silent) throw sentence(silent.seller, silent.error);
  const anew = await storeNew(all);
  await Promise.all(
    all.filter(({ is, seller }) => is === 'gone' && !anew.has(seller.id)).map(noteLeft),
  );
  const kept = await Promise.all(
    all.map(({ is, seller, account }) => {
      if (is === 'none' || anew.has(seller.id)) return open(seller, wait);
      if (!account) return null;
      return seller.leftAt ? takeBack(account) : bringUpToDate(seller, account, wait);
    }),
  );
  const waiting = kept.flatMap((one) => (one && !one.account.charges_enabled ? one : []));
  if (waiting.length > 0) {
    const names = waiting.map(({ seller }) => seller.name).join(', ');
    console.warn(`[accounts] cannot take payments yet, asked again at the next start: ${names}`);
  }
}

/** What Stripe says of a seller's account: there, gone, or nothing at all; none was made so far. */
interface Look {
  readonly seller: SellerRow;
  readonly is: 'none' | 'there' | 'gone' | 'silent';
  readonly account: ConnectedAccount | null;
  readonly error?: unknown;
}

async function look(seller: SellerRow, wait: Patience): Promise<Look> {
  if (!seller.accountId) return { seller, is: 'none', account: null };
  try {
    const account = await read(seller, seller.accountId, wait);
    return { seller, is: account ? 'there' : 'gone', account };
  } catch (error) {
    if (!isSilence(error)) throw sentence(seller, error);
    return { seller, is: 'silent', account: null, error };
  }
}

function sayUnread(error: unknown): void {
  console.warn(
    `[accounts] Stripe does not answer; the shop opens with what was read before: ${faultText(error)}`,
  );
}

/**
 * Sellers who get another account, since an emulator that knows none of theirs was emptied. Their
 * keys are stored before the first is made: a start that dies between them knows them by that. Real
 * keys that can read none are another platform's.
 */
async function storeNew(all: readonly Look[]): Promise<ReadonlySet<SellerRow['id']>> {
  const gone = all.filter(({ is }) => is === 'gone').map(({ seller }) => seller);
  if (!gone.length) return new Set();
  const emptied = !all.some(({ is }) => is === 'there');
  if (config().mode === 'test') {
    const stays = gone.find(({ leftAt }) => !leftAt);
    if (emptied && stays) throw foreign(stays);
    return new Set();
  }
  if (emptied) for (const seller of gone) await keyOf(seller);
  const db = await getDb();
  const stored = await db
    .select({ name: milestones.name })
    .from(milestones)
    .where(inArray(milestones.name, gone.map(nameOfKey)));
  const names = new Set(stored.map(({ name }) => name));
  return new Set(gone.filter((seller) => names.has(nameOfKey(seller))).map(({ id }) => id));
}

const foreign = ({ accountId, name }: SellerRow) =>
  new StartError(
    `Your Stripe keys have no access to the account ${accountId} of ${name}: they belong to another platform. ` +
      'Start with the keys this database was set up with, or set DATA_DIR (or DATABASE_URL) to another place.',
  );

/** Written down here as by its event; the sweeper does it where Stripe falls silent meanwhile. */
async function noteLeft({ seller }: Look): Promise<void> {
  if (seller.leftAt || !seller.accountId) return;
  console.warn(`[accounts] ${seller.name} has left: ${seller.accountId} cannot be read any more`);
  await followAccount(seller.accountId).catch(throwFaults);
}

/** One that left and came back sells again, and what happened meanwhile is made up for. */
async function takeBack({ id }: ConnectedAccount): Promise<null> {
  // No worker has started so far, which sees to them otherwise.
  await prepareQueues();
  await followAccount(id as AccountId).catch(throwFaults);
  return null;
}

/** The sweeper asks again where Stripe fell silent. */
function throwFaults(error: unknown): void {
  if (!readFailure(error)) throw error;
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

interface Kept {
  readonly seller: SellerRow;
  readonly account: ConnectedAccount;
}

async function open(seller: SellerRow, wait: Patience): Promise<Kept> {
  let account = await create(seller, wait);
  await keep(seller, account);
  const until = Date.now() + wait.verifyMs;
  try {
    while (!account.charges_enabled && Date.now() < until) {
      await pause(wait.pauseMs);
      account = (await read(seller, account.id, wait)) ?? account;
    }
  } catch (error) {
    throw sentence(seller, error);
  }
  await keep(seller, account);
  return { seller, account };
}

/** Keeps how it stands, with all that a seller needs; what cannot be requested now is at the next start. */
async function bringUpToDate(
  seller: SellerRow,
  found: ConnectedAccount,
  wait: Patience,
): Promise<Kept> {
  const account = await requestMissing(seller, found, (call) => patiently(wait, call)).catch(
    (error: unknown) => {
      if (!readFailure(error)) throw error;
      console.warn(`[accounts] ${seller.name} lacks a capability: ${faultText(error)}`);
      return found;
    },
  );
  await keep(seller, account);
  return { seller, account };
}

/** The account as Stripe knows it now; null when it has left, or an emptied emulator has forgotten it. */
async function read(
  seller: SellerRow,
  accountId: AccountId,
  wait: Patience,
): Promise<ConnectedAccount | null> {
  try {
    return await patiently(wait, () =>
      platformStripe().accounts.retrieve(accountId, { subject: { sellerId: seller.id } }),
    );
  } catch (error) {
    if (!shutOut(error)) throw error;
    return null;
  }
}

const nameOfKey = ({ id, accountId }: SellerRow) => `account:${id}:after:${accountId ?? 'none'}`;

const keyOf = (seller: SellerRow, anew = false) =>
  storedKey(nameOfKey(seller), `account:${seller.id}`, anew);

async function create(seller: SellerRow, wait: Patience, anew = false): Promise<ConnectedAccount> {
  const { key, at, forgotten } = await keyOf(seller, anew);
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
    throw sentence(seller, error);
  }
}

async function keep(seller: SellerRow, account: ConnectedAccount): Promise<void> {
  const db = await getDb();
  await db
    .update(sellers)
    .set({ accountId: account.id, ...standingOf(account) })
    .where(eq(sellers.id, seller.id));
}
