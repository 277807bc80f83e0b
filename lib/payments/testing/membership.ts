/** For tests only: buyers of Plus, and what the platform has of them. */
import { eq } from 'drizzle-orm';
import type { MembershipId } from '../../model/ids';
import type { SavedMethodId } from '../../model/ids';
import type { SessionUser } from '../../model/views';
import { getDb } from '../../store/client';
import { memberships } from '../../store/schema';
import { plusConsent } from '../wallet/consent';
import { startMembership } from '../plus/start-membership';
import type { Emulator } from './emulator';

/** The buyer's page asks for Plus. */
export const askForPlus = (buyer: SessionUser, savedMethodId?: SavedMethodId) =>
  startMembership(buyer, { consentVersion: plusConsent.version, savedMethodId });

/** The same, as far as to a form for a new card. */
export async function beginPlus(
  buyer: SessionUser,
): Promise<{ membershipId: MembershipId; intentId: string }> {
  const begun = await askForPlus(buyer);
  if (!begun.ok) throw new Error(begun.message);
  const { membershipId, clientSecret } = begun.value;
  return { membershipId, intentId: clientSecret?.split('_secret_')[0] ?? '' };
}

/** What the browser does with a typed card, the SDK does with one of Stripe's test methods. */
export const payWith = (emulator: Emulator, intentId: string, testMethod = 'pm_card_visa') =>
  emulator.stripe.paymentIntents.confirm(intentId, {
    payment_method: testMethod,
    return_url: 'http://localhost:3000/plus',
  });

export async function membershipRow(id: MembershipId) {
  const db = await getDb();
  const [row] = await db.select().from(memberships).where(eq(memberships.id, id));
  if (!row) throw new Error(`no membership ${id}`);
  return row;
}

export async function membershipRows(buyer: SessionUser) {
  const db = await getDb();
  return db
    .select()
    .from(memberships)
    .where(eq(memberships.buyerId, buyer.id))
    .orderBy(memberships.createdAt);
}

/** What the platform has of this buyer: PaymentIntents for Plus, and the money that they moved. */
export async function onPlatform(emulator: Emulator, buyer: SessionUser) {
  const { data } = await emulator.stripe.paymentIntents.list({
    limit: 100,
    expand: ['data.latest_charge'],
  });
  const ours = data.filter(({ metadata }) => metadata.buyer === buyer.id && metadata.membership);
  return {
    intents: ours.map(({ status }) => status),
    received: ours.reduce((total, { amount_received }) => total + amount_received, 0),
    given: ours.reduce((total, { latest_charge: charge }) => {
      return total + (charge && typeof charge !== 'string' ? charge.amount_refunded : 0);
    }, 0),
  };
}
