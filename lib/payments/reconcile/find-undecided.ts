/** Charges of ours that may take money still, although nobody waits for them any more. */
import type { AccountId, AccountPaymentIntentId } from '../../model/ids';
import type { AccountCharge } from '../../stripe/account-after-sale';
import { accountStripe } from '../../stripe/account-stripe';
import { orNull } from '../../stripe/failure';
import { idOf } from '../../stripe/fields';
import { givesStockBack } from '../move-legs';
import type { Difference, OurCharge } from './find-differences';
import { rowOfCharge } from './on-account';

/**
 * Charges that their bank has not decided about, and such as are only held, while their leg has ended or
 * another attempt counts by now. Each is a difference until it is decided, so that its day is compared again:
 * once it succeeds, nobody may be told. Its PaymentIntent is read, too, as a hold that was let go leaves its
 * charge as it was. Invoices are paid by cards, which decide at once. Throws when Stripe cannot be reached.
 * https://docs.stripe.com/changelog/basil/2025-03-31/remove-refund-from-partial-capture-and-payment-cancellation-flow
 */
export async function findUndecided(
  accountId: AccountId,
  charges: readonly AccountCharge[],
  ours: readonly OurCharge[],
): Promise<Difference[]> {
  const found = await Promise.all(
    charges.filter(mayTakeMoney).map(async (charge): Promise<Difference[]> => {
      const row = rowOfCharge(charge, ours);
      if (!row || (row.isCurrent && !givesStockBack.includes(row.state))) return [];
      if (!(await isOpen(accountId, charge))) return [];
      return [
        {
          kind: 'charge_undecided',
          objectId: charge.id,
          legId: row.legId,
          ourAmount: null,
          ourCurrency: null,
          theirAmount: charge.amount,
          theirCurrency: charge.currency,
        },
      ];
    }),
  );
  return found.flat();
}

const mayTakeMoney = ({ status, captured }: AccountCharge) =>
  status === 'pending' || (status === 'succeeded' && !captured);

async function isOpen(accountId: AccountId, charge: AccountCharge): Promise<boolean> {
  const id = idOf(charge.payment_intent) as AccountPaymentIntentId | null;
  if (!id) return false;
  const { paymentIntents } = accountStripe(accountId);
  const answer = await orNull(paymentIntents.retrieve(id, { subject: {} }));
  return answer !== null && answer.intent.status !== 'canceled';
}
