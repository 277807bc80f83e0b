/** For tests only: a buyer who has one of everything, and people whose none of it is. */
import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { startRun } from '@/lib/lab/runs';
import type { DisputeId } from '@/lib/model/ids';
import { askRefund } from '@/lib/payments/refunds/ask-refund';
import { operator, paidOrder } from '@/lib/payments/testing/after-sale';
import type { Emulator } from '@/lib/payments/testing/emulator';
import { beginPlus } from '@/lib/payments/testing/membership';
import { beginSetup, openStalls, type Stall } from '@/lib/payments/testing/shop';
import { workerOf } from '@/lib/seller/testing';
import { newSession } from '@/lib/session/testing';
import { getDb } from '@/lib/store/client';
import { newId } from '@/lib/store/new-id';
import { disputes, variants } from '@/lib/store/schema';
import { makeMirror, openPlan } from '@/lib/subscriptions/testing/mirrors';
import { ask as askForSync } from '@/lib/subscriptions/testing/sync-house';

export interface People {
  /** What is the buyer's, by the noun that its address begins with. */
  readonly ids: Readonly<Record<string, string>>;
  /** The buyer's; and those of a buyer, an operator and a seller to whom none of it belongs. */
  readonly cookie: string;
  readonly strangers: Readonly<Record<'buyer' | 'operator' | 'seller', string>>;
}

export async function openPeople(emulator: Emulator): Promise<People> {
  const stalls = await openStalls(emulator, 1);
  const order = await paidOrder(emulator, stalls);
  const { setupId } = await beginSetup(order.buyer);
  const asked = await askRefund(order.buyer, order, {
    number: 1,
    amount: '1',
    reason: 'changed_mind',
    note: '',
  });
  if (!asked.ok) throw new Error(asked.message);
  const { membershipId } = await beginPlus(order.buyer);
  const plan = await openPlan(emulator, stalls[0] as never);
  const mirror = await makeMirror(emulator, order.buyer, order.card, plan);
  // A change of a mirror, what is sold, and a payment that a bank takes back: all somebody's.
  const { changeId } = await askForSync({ buyerId: order.buyer.id });
  const db = await getDb();
  const [sold] = await db
    .select({ productId: variants.productId })
    .from(variants)
    .where(eq(variants.id, (stalls[0] as Stall).variantId));
  const disputeId = newId<DisputeId>('dsp');
  await db.insert(disputes).values({
    ...{ id: disputeId, legId: order.legId, accountDisputeId: 'du_access' as never, amount: 1 },
    ...{ currency: 'usd', reason: 'fraudulent', status: 'needs_response' },
    ...{ refundable: false, createdAt: new Date() },
  });
  const run = await startRun(order.buyer.id, {
    way: 'clone-and-charge',
    sellerId: String(stalls[0]?.sellerId),
    choices: {},
  });
  if (!run.ok) throw new Error(run.message);
  const ids = {
    lab: run.value.runId,
    orders: order.orderId,
    subscriptions: mirror.id,
    subscription: mirror.id,
    mirrors: mirror.id,
    syncs: changeId,
    plus: membershipId,
    leg: order.legId,
    refunds: asked.value.refundId,
    sales: order.legId,
    goods: String(sold?.productId),
    disputes: disputeId,
    'setup-intents': setupId,
    wallet: order.card.id,
  };
  const { id } = await operator();
  const other = await paidOrder(emulator, stalls);
  const [, elsewhere] = await openStalls(emulator, 2);
  return {
    ids,
    cookie: await newSession(order.buyer.id),
    strangers: {
      buyer: await newSession(other.buyer.id),
      operator: await newSession(id),
      seller: await newSession((await workerOf(elsewhere as never)).id),
    },
  };
}

/** Everything that people own or owe, as one word. */
export async function fingerprint(): Promise<string> {
  const db = await getDb();
  const hash = createHash('sha256');
  for (const table of [
    ...['users', 'sessions', 'buyers', 'setups', 'saved_methods', 'carts', 'cart_lines'],
    ...['sellers', 'products', 'variants', 'orders', 'legs', 'attempts', 'refunds', 'memberships'],
    ...['subscriptions', 'subscription_changes', 'subscription_invoices', 'syncs', 'kept_clones'],
    'lab_runs',
  ]) {
    const query = sql.raw(`select t::text as row from ${table} t order by 1`);
    const { rows } = (await db.execute(query)) as unknown as { rows: unknown[] };
    hash.update(JSON.stringify(rows));
  }
  return hash.digest('hex');
}
