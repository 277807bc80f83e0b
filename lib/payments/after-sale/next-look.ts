/** How often Stripe is asked what became of a sale, where no event tells. */
import { inArray, sql, type SQL } from 'drizzle-orm';
import { disputes, refunds } from '../../store/schema';

/** So many sales of a kind are looked at in one go, once a minute. */
export const looksAtOnce = 200;

/** The words of Stripe's for a dispute that a bank has not decided. */
const undecided = [
  'needs_response',
  'under_review',
  'warning_needs_response',
  'warning_under_review',
  'appeal_needs_response',
  'appeal_under_review',
];

/** The sale of a row of `refunds` or `disputes`, as the statement around it names it. */
export interface SaleColumns {
  readonly refunds: SQL;
  readonly disputes: SQL;
}

/** True while money of a sale is on its way back, or a bank is deciding about it. */
export const isPending = (of: SaleColumns): SQL => sql`(
  exists (select from ${refunds} where ${of.refunds} and ${refunds.state} = 'pending')
  or exists (
    select from ${disputes}
    where ${of.disputes} and ${inArray(disputes.status, undecided)}
  )
)`;

/** When something last happened to it, beside that it was paid: a refund moved, or a bank disputed it. */
export const lastNews = (of: SaleColumns): SQL => sql`greatest(
  (select max(${refunds.updatedAt}) from ${refunds} where ${of.refunds}),
  (select max(${disputes.createdAt}) from ${disputes} where ${of.disputes})
)`;

/**
 * When to look again at a sale that has been like this for `age`. What is pending: after a quarter of
 * that time, from half a minute to six hours. Of all others events tell, and each night the comparison;
 * so they are looked at after an hour, then after twice the time each, up to two weeks. Never once banks
 * let cardholders dispute no more, which is after about 120 days.
 * https://docs.stripe.com/disputes/how-disputes-work
 */
export const nextLook = (age: SQL, pending: SQL): SQL => sql`case
  when ${age} >= interval '130 days' and not ${pending} then null
  when ${pending} then now() + least(greatest(${age} / 4, interval '30 seconds'), interval '6 hours')
  else now() + least(greatest(${age}, interval '1 hour'), interval '14 days') end`;
