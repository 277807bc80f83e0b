/** Which calls and events somebody may see of what a page is about, as conditions on the tables. */
import { and, eq, isNotNull, isNull, or, type SQL } from 'drizzle-orm';
import { assertNever } from '../model/assert-never';
import type {
  AccountId,
  AccountInvoiceId,
  DisputeId,
  LabRunId,
  LegId,
  OrderId,
  SellerId,
  SubscriptionId,
} from '../model/ids';
import type { UnderneathScope } from '../model/underneath';
import type { SessionUser, StripeCallView } from '../model/views';
import { getDb } from '../store/client';
import {
  disputes,
  legs,
  orders,
  sellers,
  stripeCalls,
  subscriptionInvoices,
  subscriptions,
  users,
  webhookEvents,
} from '../store/schema';
import { withoutEvidence, withoutPlatforms } from './withheld';

type Viewer = Pick<SessionUser, 'id' | 'role'>;

export interface Selection {
  /** Undefined selects every call. */
  readonly calls: SQL | undefined;
  /** Of more than so many the latest; all where it is left out. */
  readonly most?: number;
  /** Events by themselves (all of them where `which` is undefined), else those about the calls. */
  readonly events?: { readonly which: SQL | undefined };
  /** The calls without what is not for this person; all of them where it is left out. */
  readonly withhold?: (calls: readonly StripeCallView[]) => StripeCallView[];
}

/** How many of the latest calls are shown where a page is about no one thing. */
const latest = 100;

/** Null when there is no such thing, or when it is not for this person to see. */
export async function selectFor(viewer: Viewer, scope: UnderneathScope): Promise<Selection | null> {
  switch (scope.of) {
    case 'order':
    case 'subscription':
    case 'run':
    case 'plus':
    case 'wallet':
    case 'latest': {
      const own = await selectOwn(viewer, scope);
      return own && { ...own, withhold: withoutEvidence };
    }
    case 'sale':
    case 'dispute':
    case 'account':
      return viewer.role === 'seller' ? selectOfDesk(viewer, scope) : null;
    case 'any_order':
    case 'any_account':
    case 'everything':
      return viewer.role === 'operator' ? selectAny(scope) : null;
    default:
      return assertNever(scope);
  }
}

type Own = 'order' | 'subscription' | 'run' | 'plus' | 'wallet' | 'latest';
type OfDesk = 'sale' | 'dispute' | 'account';
type Any = 'any_order' | 'any_account' | 'everything';
type ScopeOf<Of> = Extract<UnderneathScope, { readonly of: Of }>;

/** What was called for a buyer, and nothing of anybody else's. */
async function selectOwn({ id: buyerId }: Viewer, scope: ScopeOf<Own>): Promise<Selection | null> {
  const own = (which?: SQL) => and(eq(stripeCalls.buyerId, buyerId), which);
  switch (scope.of) {
    case 'order': {
      const id = scope.id as OrderId;
      const is = and(eq(orders.id, id), eq(orders.buyerId, buyerId));
      return (await isThere(orders, is)) ? { calls: own(eq(stripeCalls.orderId, id)) } : null;
    }
    case 'subscription': {
      const id = scope.id as SubscriptionId;
      const is = and(eq(subscriptions.id, id), eq(subscriptions.buyerId, buyerId));
      return (await isThere(subscriptions, is))
        ? { calls: own(eq(stripeCalls.subscriptionId, id)) }
        : null;
    }
    case 'run':
      return { calls: own(eq(stripeCalls.labRunId, scope.id as LabRunId)) };
    case 'plus':
      return { calls: own(isNotNull(stripeCalls.membershipId)), most: latest };
    case 'wallet':
      return { calls: own(ofWallet), most: latest };
    case 'latest':
      return { calls: own(), most: latest };
    default:
      return assertNever(scope);
  }
}

/** Saving a card, and what is done with a saved one beside paying: change, default, sync, removal. */
const ofWallet = or(
  isNotNull(stripeCalls.setupId),
  and(isNull(stripeCalls.orderId), isNull(stripeCalls.membershipId), isNull(stripeCalls.labRunId)),
);

