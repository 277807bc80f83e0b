import { sql } from 'drizzle-orm';
import type { ActKind } from '../model/act';
import type {
  AccountId,
  AttemptId,
  BuyerId,
  CartId,
  IdempotencyKey,
  LegId,
  OrderId,
  SavedMethodId,
  SellerId,
  VariantId,
} from '../model/ids';
import type { Policy } from '../model/status';
import type { Db } from '../store/client';
import { leaseFor } from '../store/lease';
import { newId, randomCharacters } from '../store/new-id';
import {
  accountCustomers,
  acts,
  attempts,
  cartLines,
  carts,
  keptClones,
  legs,
  orderLines,
  orders,
  subscriptions,
  variants,
} from '../store/schema';
import type { NewSubscription } from './new-subscription';

export interface NewLeg {
  readonly legId: LegId;
  readonly sellerId: SellerId;
  readonly accountId: AccountId;
  readonly position: number;
  readonly amount: number;
  readonly feeAmount: number;
  readonly currency: string;
  readonly attemptId: AttemptId;
  readonly attemptNumber: number;
  readonly savedMethodId: SavedMethodId;
  readonly cloneKey: IdempotencyKey;
  readonly chargeKey: IdempotencyKey;
  readonly captureKey: IdempotencyKey | null;
  readonly releaseKey: IdempotencyKey | null;
}

export interface NewLine {
  readonly legId: LegId;
  readonly variantId: VariantId;
  readonly productSlug: string;
  readonly name: string;
  readonly variant: string;
  readonly picture: string;
  readonly quantity: number;
  readonly unitAmount: number;
  readonly position: number;
}

export interface NewOrder {
  readonly buyerId: BuyerId;
  readonly cartId: CartId;
  readonly quote: string;
  readonly policy: Policy;
  readonly savedMethodId: SavedMethodId;
  /** Who drives legs and subscriptions, and holds their leases from the start. */
  readonly owner: string;
  readonly legs: readonly NewLeg[];
  readonly lines: readonly NewLine[];
  readonly subscriptions?: readonly NewSubscription[];
}

export interface WrittenOrder {
  readonly orderId: OrderId;
  readonly number: string;
  /** When, by the clock of the database. */
  readonly at: Date;
}

/** 30 random bits for people. */
const orderNumber = () => `SK-${randomCharacters(6).toUpperCase()}`;

/**
 * Writes an order with its legs, attempts, lines and subscriptions, takes the stock and empties the
 * cart: one statement, as each costs about as much as the whole. The caller holds the rows of the
 * cart and its variants and found the stock sufficient. The legs begin in `cloning`, since their
 * driver goes on to that call at once. A number that is taken already is followed by another.
 */
export async function writeOrder(
  tx: Db,
  order: NewOrder,
  nextNumber: () => string = orderNumber,
): Promise<WrittenOrder> {
  const orderId = newId<OrderId>('ord');
  for (;;) {
    const number = nextNumber();
    const { rows } = (await tx.execute(statement({ ...order, orderId, number }))) as unknown as {
      rows: { at: number }[];
    };
    const [row] = rows;
    if (row) return { orderId, number, at: new Date(row.at) };
  }
}

/** What it is called in the log, where what it is about are ids alone. */
const placing: ActKind = 'order_placed';

