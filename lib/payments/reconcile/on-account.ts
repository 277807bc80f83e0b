/** What the comparisons of an account's orders, invoices and fees ask of what is read there. */
import type { AccountChargeId } from '../../model/ids';
import type { AccountRefund, TimeSpan } from '../../stripe/account-after-sale';
import { idOf } from '../../stripe/fields';

export const isIn = ({ from, until }: TimeSpan, moment: Date | null): boolean =>
  moment !== null && moment >= from && moment < until;

export const chargeOf = ({ charge }: AccountRefund) => idOf(charge) as AccountChargeId;
