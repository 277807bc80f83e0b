/** For tests only: subscriptions that have begun, without the shop's way to begin one. */
import { eq } from 'drizzle-orm';
import type Stripe from 'stripe';
import type {
  AccountCustomerId,
  AccountId,
  AccountMethodId,
  AccountPriceId,
  AccountProductId,
  IdempotencyKey,
  OrderId,
  SubscriptionId,
  VariantId,
} from '../../model/ids';
import type { SavedMethodView, SessionUser } from '../../model/views';
import { newSubscription } from '../../payments/new-subscription';
import type { Emulator } from '../../payments/testing/emulator';
import type { Stall } from '../../payments/testing/shop';
import { getDb } from '../../store/client';
import { newId } from '../../store/new-id';
import {
  accountCustomers,
  buyers,
  keptClones,
  milestones,
  orders,
  products,
  sellers,
  subscriptions,
  variants,
} from '../../store/schema';
import type { AccountSubscription } from '../../stripe/account-billing';
import { writeReading } from '../read-subscription';

export interface PlanStall {
  readonly accountId: AccountId;
  readonly variantId: VariantId;
}

export interface Mirror {
  readonly id: SubscriptionId;
  readonly accountId: AccountId;
  readonly customerId: AccountCustomerId;
  readonly stripeId: string;
}

/** A plan of a stall, paid every month, with its Product and Price on the stall's account. */
export async function openPlan(
  emulator: Emulator,
  { accountId, variantId }: Stall,
  { trialDays = 0 } = {},
): Promise<PlanStall> {
  const db = await getDb();
  const [goods] = await db.select().from(variants).where(eq(variants.id, variantId));
  if (!goods) throw new Error(`no variant ${variantId}`);
  const on = { stripeAccount: accountId };
  const product = await emulator.stripe.products.create({ name: 'Coffee every month' }, on);
  const price = await emulator.stripe.prices.create(
    {
      product: product.id,
      currency: goods.currency,
      unit_amount: goods.amount,
      recurring: { interval: 'month' },
    },
    on,
  );
  const plan = newId<VariantId>('var');
  await db.insert(variants).values({
    ...goods,
    id: plan,
    name: 'every month',
    stock: null,
    interval: 'month',
    trialDays,
    accountProductId: product.id as AccountProductId,
    accountPriceId: price.id as AccountPriceId,
    position: 1,
  });
  // So that no sweeper makes them anew.
  const value = `${accountId}:${goods.amount}:${goods.currency}:month:${goods.intervalCount}`;
  await db.insert(milestones).values({ name: `plan:${plan}`, value });
  return { accountId, variantId: plan };
}

/**
 * A subscription of this buyer to a plan, charged to a saved method: on the account as the shop makes
 * it, and in our rows. What the emulator makes of its first payment is its status.
 */
export async function makeMirror(
  { stripe }: Pick<Emulator, 'stripe'>,
  buyer: SessionUser,
  card: Pick<SavedMethodView, 'id' | 'platformMethodId'>,
  plan: PlanStall,
): Promise<Mirror> {
  const db = await getDb();
  const [row] = await db
    .select({ variant: variants, product: products, seller: sellers })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .innerJoin(sellers, eq(sellers.id, products.sellerId))
    .where(eq(variants.id, plan.variantId));
  if (!row) throw new Error(`no plan ${plan.variantId}`);
  const { subscriptionId, ...made } = newSubscription(
    { ...row, quantity: 1 } as Parameters<typeof newSubscription>[0],
    { buyerId: buyer.id, savedMethodId: card.id, feeBasisPoints: 1_000, position: 0 },
  );
  const { accountId } = plan;
  const on = { stripeAccount: accountId };
  const customerId = await customerOf(stripe, buyer, accountId);
  const [payer] = await db.select().from(buyers).where(eq(buyers.id, buyer.id));
  const clone = await stripe.paymentMethods.create(
    { customer: payer?.platformCustomerId ?? '', payment_method: card.platformMethodId },
    on,
  );
  await stripe.paymentMethods.attach(clone.id, { customer: customerId }, on);
  const metadata = { subscription: subscriptionId, buyer: buyer.id };
  const subscription = await stripe.subscriptions.create(
    {
      customer: customerId,
      items: [{ price: made.accountPriceId, quantity: 1 }],
      default_payment_method: clone.id,
      payment_behavior: 'allow_incomplete',
      off_session: true,
      application_fee_percent: 10,
      ...(made.trialDays ? { trial_period_days: made.trialDays } : {}),
      metadata,
      expand: ['latest_invoice.payments'],
    },
    on,
  );
  const orderId = newId<OrderId>('ord');
  await db.insert(orders).values({
    id: orderId,
    number: orderId.slice(4, 10).toUpperCase(),
    buyerId: buyer.id,
    quote: orderId,
    savedMethodId: card.id,
  });
  const { keptCloneId, cloneKey, attachKey, detachKey, customerKey, ...columns } = made;
  void customerKey;
  await db.insert(subscriptions).values({
    ...columns,
    id: subscriptionId,
    orderId,
    buyerId: buyer.id,
    state: 'started',
  });
  await db.insert(keptClones).values({
    id: keptCloneId,
    subscriptionId,
    accountId,
    savedMethodId: card.id,
    cloneKey,
    attachKey,
    detachKey,
    accountMethodId: clone.id as AccountMethodId,
    attachedAt: new Date(),
  });
  await writeReading(
    db,
    { id: subscriptionId, accountId },
    subscription as unknown as AccountSubscription,
  );
  return { id: subscriptionId, accountId, customerId, stripeId: subscription.id };
}

async function customerOf(
  stripe: Stripe,
  buyer: SessionUser,
  accountId: AccountId,
): Promise<AccountCustomerId> {
  const db = await getDb();
  const known = await db
    .select()
    .from(accountCustomers)
    .where(eq(accountCustomers.buyerId, buyer.id));
  const there = known.find((row) => row.accountId === accountId)?.accountCustomerId;
  if (there) return there;
  const { id } = await stripe.customers.create(
    { name: buyer.name, email: buyer.email, metadata: { buyer: buyer.id } },
    { stripeAccount: accountId },
  );
  await db.insert(accountCustomers).values({
    buyerId: buyer.id,
    accountId,
    customerKey: `customer:${buyer.id}:${accountId}` as IdempotencyKey,
    accountCustomerId: id as AccountCustomerId,
  });
  return id as AccountCustomerId;
}

/** What a mirror is charged to, and what is attached to its Customer, asked on the account. */
export async function mirrorAt(
  { stripe }: Pick<Emulator, 'stripe'>,
  { stripeId, customerId, accountId }: Mirror,
) {
  const on = { stripeAccount: accountId };
  const subscription = await stripe.subscriptions.retrieve(stripeId, {}, on);
  const customer = await stripe.customers.retrieve(customerId, {}, on);
  const methods = await stripe.customers.listPaymentMethods(customerId, {}, on);
  if (customer.deleted) throw new Error(`${customerId} is deleted`);
  const charged = subscription.default_payment_method as string | null;
  const card = methods.data.find(({ id }) => id === charged)?.card;
  return {
    status: subscription.status,
    last4: card?.last4,
    expiry: card && `${card.exp_month}/${card.exp_year}`,
    attached: methods.data.map(({ id }) => id),
    charged,
    offered: customer.invoice_settings.default_payment_method as string | null,
    name: customer.name,
    email: customer.email,
  };
}