// With a number that is taken `placed` is empty, and so is everything that hangs on it.
const statement = (order: NewOrder & { orderId: OrderId; number: string }) => sql`
  with leg as (
    select * from jsonb_to_recordset(${JSON.stringify(order.legs)}::jsonb) as leg(
      "legId" text, "sellerId" text, "accountId" text, "position" int, "amount" int,
      "feeAmount" int, "currency" text, "attemptId" text, "attemptNumber" int,
      "savedMethodId" text, "cloneKey" text, "chargeKey" text, "captureKey" text, "releaseKey" text
    )
  ), line as (
    select * from jsonb_to_recordset(${JSON.stringify(order.lines)}::jsonb) as line(
      "legId" text, "variantId" text, "productSlug" text, "name" text, "variant" text,
      "picture" text, "quantity" int, "unitAmount" int, "position" int
    )
  ), placed as (
    insert into ${orders} (id, number, buyer_id, quote, policy, saved_method_id)
    values (
      ${order.orderId}, ${order.number}, ${order.buyerId}, ${order.quote}, ${order.policy},
      ${order.savedMethodId}
    )
    on conflict (number) do nothing
    returning id
  ), with_legs as (
    insert into ${legs} (
      id, order_id, seller_id, account_id, position, amount, fee_amount, currency,
      state, attempt, lease_owner, lease_until
    )
    select
      "legId", placed.id, "sellerId", "accountId", "position", "amount", "feeAmount", "currency",
      'cloning', "attemptNumber", ${order.owner}, ${leaseFor}
    from leg, placed
  ), with_attempts as (
    insert into ${attempts} (
      id, leg_id, number, saved_method_id, clone_key, charge_key, capture_key, release_key
    )
    select
      "attemptId", "legId", "attemptNumber", "savedMethodId", "cloneKey", "chargeKey", "captureKey",
      "releaseKey"
    from leg, placed
  ), with_lines as (
    insert into ${orderLines} (
      leg_id, variant_id, product_slug, name, variant, picture, quantity, unit_amount, position
    )
    select
      "legId", "variantId", "productSlug", "name", "variant", "picture", "quantity", "unitAmount",
      "position"
    from line, placed
  )${order.subscriptions?.length ? withSubscriptions(order, order.subscriptions) : sql``}, with_act as (
    insert into ${acts} (id, actor_id, role, kind, about)
    select
      ${newId('act')}, ${order.buyerId}, 'buyer', ${placing}, jsonb_build_object('orderId', placed.id)
    from placed
  ), taken as (
    update ${variants} set stock = ${variants.stock} - line."quantity"
    from line, placed
    where ${variants.id} = line."variantId" and ${variants.stock} is not null
  ), emptied as (
    delete from ${cartLines} using placed where ${cartLines.cartId} = ${order.cartId}
  )
  -- The same goods again make another quote, and so another order.
  update ${carts} set revision = ${carts.revision} + 1, updated_at = now()
  from placed
  where ${carts.id} = ${order.cartId}
  returning (extract(epoch from now()) * 1000)::float8 as at
`;

/**
 * What begins with this order: each subscription with its first kept clone, and the buyer's Customer
 * on the account where there is none yet. Like legs they begin at the first call that is theirs.
 */
const withSubscriptions = (order: NewOrder, begun: readonly NewSubscription[]) => sql`, plan as (
    select * from jsonb_to_recordset(${JSON.stringify(begun)}::jsonb) as plan(
      "subscriptionId" text, "sellerId" text, "accountId" text, "position" int, "variantId" text,
      "accountPriceId" text, "productSlug" text, "name" text, "variant" text, "picture" text,
      "quantity" int, "unitAmount" int, "currency" text, "interval" text, "intervalCount" int,
      "trialDays" int, "feeBasisPoints" int, "savedMethodId" text, "subscriptionKey" text,
      "customerKey" text, "keptCloneId" text, "cloneKey" text, "attachKey" text, "detachKey" text
    )
  ), with_subscriptions as (
    insert into ${subscriptions} (
      id, order_id, buyer_id, seller_id, account_id, position, variant_id, account_price_id,
      product_slug, name, variant, picture, quantity, unit_amount, currency, interval,
      interval_count, trial_days, fee_basis_points, saved_method_id, state, subscription_key,
      lease_owner, lease_until
    )
    select
      "subscriptionId", placed.id, ${order.buyerId}, "sellerId", "accountId", "position",
      "variantId", "accountPriceId", "productSlug", "name", "variant", "picture", "quantity",
      "unitAmount", "currency", "interval", "intervalCount", "trialDays", "feeBasisPoints",
      "savedMethodId", 'customer', "subscriptionKey", ${order.owner}, ${leaseFor}
    from plan, placed
  ), with_clones as (
    insert into ${keptClones} (
      id, subscription_id, account_id, saved_method_id, clone_key, attach_key, detach_key
    )
    select
      "keptCloneId", "subscriptionId", "accountId", "savedMethodId", "cloneKey", "attachKey",
      "detachKey"
    from plan, placed
  ), with_customers as (
    insert into ${accountCustomers} (buyer_id, account_id, customer_key)
    select distinct ${order.buyerId}, "accountId", "customerKey" from plan, placed
    on conflict (buyer_id, account_id) do nothing
  )`;
