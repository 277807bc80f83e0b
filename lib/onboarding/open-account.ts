import { and, eq, isNull } from 'drizzle-orm';
import { applicantParams } from './account-params';
import { standingOf } from './follow-account';
import { storedKey } from '../store/stored-key';
import type { SellerRow } from '../catalog/views';
import type { AccountId, SellerId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import { getDb } from '../store/client';
import { sellers } from '../store/schema';
import { faultText, readFailure } from '../stripe/failure';
import { platformStripe, type ConnectedAccount } from '../stripe/platform-stripe';

/** The name under which the key of a seller's first account is stored. */
export const accountKeyOf = (sellerId: SellerId): string => `account:${sellerId}:after:none`;

/**
 * The connected account of a seller, made when there is none. The key was stored with the seller, so
 * whoever makes it again, at the same time or after a death in between, gets the same account. Of what
 * Stripe may have forgotten it is asked first.
 * https://docs.stripe.com/api/accounts/create
 */
export async function openAccount(
  sellerId: SellerId,
): Promise<Result<AccountId, 'unreachable' | 'refused'>> {
  const db = await getDb();
  const [seller] = await db.select().from(sellers).where(eq(sellers.id, sellerId));
  if (!seller) throw new Error(`there is no ${sellerId}`);
  if (seller.accountId) return ok(seller.accountId);
  try {
    return ok(await keep(sellerId, await make(seller)));
  } catch (error) {
    return notOpened(error);
  }
}

async function make(seller: SellerRow, anew = false): Promise<ConnectedAccount> {
  const { accounts } = platformStripe();
  const { key, at, forgotten } = await storedKey(
    accountKeyOf(seller.id),
    `account:${seller.id}`,
    anew,
  );
  const made = forgotten ? await accounts.findOf(seller.id, at, { subject: {} }) : null;
  if (made) return made;
  try {
    const subject = { sellerId: seller.id };
    return await accounts.create(applicantParams(seller), { key, subject });
  } catch (error) {
    // A release has changed the words, or the key's answer is a fault for ever: it can tell no more.
    if (anew || readFailure(error)?.kind !== 'unclear') throw error;
    return (await accounts.findOf(seller.id, at, { subject: {} })) ?? make(seller, true);
  }
}

/** Whoever wrote first has decided which account it is. */
async function keep(sellerId: SellerId, account: ConnectedAccount): Promise<AccountId> {
  const db = await getDb();
  await db
    .update(sellers)
    .set({ accountId: account.id, ...standingOf(account) })
    .where(and(eq(sellers.id, sellerId), isNull(sellers.accountId)));
  const [kept] = await db
    .select({ accountId: sellers.accountId })
    .from(sellers)
    .where(eq(sellers.id, sellerId));
  if (!kept?.accountId) throw new Error(`no account was kept for ${sellerId}`);
  return kept.accountId;
}

/** The refusal for a call about an account that came to nothing; a fault of our own is thrown on. */
export function notOpened(error: unknown) {
  const kind = readFailure(error)?.kind;
  if (!kind) throw error;
  console.error(`[onboarding] ${faultText(error)}`);
  return kind === 'refused' || kind === 'declined'
    ? refuse('refused', 'Stripe does not open an account for this shop. Please write to Souk.')
    : refuse(
        'unreachable',
        'We cannot reach Stripe. Nothing is lost; please try again in a moment.',
      );
}
