import 'server-only';
import { and, eq, gt, sql, type SQL } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { ProductId, SellerId, SubscriptionId } from '../model/ids';
import { stateOfSale } from '../model/seller';
import { legStates } from '../model/status';
import { methodOfInvoice } from '../payments/paid-with';
import type { Db } from '../store/client';
import {
  attempts,
  disputes,
  legLooks,
  legs,
  orderLines,
  orders,
  refunds,
  savedMethods,
  subscriptionInvoices,
  subscriptions,
  users,
  variants,
} from '../store/schema';

const ofInvoice = sql`${refunds.accountInvoiceId} = ${subscriptionInvoices.accountInvoiceId}
  and ${refunds.accountId} = ${subscriptionInvoices.accountId}`;

/** What Souk itself gives or has given back of a leg. */
const givenOfLeg = sql<number>`(
  select coalesce(sum(${refunds.amount}), 0) from ${refunds}
  where ${refunds.legId} = ${legs.id} and ${refunds.reason} <> 'late_payment'
    and ${refunds.state} in ('pending', 'succeeded')
)::int`;

/** What is or is going to be given back of a leg; refunds of Stripe's Dashboard are in it. */
const refundedOfLeg = sql<number>`greatest(
  ${givenOfLeg},
  coalesce(
    (select ${legLooks.amountRefunded} from ${legLooks} where ${legLooks.legId} = ${legs.id}), 0
  )
)::int`;

const isDisputed = sql<boolean>`exists (
  select 1 from ${disputes} where ${disputes.legId} = ${legs.id}
)`;

const isAsked = sql<boolean>`exists (
  select 1 from ${refunds} where ${refunds.legId} = ${legs.id} and ${refunds.state} = 'requested'
)`;

const givenOfInvoice = sql<number>`(
  select coalesce(sum(${refunds.amount}), 0) from ${refunds}
  where ${ofInvoice} and ${refunds.state} in ('pending', 'succeeded')
)::int`;

/** The same of an invoice. */
const refundedOfInvoice = sql<number>`greatest(
  ${givenOfInvoice},
  ${subscriptionInvoices.amountRefunded}
)::int`;

const titleOfLeg = sql<string>`(
  select string_agg(${orderLines.name}, ', ' order by ${orderLines.position})
  from ${orderLines} where ${orderLines.legId} = ${legs.id}
)`;

/** As much of a moment as JavaScript keeps, so that a row can be found again by it. */
const wholeMs = (moment: SQL) => sql`date_trunc('milliseconds', ${moment})`;

/** Each state of a leg as its seller's page names it. */
const stateOfLeg = sql<string>`case ${legs.state} ${sql.join(
  legStates.map((state) => sql`when ${state} then ${stateOfSale(state)}`),
  sql` `,
)} end`;

/**
 * Everything that this seller sold or tried to, as a table to select from: parts of orders, and paid
 * invoices of subscriptions. Amounts are minor units. Every page of a seller's desk that tells of sales
 * reads it here, so that none can forget whose they are.
 */
export function salesOf(db: Db, sellerId: SellerId) {
  return salesTable(db, sellerId);
}

/** The same of all sellers, for the operator alone. */
export function salesOfAll(db: Db) {
  return salesTable(db, null);
}

