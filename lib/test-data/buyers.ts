/** Buyers that nobody can sign in as, with a card that a server may name. */
import { eq } from 'drizzle-orm';
import type { BuyerId, IdempotencyKey, SavedMethodId, SetupId } from '../model/ids';
import type { SessionUser } from '../model/views';
import { consent } from '../payments/wallet/consent';
import { finishSetup } from '../payments/wallet/finish-setup';
import { startSetup } from '../payments/wallet/start-setup';
import { getDb } from '../store/client';
import { newId } from '../store/new-id';
import { setups, users } from '../store/schema';
import { platformStripe } from '../stripe/platform-stripe';
import { buyerOf, savedOf, type Making, type Step } from './step';

const names = [
  ...['Ada Lind', 'Bo Marsh', 'Cleo Park', 'Dag Holm', 'Esi Boateng', 'Finn Ahoy', 'Gia Russo'],
];

/** Makes the buyer with this number, once. */
export const makeBuyer =
  (who: number): Step =>
  async ({ runId }) => {
    const db = await getDb();
    const email = `test-${runId.replace('tst_', '')}-${who}@souk.example`;
    const name = `${names[who % names.length]} (test)`;
    await db
      .insert(users)
      .values({ id: newId<BuyerId>('usr'), name, email })
      .onConflictDoNothing({ target: users.email });
    const [row] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
    if (!row) throw new Error(`${email} was not made`);
    return { told: `${name} came to the shop.`, saved: { [`buyer${who}`]: row.id } };
  };

/** The buyer as a session would know them. */
export async function personOf(making: Making, who: number): Promise<SessionUser> {
  const id = buyerOf(making, who);
  const db = await getDb();
  const [row] = await db.select().from(users).where(eq(users.id, id));
  if (!row) throw new Error(`${id} is not there`);
  return { id, name: row.name, email: row.email, role: row.role };
}

/** Begins to save a card, as the form does when it is opened. */
export const beginCard =
  (who: number, name = ''): Step =>
  async (making) => {
    const begun = await startSetup(await personOf(making, who), {
      consentVersion: consent.version,
      cardsOnly: true,
    });
    if (!begun.ok) return begun.reason === 'unreachable' ? 'wait' : { stop: begun.message };
    const { setupId } = begun.value;
    return {
      told: 'The card form was opened.',
      saved: {
        [`setup${who}${name}`]: setupId,
        [`confirmKey${who}${name}`]: `test-confirm:${setupId}`,
      },
    };
  };

/**
 * Confirms it with one of Stripe's test cards, by the name that a server may use for it: what the
 * browser does otherwise. https://docs.stripe.com/testing#cards
 */
export const saveTestCard =
  (who: number, testCard: string, name = ''): Step =>
  async (making) => {
    const setupId = savedOf(making, `setup${who}${name}`) as SetupId;
    const key = savedOf(making, `confirmKey${who}${name}`) as IdempotencyKey;
    const db = await getDb();
    const [setup] = await db.select().from(setups).where(eq(setups.id, setupId));
    if (!setup?.platformSetupIntentId) return { stop: 'The card form has no SetupIntent.' };
    if (setup.status === 'open') {
      await platformStripe().setupIntents.confirm(
        setup.platformSetupIntentId,
        { payment_method: testCard },
        { key, subject: { buyerId: setup.buyerId, setupId } },
      );
    }
    const kept = await finishSetup({ id: setup.buyerId }, setupId);
    if (!kept.ok) return kept.reason === 'unreachable' ? 'wait' : { stop: kept.message };
    return {
      told: `Saved ${kept.value.brandName} ending in ${kept.value.last4}.`,
      saved: { [`card${who}${name}`]: kept.value.id },
    };
  };

export const cardOf = (making: Making, who: number, name = '') =>
  savedOf(making, `card${who}${name}`) as SavedMethodId;
