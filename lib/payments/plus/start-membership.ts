import { and, eq, sql } from 'drizzle-orm';
import { config } from '../../config/config';
import { firstLanguage, type Language } from '../../language/languages';
import { wordsIn } from '../../language/texts';
import type { IdempotencyKey, MembershipId, SavedMethodId } from '../../model/ids';
import { ok, refuse, type Result } from '../../model/result';
import type { SessionUser } from '../../model/views';
import { writeAct } from '../../store/acts';
import { getDb, withTx } from '../../store/client';
import { newId } from '../../store/new-id';
import { memberships, type StoredProblem } from '../../store/schema';
import { readFailure } from '../../stripe/failure';
import { platformStripe } from '../../stripe/platform-stripe';
import { problemFor } from '../../stripe/problem';
import { plusConsent } from '../wallet/consent';
import { onItsWay, openMembership, type OpenRefusal } from './open-membership';
import { settleMembership, subjectOf, type SettledMembership } from './settle-membership';
import { unreachable } from '../unreachable';
import { usableMethods, type UsableMethod } from '../wallet/usable-method';
import { countMethods, mostMethods, walletFull } from '../wallet/wallet-size';

export interface PlusRequest {
  readonly consentVersion: string;
  /** A card of the wallet, which is charged now; without it a new card is typed in the browser. */
  readonly savedMethodId?: SavedMethodId | undefined;
}

/** What the browser does next: nothing once it is paid; else it has a card or a bank to ask. */
interface Begun {
  readonly membershipId: MembershipId;
  readonly paid: boolean;
  /** For this buyer's browser alone; null once it is paid. */
  readonly clientSecret: string | null;
}

type Refusal =
  OpenRefusal | 'consent_outdated' | 'wallet_full' | 'card_unusable' | 'declined' | 'unreachable';

/**
 * Begins to pay a year of Plus, with a new card (the browser confirms the PaymentIntent, which keeps
 * the card) or, the buyer being there, with a saved one. However often it is asked, and in however
 * many windows, a buyer has one PaymentIntent, and that takes money once. After `declined` the same
 * one may be paid with another card. https://docs.stripe.com/payments/save-during-payment
 */
export async function startMembership(
  buyer: SessionUser,
  { consentVersion, savedMethodId }: PlusRequest,
  language: Language = firstLanguage,
): Promise<Result<Begun, Refusal>> {
  if (consentVersion !== plusConsent.version) {
    return refuse(
      'consent_outdated',
      'What you agree to when paying for Plus has changed. Reload the page and read it first.',
    );
  }
  if (!savedMethodId && (await countMethods(await getDb(), buyer.id)) >= mostMethods) {
    return walletFull();
  }
  try {
    const opened = await openMembership(buyer, consentVersion);
    if (!opened.ok) return opened;
    return savedMethodId
      ? await payWith(buyer, opened.value, savedMethodId, language)
      : ok(begun(opened.value));
  } catch (error) {
    return unreachable(error);
  }
}

async function payWith(
  buyer: SessionUser,
  opened: SettledMembership,
  savedMethodId: SavedMethodId,
  language: Language,
): Promise<Result<Begun, Refusal>> {
  const pressed = await press(buyer, opened.row.id, savedMethodId);
  if (!pressed.ok) return pressed;
  const failed = pressed.value ? await confirm(opened, pressed.value) : null;
  const settled = await settleMembership(opened.row.id);
  const { state, problem } = settled.row;
  if (state === 'processing') return onItsWay();
  // The last error that it bears may be that of an earlier press.
  const why = failed ?? problem;
  if (state === 'paid' || settled.intent?.status === 'requires_action' || !why) {
    return ok(begun(settled));
  }
  const { message, advice } = problemFor(why, wordsIn(language, 'refusals'));
  return refuse('declined', `${message} ${advice}`);
}

interface Press {
  readonly key: IdempotencyKey;
  readonly method: UsableMethod;
}

/**
 * Writes the key of this press before the call. One that waits for its answer, with the same card, is
 * this press: a double click, another window, or the repeat after an answer was lost. Null when it is
 * not open any more.
 */
function press(
  buyer: SessionUser,
  id: MembershipId,
  savedMethodId: SavedMethodId,
): Promise<Result<Press | null, 'card_unusable'>> {
  return withTx(async (tx) => {
    const mine = and(eq(memberships.id, id), eq(memberships.buyerId, buyer.id));
    const [row] = await tx.select().from(memberships).where(mine).for('no key update');
    if (row?.state !== 'open' || row.cancelKey) return ok(null);
    const usable = await usableMethods(tx, buyer.id, [savedMethodId]);
    if (!usable.ok) return usable;
    const method = usable.value.get(savedMethodId) as UsableMethod;
    if (method.type !== 'card') {
      return refuse('card_unusable', 'Plus begins at once, so a card has to pay it.');
    }
    if (row.confirmKey && row.confirmMethodId === savedMethodId) {
      return ok({ key: row.confirmKey, method });
    }
    const key = `plus-pay:${id}:${newId('key')}` as IdempotencyKey;
    await tx
      .update(memberships)
      .set({ confirmKey: key, confirmMethodId: savedMethodId, updatedAt: sql`now()` })
      .where(mine);
    if (row.problem) {
      const about = { membershipId: id, savedMethodId };
      await writeAct(tx, { id: buyer.id, role: 'buyer' }, 'payment_tried_again', about);
    }
    return ok({ key, method });
  });
}

/**
 * Charges the saved card with its buyer present, so a bank may ask: the answer is then in the page.
 * Why it was refused, where Stripe said so; how it stands is read by whoever called.
 * https://docs.stripe.com/api/payment_intents/confirm
 */
async function confirm(
  { row }: SettledMembership,
  { key, method }: Press,
): Promise<StoredProblem | null> {
  const intentId = row.platformPaymentIntentId;
  if (!intentId) throw new Error(`${row.id} has no PaymentIntent to confirm`);
  let problem: StoredProblem | null = null;
  try {
    await platformStripe().paymentIntents.confirm(
      intentId,
      {
        payment_method: method.platformMethodId,
        return_url: `${config().appUrl.origin}/plus?membership=${row.id}`,
        use_stripe_sdk: true,
      },
      { key, subject: subjectOf(row) },
    );
  } catch (error) {
    const failure = readFailure(error);
    if (!failure || failure.kind === 'unanswered') throw error;
    problem = failure.problem;
  }
  // Answered: the next press is another try.
  const db = await getDb();
  await db
    .update(memberships)
    .set({ confirmKey: null, confirmMethodId: null })
    .where(and(eq(memberships.id, row.id), eq(memberships.confirmKey, key)));
  return problem;
}

function begun({ row, intent }: SettledMembership): Begun {
  const paid = row.state === 'paid';
  const clientSecret = paid ? null : (intent?.client_secret ?? null);
  if (!paid && !clientSecret) throw new Error(`${row.id} came without a secret`);
  return { membershipId: row.id, paid, clientSecret };
}