function salesTable(db: Db, sellerId: SellerId | null) {
  const ofOrders = db
    .select({
      id: sql<string>`${legs.id}`.as('id'),
      sellerId: sql<SellerId>`${legs.sellerId}`.as('seller_id'),
      kind: sql<string>`'order'`.as('kind'),
      number: sql<string>`${orders.number}`.as('number'),
      title: titleOfLeg.as('title'),
      buyer: sql<string>`${users.name}`.as('buyer'),
      brand: sql<string>`${savedMethods.brand}`.as('brand'),
      last4: sql<string>`${savedMethods.last4}`.as('last4'),
      state: stateOfLeg.as('state'),
      at: sql<Date>`${wholeMs(sql`coalesce(${legs.paidAt}, ${orders.createdAt})`)}`
        .mapWith(orders.createdAt)
        .as('at'),
      amount: sql<number>`${legs.amount}`.as('amount'),
      fee: sql<number>`${legs.feeAmount}`.as('fee'),
      refunded: refundedOfLeg.as('refunded'),
      given: givenOfLeg.as('given'),
      currency: sql<string>`${legs.currency}`.as('currency'),
      disputed: isDisputed.as('disputed'),
      asked: isAsked.as('asked'),
      chargeId: sql<string | null>`${attempts.chargeId}`.as('charge_id'),
      subscriptionId: sql<SubscriptionId | null>`null::text`.as('subscription_id'),
      planProductId: sql<ProductId | null>`null::text`.as('plan_product_id'),
      isStray: sql<boolean>`false`.as('is_stray'),
    })
    .from(legs)
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .innerJoin(users, eq(users.id, orders.buyerId))
    .innerJoin(attempts, and(eq(attempts.legId, legs.id), eq(attempts.number, legs.attempt)))
    .innerJoin(savedMethods, eq(savedMethods.id, attempts.savedMethodId))
    .where(sellerId === null ? undefined : eq(legs.sellerId, sellerId));
  const ofSubscriptions = db
    .select({
      id: sql<string>`${subscriptionInvoices.accountInvoiceId}`.as('id'),
      sellerId: sql<SellerId>`${subscriptions.sellerId}`.as('seller_id'),
      kind: sql<string>`'subscription'`.as('kind'),
      number: sql<string>`coalesce(${subscriptionInvoices.number}, '')`.as('number'),
      title: sql<string>`${subscriptions.name}`.as('title'),
      buyer: sql<string>`${users.name}`.as('buyer'),
      brand: sql<string>`${savedMethods.brand}`.as('brand'),
      last4: sql<string>`${savedMethods.last4}`.as('last4'),
      state: sql<string>`'paid'`.as('state'),
      at: sql<Date>`${wholeMs(
        sql`coalesce(${subscriptionInvoices.paidAt}, ${subscriptionInvoices.createdAt})`,
      )}`
        .mapWith(subscriptionInvoices.createdAt)
        .as('at'),
      amount: sql<number>`${subscriptionInvoices.amountPaid}`.as('amount'),
      fee: sql<number>`coalesce(${subscriptionInvoices.feeAmount}, 0)`.as('fee'),
      refunded: refundedOfInvoice.as('refunded'),
      given: givenOfInvoice.as('given'),
      currency: sql<string>`${subscriptionInvoices.currency}`.as('currency'),
      disputed: sql<boolean>`exists (
        select 1 from ${disputes}
        where ${disputes.accountInvoiceId} = ${subscriptionInvoices.accountInvoiceId}
          and ${disputes.accountId} = ${subscriptionInvoices.accountId}
      )`.as('disputed'),
      asked: sql<boolean>`exists (
        select 1 from ${refunds} where ${ofInvoice} and ${refunds.state} = 'requested'
      )`.as('asked'),
      chargeId: sql<string | null>`${subscriptionInvoices.chargeId}`.as('charge_id'),
      subscriptionId: sql<SubscriptionId | null>`${subscriptions.id}`.as('subscription_id'),
      planProductId: sql<ProductId | null>`(
        select ${variants.productId} from ${variants} where ${variants.id} = ${subscriptions.variantId}
      )`.as('plan_product_id'),
      isStray: sql<boolean>`${subscriptionInvoices.isStray}`.as('is_stray'),
    })
    .from(subscriptionInvoices)
    .innerJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
    .innerJoin(users, eq(users.id, subscriptions.buyerId))
    .innerJoin(savedMethods, eq(savedMethods.id, methodOfInvoice))
    .where(
      and(
        sellerId === null ? undefined : eq(subscriptions.sellerId, sellerId),
        eq(subscriptionInvoices.status, 'paid'),
        gt(subscriptionInvoices.amountPaid, 0),
      ),
    );
  return unionAll(ofOrders, ofSubscriptions).as('sales');
}

/**
 * What counts as sold. Money that came when nobody waited for it any more does not: it goes back whole,
 * with its fee, as a late payment of a leg does, which is in no list at all. Its row is kept for the
 * page of its refunds and disputes.
 */
export const isSold = ({ state, isStray }: Pick<ReturnType<typeof salesOf>, 'state' | 'isStray'>) =>
  and(eq(state, 'paid'), eq(isStray, false));

/** That a sale is of the last so many days of UTC, today the last. */
export const isOfLastDays = ({ at }: Pick<ReturnType<typeof salesOf>, 'at'>, days: number) =>
  sql`${at} >= date_trunc('day', now(), 'UTC') - make_interval(hours => ${24 * (days - 1)}::int)`;

/**
 * The platform's fee, less what went back with our own refunds: Stripe gives it back in proportion. With
 * a refund of the Dashboard the fee stays.
 * https://docs.stripe.com/connect/direct-charges#refund-application-fee
 */
export function feeLeft({ fee, given, amount }: ReturnType<typeof salesOf>) {
  return sql<number>`(${fee} - round(${fee}::numeric * ${given} / ${amount}))::int`;
}
