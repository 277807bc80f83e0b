/**
 * Stripe's own books against our rows. What is wrong comes back as sentences; none when each charge
 * has its leg and each paid leg its charge, with the right amount, currency, fee and clone, nothing is
 * charged twice, and nothing is open.
 */
import type Stripe from 'stripe';
import type { Records } from '../engine/records';
import type { Platform } from './platform';
import { isStarting, isSyncing } from '../../lib/model/recurring';
import { differences, idOf } from './differences';
import { problemsOfMemberships } from './membership-books';
import { problemsOfSubscriptions } from './subscription-books';
import { until } from './until';

type Leg = Records['legs'][number];

export interface AccountBooks {
  readonly accountId: string;
  readonly intents: readonly Stripe.PaymentIntent[];
  readonly charges: readonly Stripe.Charge[];
  readonly refunds: readonly Stripe.Refund[];
  readonly customers: readonly Stripe.Customer[];
  readonly subscriptions: readonly Stripe.Subscription[];
}

export interface Books {
  readonly accounts: readonly AccountBooks[];
  /** What is the platform's own. */
  readonly platform: Pick<AccountBooks, 'intents' | 'charges'>;
  readonly fees: readonly Stripe.ApplicationFee[];
  readonly customers: readonly Stripe.Customer[];
}

/**
 * Reads everything that moved money, of every account of this platform, but what is in `before`. Waits
 * for fees that are to come: a charge bears its own a moment later than its answer says it is paid.
 * https://docs.stripe.com/payments/payment-intents/asynchronous-capture
 */
export async function readBooks(
  { stripe }: Platform,
  before: ReadonlySet<string> = new Set(),
): Promise<Books> {
  const all = async <Item extends { readonly id: string }>(list: Stripe.ApiListPromise<Item>) =>
    ((await list.autoPagingToArray({ limit: 10_000 })) as Item[]).filter(
      ({ id }) => !before.has(id),
    );
  const accounts = await stripe.accounts.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 });
  return {
    accounts: await Promise.all(
      accounts.map(async ({ id }) => {
        const on = { stripeAccount: id };
        let charges: Stripe.Charge[] = [];
        await until('each charge bears its fee', async () => {
          charges = await all(stripe.charges.list({ limit: 100 }, on));
          return !charges.some(awaitsFee);
        });
        return {
          accountId: id,
          intents: await all(stripe.paymentIntents.list({ limit: 100 }, on)),
          charges,
          refunds: await all(stripe.refunds.list({ limit: 100 }, on)),
          customers: await all(stripe.customers.list({ limit: 100 }, on)),
          subscriptions: await all(stripe.subscriptions.list({ limit: 100, status: 'all' }, on)),
        };
      }),
    ),
    platform: {
      intents: await all(stripe.paymentIntents.list({ limit: 100 })),
      charges: await all(stripe.charges.list({ limit: 100 })),
    },
    fees: await all(stripe.applicationFees.list({ limit: 100 })),
    customers: await all(stripe.customers.list({ limit: 100 })),
  };
}

/** Of everything that is in these books. */
export function idsOf({ accounts, platform, fees, customers }: Books): Set<string> {
  const objects = accounts.flatMap((account) => [
    ...account.intents,
    ...account.charges,
    ...account.refunds,
    ...account.customers,
    ...account.subscriptions,
  ]);
  const own = [...platform.intents, ...platform.charges, ...fees, ...customers];
  return new Set([...objects, ...own].map(({ id }) => id));
}

const unfinished = [
  ...['created', 'cloning', 'charging', 'processing'],
  ...['authorized', 'capturing', 'releasing'],
];

/** What is still being worked on without anybody's doing; none when the shop is done. */
export function openWork(records: Records): string[] {
  const { orders, legs, refunds, memberships, subscriptions } = records;
  const { syncs, clones, methods } = records;
  // All is held for as long as one bank waits for its buyer.
  const waiting = orders
    .filter(({ decision }) => decision === null)
    .filter(({ id }) => legs.some((leg) => leg.orderId === id && leg.state === 'action_needed'))
    .map(({ id }) => id);
  return [
    ...orders
      .filter(({ policy, settledAt }) => policy === 'all_or_nothing' && !settledAt)
      .filter(({ id }) => !waiting.includes(id))
      .map(({ id }) => `order ${id} is neither paid nor let go`),
    ...legs
      .filter(({ state }) => unfinished.includes(state))
      .filter(({ state, orderId }) => state !== 'authorized' || !waiting.includes(orderId))
      .map(({ id, state }) => `leg ${id} is ${state}`),
    ...refunds
      .filter(({ refund: { state } }) => state === 'granted' || state === 'pending')
      .map(({ refund: { id, state } }) => `refund ${id} is ${state}`),
    ...memberships
      .filter(({ refundKey, platformRefundId }) => refundKey && !platformRefundId)
      .map(({ id }) => `membership ${id} was paid too late, and is not given back`),
    ...subscriptions
      .filter(({ state }) => isStarting(state))
      .map(({ id, state }) => `subscription ${id} is ${state}`),
    ...syncs
      .filter(({ state }) => isSyncing(state))
      .map(({ id, state }) => `sync ${id} is ${state}`),
    ...clones
      .filter(({ unwantedAt, detachedAt }) => unwantedAt && !detachedAt)
      .map(({ id }) => `clone ${id} is still attached`),
    ...methods
      .filter(({ status }) => status === 'removing')
      .map(({ id }) => `method ${id} is still at Stripe`),
  ];
}

