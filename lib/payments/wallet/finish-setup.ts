import { and, desc, eq, gt, or, sql } from 'drizzle-orm';
import { wordsIn } from '../../language/texts';
import { firstLanguage, type Language } from '../../language/languages';
import type { BuyerId, SetupId } from '../../model/ids';
import { refusalWords } from '../../model/refusal-words';
import { ok, refuse, type Result } from '../../model/result';
import type { SavedMethodView, SessionUser } from '../../model/views';
import { getDb } from '../../store/client';
import { savedMethods, setups } from '../../store/schema';
import { platformStripe, type PlatformSetupIntent } from '../../stripe/platform-stripe';
import { countRefusedCard } from './count-refused-card';
import { giveUpVerification, keepMethod } from './keep-method';
import { savedMethodView } from './saved-method-view';
import { unreachable } from '../unreachable';
import { walletFull } from './wallet-size';

type Setup = typeof setups.$inferSelect;
type Finished = Result<
  SavedMethodView,
  'not_found' | 'declined' | 'not_finished' | 'canceled' | 'removed' | 'wallet_full' | 'unreachable'
>;

/**
 * Ends the saving of a card: re-reads the SetupIntent from Stripe, whatever the browser says, and
 * puts the card into the wallet with the consent that was given. Calling it again, also at the same
 * time, gives the same card. After `declined` the same setup may be confirmed with another card.
 * https://docs.stripe.com/payments/setupintents/lifecycle
 */
export async function finishSetup(
  buyer: Pick<SessionUser, 'id'>,
  setupId: SetupId,
  language: Language = firstLanguage,
): Promise<Finished> {
  const db = await getDb();
  const [setup] = await db
    .select()
    .from(setups)
    .where(and(eq(setups.id, setupId), eq(setups.buyerId, buyer.id)));
  if (!setup) return refuse('not_found', 'We do not know this card set-up.');
  if (setup.status === 'succeeded') return savedBy(setup, language);
  if (!setup.platformSetupIntentId) return notFinished();
  let intent: PlatformSetupIntent;
  try {
    intent = await platformStripe().setupIntents.retrieve(setup.platformSetupIntentId, {
      subject: { buyerId: buyer.id, setupId },
    });
  } catch (error) {
    return unreachable(error);
  }
  return settleSetup(setup, intent, language);
}

/**
 * Finishes what a browser left between Stripe's "succeeded" and its call to us: such a card is on the
 * Customer and would be in no wallet. Asks Stripe about the buyer's latest open setups of a day,
 * and about bank accounts that are being verified.
 */
export async function finishOpenSetups(buyerId: BuyerId): Promise<void> {
  const db = await getDb();
  const open = await db
    .select({ id: setups.id })
    .from(setups)
    .where(
      and(
        eq(setups.buyerId, buyerId),
        eq(setups.status, 'open'),
        or(
          gt(setups.createdAt, sql`now() - interval '24 hours'`),
          // Deposits are waited for as long as it takes.
          sql`exists (
            select 1 from ${savedMethods}
            where ${savedMethods.setupId} = ${setups.id} and ${savedMethods.status} = 'verifying'
          )`,
        ),
      ),
    )
    .orderBy(desc(setups.createdAt))
    .limit(10);
  await Promise.all(open.map(({ id }) => finishSetup({ id: buyerId }, id)));
}

async function settleSetup(
  setup: Setup,
  intent: PlatformSetupIntent,
  language: Language = firstLanguage,
): Promise<Finished> {
  const { status } = intent;
  switch (status) {
    case 'succeeded':
      return (await keepMethod(setup, intent, 'active')) ? savedBy(setup, language) : walletFull();
    case 'requires_payment_method':
      await giveUpVerification(setup.id);
      if (!intent.last_setup_error) return notFinished();
      await countRefusedCard(setup, intent);
      return declined(intent.last_setup_error, language);
    case 'requires_action':
      // Deposits are on their way to a bank account: it is in the wallet, and cannot pay yet.
      if (intent.next_action?.type !== 'verify_with_microdeposits') return notFinished();
      return (await keepMethod(setup, intent, 'verifying'))
        ? savedBy(setup, language)
        : walletFull();
    case 'requires_confirmation':
    case 'processing':
      return notFinished();
    case 'canceled': {
      const db = await getDb();
      await db.update(setups).set({ status: 'canceled' }).where(eq(setups.id, setup.id));
      await giveUpVerification(setup.id);
      return refuse('canceled', 'Saving this card was canceled. Please start again.');
    }
    default:
      // Stripe may add a status one day (its type says so); it is not "succeeded".
      return notFinished();
  }
}

async function savedBy(setup: Setup, language: Language): Promise<Finished> {
  const db = await getDb();
  const [row] = await db.select().from(savedMethods).where(eq(savedMethods.setupId, setup.id));
  if (row?.status !== 'active' && row?.status !== 'verifying') {
    return refuse('removed', 'This card was removed from the wallet.');
  }
  return ok(savedMethodView(row, language));
}

function declined(
  error: NonNullable<PlatformSetupIntent['last_setup_error']>,
  language: Language,
): Finished {
  const refusal = {
    type: error.type,
    code: error.code ?? null,
    declineCode: error.decline_code ?? null,
  };
  const { message, advice } = refusalWords(refusal, 'saving', wordsIn(language, 'refusals'));
  return refuse('declined', `${message} ${advice}`);
}

function notFinished(): Finished {
  return refuse('not_finished', 'This card is not confirmed yet. Confirm it with your bank first.');
}
