import { eq } from 'drizzle-orm';
import type { IdempotencyKey, SetupId } from '../../model/ids';
import { ok, refuse, type Result } from '../../model/result';
import type { SessionUser } from '../../model/views';
import { getDb } from '../../store/client';
import { newId } from '../../store/new-id';
import { setups } from '../../store/schema';
import { platformStripe } from '../../stripe/platform-stripe';
import { consent } from './consent';
import { platformCustomer } from './platform-customer';
import { setupOnBehalfOf } from '../sca-region';
import { unreachable } from '../unreachable';
import { countMethods, mostMethods, walletFull } from './wallet-size';

type Started = Result<
  { setupId: SetupId; clientSecret: string },
  'consent_outdated' | 'wallet_full' | 'unreachable'
>;

/**
 * Begins to save a card, or a US bank account unless only cards are asked for: a SetupIntent on the
 * platform for this buyer. The client secret is for the buyer's browser only; it is handed out here and
 * kept nowhere.
 * https://docs.stripe.com/payments/save-and-reuse
 */
export async function startSetup(
  buyer: SessionUser,
  request: { readonly consentVersion: string; readonly cardsOnly?: true | undefined },
): Promise<Started> {
  if (request.consentVersion !== consent.version) {
    return refuse(
      'consent_outdated',
      'What you agree to when saving a card has changed. Reload the page and read it first.',
    );
  }
  if ((await countMethods(await getDb(), buyer.id)) >= mostMethods) return walletFull();
  try {
    return ok(await createSetup(buyer, request));
  } catch (error) {
    // Whoever asks again asks with other keys.
    return unreachable(error, 'unclear');
  }
}

async function createSetup(
  buyer: SessionUser,
  { consentVersion, cardsOnly }: Parameters<typeof startSetup>[1],
) {
  const [customer, onBehalfOf] = await Promise.all([
    platformCustomer(buyer),
    setupOnBehalfOf(buyer.id),
  ]);
  const db = await getDb();
  const setupId = newId<SetupId>('set');
  const setupKey = `setup:${setupId}` as IdempotencyKey;
  await db
    .insert(setups)
    .values({ id: setupId, buyerId: buyer.id, setupKey, onBehalfOf, consentVersion });
  const intent = await platformStripe().setupIntents.create(
    {
      customer,
      usage: 'off_session',
      // A bank account's mandate that was given on behalf of one seller holds for that seller alone.
      // https://docs.stripe.com/payments/ach-direct-debit
      allowed_payment_method_types:
        onBehalfOf || cardsOnly ? ['card'] : ['card', 'us_bank_account'],
      ...(onBehalfOf ? { on_behalf_of: onBehalfOf } : {}),
      metadata: { setup: setupId, buyer: buyer.id },
    },
    { key: setupKey, subject: { buyerId: buyer.id, setupId } },
  );
  await db
    .update(setups)
    .set({ platformSetupIntentId: intent.id, status: 'open' })
    .where(eq(setups.id, setupId));
  if (!intent.client_secret) throw new Error(`SetupIntent ${intent.id} came without a secret`);
  return { setupId, clientSecret: intent.client_secret };
}
