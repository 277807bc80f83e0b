/** What the comparisons of an account's orders, invoices and fees ask of what is read there. */
import type { AccountChargeId } from '../../model/ids';
import type { AccountCharge, AccountRefund, TimeSpan } from '../../stripe/account-after-sale';
import { idOf } from '../../stripe/fields';
import type { OurCharge } from './find-differences';

export const isIn = ({ from, until }: TimeSpan, moment: Date | null): boolean =>
  moment !== null && moment >= from && moment < until;

export const chargeOf = ({ charge }: AccountRefund) => idOf(charge) as AccountChargeId;

/** The attempt that has made this charge: the one that knows it, else the one that it names. */
export const rowOfCharge = (
  charge: AccountCharge,
  ours: readonly OurCharge[],
): OurCharge | undefined =>
  ours.find(({ chargeId }) => chargeId === charge.id) ??
  ours.find(({ attemptId }) => attemptId === charge.metadata.attempt);
