import { and, desc, eq, gt, sql } from 'drizzle-orm';
import type {
  BuyerId,
  IdempotencyKey,
  PlatformMethodId,
  SavedMethodId,
  SetupId,
} from '../model/ids';
import { refusalWords } from '../model/refusal-words';
import { ok, refuse, type Result } from '../model/result';
import type { SavedMethodView, SessionUser } from '../model/views';
import { getDb, withTx } from '../store/client';
import { newId } from '../store/new-id';
import { buyers, savedMethods, setups } from '../store/schema';
import { platformStripe, type PlatformSetupIntent } from '../stripe/platform-stripe';
import { savedMethodView } from './saved-method-view';
import { unreachable } from './unreachable';
import { countMethods, mostMethods, walletFull } from './wallet-size';

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
): Promise<Finished> {
  const db = await getDb();
  const [setup] = await db
    .select()
    .from(setups)
    .where(and(eq(setups.id, setupId), eq(setups.buyerId, buyer.id)));
  if (!setup) return refuse('not_found', 'We do not know this card set-up.');
  if (setup.status === 'succeeded') return savedBy(setup);
  if (!setup.platformSetupIntentId) return notFinished();
  let intent: PlatformSetupIntent;
  try {
    intent = await platformStripe().setupIntents.retrieve(setup.platformSetupIntentId, {
      subject: { buyerId: buyer.id, setupId },
    });
  } catch (error) {
    return unreachable(error);
  }
  return settleSetup(setup, intent);
}

/**
 * Finishes what a browser left between Stripe's "succeeded" and its call to us: such a card is on the
 * Customer and would be in no wallet. Asks Stripe about the buyer's latest open setups of a day.
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
        gt(setups.createdAt, sql`now() - interval '24 hours'`),
      ),
    )
    .orderBy(desc(setups.createdAt))
    .limit(10);
  await Promise.all(open.map(({ id }) => finishSetup({ id: buyerId }, id)));
}

async function settleSetup(setup: Setup, intent: PlatformSetupIntent): Promise<Finished> {
  const { status } = intent;
  switch (status) {
    case 'succeeded':
      return save(setup, intent);
    case 'requires_payment_method':
      return intent.last_setup_error ? declined(intent.last_setup_error) : notFinished();
    case 'requires_confirmation':
    case 'requires_action':
    case 'processing':
      return notFinished();
    case 'canceled': {
      const db = await getDb();
      await db.update(setups).set({ status: 'canceled' }).where(eq(setups.id, setup.id));
      return refuse('canceled', 'Saving this card was canceled. Please start again.');
    }
    default:
      // Stripe may add a status one day (its type says so); it is not "succeeded".
      return notFinished();
  }
}

async function save(setup: Setup, intent: PlatformSetupIntent): Promise<Finished> {
  const method = intent.payment_method;
  if (!method || typeof method === 'string' || !method.card) {
    throw new Error(`SetupIntent ${intent.id} succeeded without a card`);
  }
  if (intent.metadata?.setup !== setup.id) {
    throw new Error(`SetupIntent ${intent.id} does not belong to ${setup.id}`);
  }
  const { card } = method;
  const full = await withTx(async (tx) => {
    // One buyer's wallet changes in one place at a time: two first cards must not both be default.
    const [buyer] = await tx
      .select()
      .from(buyers)
      .where(eq(buyers.id, setup.buyerId))
      .for('update');
    const owner = typeof method.customer === 'string' ? method.customer : method.customer?.id;
    if (!buyer?.platformCustomerId || owner !== buyer.platformCustomerId) {
      throw new Error(`the card of ${intent.id} is attached to somebody else`);
    }
    const [known] = await tx
      .select({ id: savedMethods.id })
      .from(savedMethods)
      .where(eq(savedMethods.platformMethodId, method.id as PlatformMethodId));
    // Counted again, as several set-ups may have been open when there was room for one card.
    const overfull = !known && (await countMethods(tx, setup.buyerId)) >= mostMethods;
    const [standing] = await tx
      .select({ id: savedMethods.id })
      .from(savedMethods)
      .where(
        and(
          eq(savedMethods.buyerId, setup.buyerId),
          eq(savedMethods.status, 'active'),
          eq(savedMethods.isDefault, true),
        ),
      );
    const id = newId<SavedMethodId>('sm');
    await tx
      .insert(savedMethods)
      .values({
        id,
        buyerId: setup.buyerId,
        platformMethodId: method.id as PlatformMethodId,
        setupId: setup.id,
        type: 'card',
        brand: card.brand,
        last4: card.last4,
        expMonth: card.exp_month,
        expYear: card.exp_year,
        country: card.country,
        isDefault: !standing && !overfull,
        // Stripe has it already; a removal that is under way is what takes it off there.
        ...(overfull ? { status: 'removing', detachKey: `detach:${id}` as IdempotencyKey } : {}),
        consentVersion: setup.consentVersion,
        consentAt: sql`now()`,
      })
      .onConflictDoNothing({ target: savedMethods.platformMethodId });
    await tx
      .update(setups)
      .set({ status: 'succeeded', consentAt: sql`now()` })
      .where(and(eq(setups.id, setup.id), eq(setups.status, 'open')));
    return overfull;
  });
  return full ? walletFull() : savedBy(setup);
}

async function savedBy(setup: Setup): Promise<Finished> {
  const db = await getDb();
  const [row] = await db.select().from(savedMethods).where(eq(savedMethods.setupId, setup.id));
  if (!row || row.status !== 'active') {
    return refuse('removed', 'This card was removed from the wallet.');
  }
  return ok(savedMethodView(row));
}

function declined(error: NonNullable<PlatformSetupIntent['last_setup_error']>): Finished {
  const refusal = {
    type: error.type,
    code: error.code ?? null,
    declineCode: error.decline_code ?? null,
  };
  const { message, advice } = refusalWords(refusal, 'saving');
  return refuse('declined', `${message} ${advice}`);
}

function notFinished(): Finished {
  return refuse('not_finished', 'This card is not confirmed yet. Confirm it with your bank first.');
}
