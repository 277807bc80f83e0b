/** Application fees, against what an account gave back of the payments that bore them. */
import type { AccountId, LegId } from '../../model/ids';
import type { AccountCharge, AccountRefund } from '../../stripe/account-after-sale';
import { accountStripe } from '../../stripe/account-stripe';
import { platformStripe } from '../../stripe/platform-stripe';
import type { Difference, OurCharge, OurRefund } from './find-differences';
import type { OurInvoice } from './find-invoice-differences';
import { chargeOf } from './on-account';

interface OnAccount {
  /** Charges of the same time, which need not be asked for again. */
  readonly charges: readonly AccountCharge[];
  readonly given: readonly AccountRefund[];
  readonly ours: readonly OurCharge[];
  readonly invoices: readonly OurInvoice[];
  readonly sent: readonly OurRefund[];
}

/** What a leg or an invoice of ours was paid with. */
interface PaidWith extends Pick<OurCharge, 'chargeId' | 'currency'> {
  readonly legId: LegId | null;
  /** Of an invoice whose charge was not read yet it is not known. */
  readonly fee: number | null;
}

/**
 * For each payment of ours of which something was given back: whether its fee went back in proportion,
 * and all of it with the whole. Of a payment that had a refund which failed nothing is said, as Stripe
 * does not say what becomes of its fee. Throws when Stripe cannot be reached.
 * https://docs.stripe.com/connect/direct-charges#issue-refunds
 */
export async function findFeeDifferences(
  accountId: AccountId,
  { charges, given, ours, invoices, sent }: OnAccount,
): Promise<readonly Difference[]> {
  const failed = new Set([
    ...given.filter(({ status }) => status === 'failed' || status === 'canceled').map(chargeOf),
    ...sent.filter(({ state }) => state === 'failed').map(({ chargeId }) => chargeId),
  ]);
  const paid: readonly PaidWith[] = [
    ...ours.filter(({ isCurrent, state }) => isCurrent && state === 'paid'),
    ...invoices.filter(({ status }) => status === 'paid').map((row) => ({ ...row, legId: null })),
  ];
  const chargeIds = [...new Set(given.map(chargeOf))].filter((id) => !failed.has(id));
  const found = await Promise.all(
    chargeIds.map(async (id) => {
      const row = paid.find(({ chargeId }) => chargeId === id);
      if (!row || row.fee === 0) return [];
      const known = charges.find((charge) => charge.id === id);
      const charge = known ?? (await accountStripe(accountId).charges.retrieve(id, none));
      // Each refund's part may have been rounded.
      const refunds = Math.max(
        sent.filter(({ chargeId }) => chargeId === id).length,
        given.filter((refund) => chargeOf(refund) === id).length,
      );
      return compareFee(row, charge, refunds);
    }),
  );
  return found.flat();
}

const none = { subject: {} };

async function compareFee(
  row: PaidWith,
  charge: AccountCharge,
  refunds: number,
): Promise<Difference[]> {
  const feeId =
    typeof charge.application_fee === 'string'
      ? charge.application_fee
      : charge.application_fee?.id;
  // A fee that was never taken is told of by the charge.
  if (!feeId) return [];
  const fee = await platformStripe().applicationFees.retrieve(feeId, none);
  const whole = charge.amount_refunded >= charge.amount_captured;
  const due = whole
    ? fee.amount
    : Math.round((fee.amount * charge.amount_refunded) / charge.amount_captured);
  if (Math.abs(fee.amount_refunded - due) <= (whole ? 0 : refunds)) return [];
  return [
    {
      kind: 'fee_returned',
      objectId: feeId,
      legId: row.legId,
      ourAmount: due,
      ourCurrency: row.currency,
      theirAmount: fee.amount_refunded,
      theirCurrency: fee.currency,
    },
  ];
}
