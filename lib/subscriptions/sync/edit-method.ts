/** A saved card whose expiry or billing details its buyer corrects; every copy of it follows. */
import { and, eq } from 'drizzle-orm';
import { firstLanguage, type Language } from '../../language/languages';
import { wordsIn } from '../../language/texts';
import type { SavedMethodId } from '../../model/ids';
import { ok, refuse, type Result } from '../../model/result';
import type { MethodDetails } from '../../model/sync-views';
import type { SavedMethodView, SessionUser } from '../../model/views';
import { convergeMethod } from '../../payments/wallet/converge-method';
import { describeMethod } from '../../payments/wallet/put-into-wallet';
import { answered, keyOfEdit } from '../../store/key-of-edit';
import { savedMethodView } from '../../payments/wallet/saved-method-view';
import { getDb, withTx } from '../../store/client';
import { savedMethods } from '../../store/schema';
import { faultText, readFailure } from '../../stripe/failure';
import { platformStripe, type PlatformMethod } from '../../stripe/platform-stripe';
import { problemFor } from '../../stripe/problem';
import { beginEdit, endEdit } from './edits-under-way';
import { followTakenOut } from './follow-method';
import { requestSyncs, type RequestedSyncs } from './request-sync';

type Refusal = 'not_found' | 'refused' | 'unreachable';

/** What a card says now. */
export async function readMethodDetails(
  buyer: SessionUser,
  id: SavedMethodId,
): Promise<Result<MethodDetails, 'not_found' | 'unreachable'>> {
  const row = await cardOf(buyer, id);
  if (!row) return notThere;
  try {
    const of = { subject: { buyerId: buyer.id } };
    return ok(detailsOf(await platformStripe().paymentMethods.retrieve(row.platformMethodId, of)));
  } catch (error) {
    if (readFailure(error)?.kind !== 'unanswered') throw error;
    return unreachable;
  }
}

/**
 * Corrects a card on the platform, and has every seller's account that charges a copy of it get a new
 * one. Should this die after Stripe has answered, the sweeper does the rest, or its event.
 * https://docs.stripe.com/api/payment_methods/update
 */
export async function editMethod(
  buyer: SessionUser,
  id: SavedMethodId,
  details: MethodDetails,
  language: Language = firstLanguage,
): Promise<Result<{ method: SavedMethodView; syncs: RequestedSyncs }, Refusal>> {
  const row = await cardOf(buyer, id);
  if (!row) return notThere;
  const { platformMethodId } = row;
  const name = `edit-method:${id}`;
  const edit = await beginEdit(id);
  let corrected: PlatformMethod;
  try {
    corrected = await platformStripe().paymentMethods.update(platformMethodId, paramsOf(details), {
      key: await keyOfEdit(name, details),
      subject: { buyerId: buyer.id },
    });
    await answered(name);
  } catch (error) {
    const failure = readFailure(error);
    if (!failure) throw error;
    if (failure.kind === 'unanswered') {
      return unreachable;
    }
    await answered(name);
    const { message, advice } = problemFor(failure.problem, wordsIn(language, 'refusals'));
    return refuse('refused', `${message} ${advice}`);
  }
  const syncs = await withTx(async (tx) => {
    // With the syncs: whoever reads the card after this has died is not to ask for them once more.
    await tx.update(savedMethods).set(describeMethod(corrected)).where(eq(savedMethods.id, id));
    return requestSyncs(tx, {
      buyerId: buyer.id,
      reason: 'details',
      which: { chargedTo: id },
      renewsMethod: true,
      renewsCustomer: false,
    });
  });
  try {
    await convergeMethod(platformMethodId, followTakenOut);
    await endEdit(edit);
  } catch (error) {
    // What else Stripe may say of the card is read by the sweeper, or with its event.
    console.error(`[subscriptions] ${id} was not read anew, ${faultText(error)}`);
  }
  const now = await cardOf(buyer, id);
  return now ? ok({ method: savedMethodView(now, language), syncs }) : notThere;
}

const unreachable = refuse(
  'unreachable',
  'We cannot reach our payment service. Try again in a moment.',
);
const notThere = refuse('not_found', 'This card is not in your wallet.');

/** A card of this buyer that can pay; bank accounts have nothing to correct. */
async function cardOf(buyer: SessionUser, id: SavedMethodId) {
  const db = await getDb();
  const [row] = await db
    .select()
    .from(savedMethods)
    .where(
      and(
        eq(savedMethods.id, id),
        eq(savedMethods.buyerId, buyer.id),
        eq(savedMethods.status, 'active'),
        eq(savedMethods.type, 'card'),
      ),
    );
  return row;
}

function paramsOf({ expMonth, expYear, name, line1, city, postalCode, country }: MethodDetails) {
  return {
    card: { exp_month: expMonth, exp_year: expYear },
    // An empty text takes away what stood there.
    billing_details: { name, address: { line1, city, postal_code: postalCode, country } },
  };
}

function detailsOf({ card, billing_details: billing }: PlatformMethod): MethodDetails {
  return {
    expMonth: card?.exp_month ?? 1,
    expYear: card?.exp_year ?? 2000,
    name: billing.name ?? '',
    line1: billing.address?.line1 ?? '',
    city: billing.address?.city ?? '',
    postalCode: billing.address?.postal_code ?? '',
    country: billing.address?.country ?? '',
  };
}