/** What was called on the account of the seller that this person works for, or about it. */
async function selectOfDesk(viewer: Viewer, scope: ScopeOf<OfDesk>): Promise<Selection | null> {
  const db = await getDb();
  const [own] = await db
    .select({ id: sellers.id, accountId: sellers.accountId })
    .from(users)
    .innerJoin(sellers, eq(sellers.id, users.sellerId))
    .where(and(eq(users.id, viewer.id), eq(users.role, 'seller')));
  if (!own) return null;
  if (scope.of === 'account') {
    const { calls, ...rest } = selectAccount(own);
    // Experiments of the lab are no sales of theirs, and name what is the platform's.
    return { calls: and(calls, isNull(stripeCalls.labRunId)), ...rest, withhold: withoutPlatforms };
  }
  const sale = await findSale(own.id, scope);
  return sale && own.accountId
    ? { calls: and(eq(stripeCalls.accountId, own.accountId), sale), withhold: withoutPlatforms }
    : null;
}

/** Calls for one of this seller's sales, by what its pages are called; null when it is not theirs. */
async function findSale(
  sellerId: SellerId,
  scope: ScopeOf<'sale' | 'dispute'>,
): Promise<SQL | undefined | null> {
  const id = scope.of === 'dispute' ? await disputedSale(scope.id) : scope.id;
  if (!id) return null;
  const db = await getDb();
  if (id.startsWith('in_')) {
    const [invoice] = await db
      .select({ id: subscriptions.id })
      .from(subscriptionInvoices)
      .innerJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
      .where(
        and(
          eq(subscriptionInvoices.accountInvoiceId, id as AccountInvoiceId),
          eq(subscriptions.sellerId, sellerId),
        ),
      );
    return invoice ? eq(stripeCalls.subscriptionId, invoice.id) : null;
  }
  const [leg] = await db
    .select({ id: legs.id, orderId: legs.orderId })
    .from(legs)
    .where(and(eq(legs.id, id as LegId), eq(legs.sellerId, sellerId)));
  return leg ? and(eq(stripeCalls.orderId, leg.orderId), eq(stripeCalls.legId, leg.id)) : null;
}

/** The sale that a dispute is about, as its page is called: a leg's id, or an invoice's. */
async function disputedSale(id: string): Promise<string | null> {
  const db = await getDb();
  const [dispute] = await db
    .select({ legId: disputes.legId, invoiceId: disputes.accountInvoiceId })
    .from(disputes)
    .where(eq(disputes.id, id as DisputeId));
  return dispute?.legId ?? dispute?.invoiceId ?? null;
}

/** Anybody's, for who runs the platform. */
async function selectAny(scope: ScopeOf<Any>): Promise<Selection | null> {
  switch (scope.of) {
    case 'any_order': {
      const id = scope.id as OrderId;
      const found = await isThere(orders, eq(orders.id, id));
      return found ? { calls: eq(stripeCalls.orderId, id) } : null;
    }
    case 'any_account': {
      const db = await getDb();
      const [seller] = await db
        .select({ id: sellers.id, accountId: sellers.accountId })
        .from(sellers)
        .where(eq(sellers.id, scope.id as SellerId));
      return seller ? selectAccount(seller) : null;
    }
    case 'everything':
      return { calls: undefined, most: latest, events: { which: undefined } };
    default:
      return assertNever(scope);
  }
}

/** Calls on an account, and those on the platform that are about it; with every event of it. */
function selectAccount({
  id,
  accountId,
}: {
  id: SellerId;
  accountId: AccountId | null;
}): Selection {
  const about = eq(stripeCalls.sellerId, id);
  if (!accountId) return { calls: about, most: latest };
  return {
    calls: or(eq(stripeCalls.accountId, accountId), about),
    most: latest,
    events: { which: eq(webhookEvents.accountId, accountId) },
  };
}

async function isThere(
  table: typeof orders | typeof subscriptions,
  is: SQL | undefined,
): Promise<boolean> {
  const db = await getDb();
  const found = await db.select({ id: table.id }).from(table).where(is).limit(1);
  return found.length > 0;
}