/** The rows of one buyer. */
export function recordsOf(buyerId: string, records: Records): Records {
  const orders = records.orders.filter((row) => row.buyerId === buyerId);
  const legs = records.legs.filter(({ orderId }) => orders.some(({ id }) => id === orderId));
  const isOwn = ({ legId }: { readonly legId: string }) => legs.some(({ id }) => id === legId);
  return {
    orders,
    legs,
    attempts: records.attempts.filter(isOwn),
    lines: records.lines.filter(isOwn),
    stock: records.stock,
    refunds: records.refunds.filter(({ refund }) => isOwn(refund)),
    buyers: records.buyers.filter(({ id }) => id === buyerId),
    setups: records.setups.filter((row) => row.buyerId === buyerId),
    methods: records.methods.filter((row) => row.buyerId === buyerId),
    memberships: records.memberships.filter((row) => row.buyerId === buyerId),
    subscriptions: records.subscriptions.filter((row) => row.buyerId === buyerId),
    clones: records.clones.filter(({ subscriptionId }) =>
      records.subscriptions.some((row) => row.id === subscriptionId && row.buyerId === buyerId),
    ),
    syncs: records.syncs.filter((row) => row.buyerId === buyerId),
    accountCustomers: records.accountCustomers.filter((row) => row.buyerId === buyerId),
  };
}

/** Everything that does not agree; `shelf` is the stock before anything was sold. */
export function problemsOf(books: Books, records: Records, shelf: Records['stock']): string[] {
  return [
    ...openWork(records),
    ...books.accounts.flatMap((account) => problemsOfAccount(account, records)),
    ...records.legs.flatMap((leg) => problemsOfLeg(leg, books, records)),
    ...problemsOfRefunds(books, records),
    ...problemsOfStock(records, shelf),
    ...problemsOfCustomers(books, records),
    ...problemsOfSubscriptions(books, records),
    ...problemsOfMemberships(books, records),
  ];
}

const awaitsFee = (charge: Stripe.Charge) =>
  isTaken(charge) && charge.application_fee_amount !== null && charge.application_fee === null;

const isTaken = (charge: Stripe.Charge) => charge.paid && charge.captured;

function problemsOfAccount({ accountId, intents, charges }: AccountBooks, records: Records) {
  const known = new Map<string, Leg>(records.legs.map((leg) => [leg.id, leg]));
  const ofSubscriptions = new Set<string | null>(
    records.accountCustomers
      .filter((row) => row.accountId === accountId)
      .map(({ accountCustomerId }) => accountCustomerId),
  );
  const stray = (what: {
    id: string;
    metadata: Stripe.Metadata | null;
    customer: string | { readonly id: string } | null;
  }) => {
    // Legs are charged to copies of a card that nobody keeps.
    if (what.customer && ofSubscriptions.has(idOf(what.customer) ?? null)) return [];
    const leg = known.get(what.metadata?.leg ?? '');
    if (!leg) return [`${what.id} on ${accountId} belongs to no leg`];
    return leg.accountId === accountId ? [] : [`${what.id} of ${leg.id} is on another's account`];
  };
  return [
    ...intents.flatMap(stray),
    ...charges.flatMap(stray),
    ...intents
      .filter(({ status }) => status === 'requires_capture')
      .map(({ id }) => `${id} holds money that nobody takes or lets go`),
  ];
}

function problemsOfLeg(leg: Leg, { accounts, fees }: Books, records: Records): string[] {
  const { attempts, refunds } = records;
  const book = accounts.find(({ accountId }) => accountId === leg.accountId);
  const own = (book?.charges ?? []).filter(({ metadata }) => metadata.leg === leg.id);
  // Money that came too late was sent back in full: then it does not pay.
  const late = new Set<string>(
    refunds
      .filter(({ refund }) => refund.reason === 'late_payment')
      .map(({ refund }) => refund.chargeId),
  );
  const paying = own.filter(
    (charge) => isTaken(charge) && !(charge.refunded && late.has(charge.id)),
  );
  const [charge, second] = paying;
  if (second) return [`leg ${leg.id} was charged ${paying.length} times`];
  if (leg.state !== 'paid') {
    return charge ? [`leg ${leg.id} is ${leg.state}, and ${charge.id} was taken`] : [];
  }
  if (!charge) return [`leg ${leg.id} is paid, and nothing was charged`];
  const attempt = attempts.find(({ legId, number }) => legId === leg.id && number === leg.attempt);
  const fee = fees.find(({ charge: of }) => idOf(of) === charge.id);
  return differences(`leg ${leg.id}`, [
    ['charge', charge.id, attempt?.chargeId],
    ['PaymentIntent', idOf(charge.payment_intent), attempt?.paymentIntentId],
    ['clone', charge.payment_method, attempt?.cloneId],
    ['amount', charge.amount_captured, leg.amount],
    ['currency', charge.currency, leg.currency],
    ['fee', fee?.amount ?? 0, leg.feeAmount],
    ['order', charge.metadata.order, leg.orderId],
  ]);
}

function problemsOfRefunds({ accounts, fees }: Books, { refunds }: Records): string[] {
  const made = accounts.flatMap((account) =>
    account.refunds.map((refund) => ({ refund, accountId: account.accountId })),
  );
  const ours = refunds.flatMap(({ refund: row, accountId }) => {
    const own = made.filter(({ refund }) => refund.metadata?.refund === row.id);
    const given = own.filter(({ refund }) => refund.status === 'succeeded');
    if (given.length > 1) return [`refund ${row.id} was given ${given.length} times`];
    const [one] = given;
    if (row.state !== 'succeeded') {
      return one ? [`refund ${row.id} is ${row.state}, and ${one.refund.id} was given`] : [];
    }
    if (!one) return [`refund ${row.id} is succeeded, and nothing was given`];
    return differences(`refund ${row.id}`, [
      ['account', one.accountId, accountId],
      ['charge', idOf(one.refund.charge), row.chargeId],
      ['amount', one.refund.amount, row.amount],
      ['currency', one.refund.currency, row.currency],
    ]);
  });
  const known = new Set<string>(refunds.map(({ refund }) => refund.id));
  const strays = made
    .filter(({ refund }) => !known.has(refund.metadata?.refund ?? ''))
    .map(({ refund, accountId }) => `${refund.id} on ${accountId} belongs to no refund`);
  const given = new Set<string>(refunds.map(({ refund }) => refund.chargeId));
  const charges = accounts.flatMap((account) => account.charges).filter(({ id }) => given.has(id));
  return [...ours, ...strays, ...charges.flatMap((charge) => problemsOfFee(charge, made, fees))];
}

/**
 * The fee that went back with a charge: all of it with the whole charge, else in proportion, where
 * Stripe may round each refund's part. https://docs.stripe.com/connect/direct-charges#issue-refunds
 */
function problemsOfFee(
  charge: Stripe.Charge,
  made: readonly { readonly refund: Stripe.Refund }[],
  fees: Books['fees'],
): string[] {
  const fee = fees.find(({ charge: of }) => idOf(of) === charge.id);
  if (!fee) return [];
  const own = made.filter(({ refund }) => idOf(refund.charge) === charge.id);
  // What became of the fee of a refund that failed, Stripe does not say.
  if (own.some(({ refund }) => refund.status !== 'succeeded')) return [];
  const given = own.reduce((total, { refund }) => total + refund.amount, 0);
  const whole = given >= charge.amount_captured;
  const due = whole ? fee.amount : (fee.amount * given) / charge.amount_captured;
  const rounding = whole ? 0 : own.length / 2;
  return Math.abs(fee.amount_refunded - due) <= rounding
    ? []
    : [`of the fee of ${charge.id} went back ${fee.amount_refunded} and should have ${due}`];
}

const givesStockBack = ['declined', 'failed', 'canceled'];

function problemsOfStock(records: Records, shelf: Records['stock']): string[] {
  const { legs, lines, refunds, stock } = records;
  const undone = new Set<string>(
    refunds
      .filter(({ refund }) => refund.reason === 'all_or_nothing')
      .map(({ refund }) => refund.legId),
  );
  const sold = new Map<string, number>();
  for (const { legId, variantId, quantity } of lines) {
    const leg = legs.find(({ id }) => id === legId);
    if (!leg || undone.has(legId) || givesStockBack.includes(leg.state)) continue;
    sold.set(variantId, (sold.get(variantId) ?? 0) + quantity);
  }
  const before = new Map(shelf.map(({ variantId, stock: was }) => [variantId, was]));
  return stock.flatMap(({ variantId, stock: is }) => {
    const was = before.get(variantId);
    if (is === null || was == null) return [];
    const should = was - (sold.get(variantId) ?? 0);
    return is === should ? [] : [`there are ${is} of ${variantId} and should be ${should}`];
  });
}

function problemsOfCustomers({ customers }: Books, { buyers }: Records): string[] {
  return buyers.flatMap(({ id, platformCustomerId }) => {
    const own = customers.filter(({ metadata }) => metadata.buyer === id);
    if (own.length > 1) return [`buyer ${id} has ${own.length} Customers`];
    return differences(`buyer ${id}`, [['Customer', own[0]?.id ?? null, platformCustomerId]]);
  });
}
