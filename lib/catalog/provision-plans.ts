/**
 * A plan is sold by a Product and a recurring Price on its seller's account. They are made at the start,
 * beside the accounts. https://docs.stripe.com/connect/subscriptions
 */
import { and, eq, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { AccountId, AccountPriceId, AccountProductId, ProductId } from '../model/ids';
import type { Interval } from '../model/recurring';
import { getDb, withTx } from '../store/client';
import { milestones, products, sellers, variants } from '../store/schema';
import { accountStripe } from '../stripe/account-stripe';
import { faultText, readFailure } from '../stripe/failure';
import { storedKey } from './stored-key';
import type { ProductRow, VariantRow } from './views';

type Plan = Awaited<ReturnType<typeof readPlans>>[number];

/**
 * Sees to it that every plan has its Product and a Price of today's amount on its seller's account:
 * makes what is missing, side by side, each with a key stored before the call, and asks nothing about
 * what is there. An account that is new (an emulator was emptied) gets new ones; a changed amount gets
 * a new Price, and who subscribed before keeps the old. A plan that cannot be made is told and cannot
 * be subscribed to until the next start; the shop opens all the same.
 */
export async function provisionPlans(): Promise<void> {
  const plans = (await readPlans()).filter((plan) => !isProvisioned(plan));
  const made = await Promise.allSettled(plans.map(provision));
  made.forEach((outcome, index) => {
    if (outcome.status === 'fulfilled') return;
    const plan = plans[index]?.product.name;
    console.warn(`[plans] ${plan} cannot be subscribed to yet: ${faultText(outcome.reason)}`);
  });
}

/**
 * The same of one product, for a seller who has just made or changed it. Answers with whether all of
 * its plans can be subscribed to; what cannot is tried again at the next start, or change.
 */
export async function provisionPlansOf(productId: ProductId): Promise<boolean> {
  const plans = (await readPlans(eq(products.id, productId))).filter((one) => !isProvisioned(one));
  const made = await Promise.allSettled(plans.map(provision));
  for (const outcome of made) {
    if (outcome.status === 'fulfilled') continue;
    console.warn(`[plans] ${productId} cannot be subscribed to yet: ${faultText(outcome.reason)}`);
  }
  return made.every(({ status }) => status === 'fulfilled');
}

async function readPlans(which?: SQL) {
  const db = await getDb();
  const rows = await db
    .select({
      product: products,
      variant: variants,
      accountId: sellers.accountId,
      stands: milestones.value,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .innerJoin(sellers, eq(sellers.id, products.sellerId))
    .leftJoin(milestones, eq(milestones.name, sql`'plan:' || ${variants.id}`))
    .where(and(isNotNull(variants.interval), isNotNull(sellers.accountId), which));
  return rows.map((row) => ({
    ...row,
    accountId: row.accountId as AccountId,
    interval: row.variant.interval as Interval,
  }));
}

/** What the Price of a plan stands for, written down when it is there. */
function standingFor({ accountId, variant, interval }: Plan): string {
  const { amount, currency, intervalCount } = variant;
  return [accountId, amount, currency, interval, intervalCount].join(':');
}

function isProvisioned(plan: Plan): boolean {
  return plan.variant.accountPriceId !== null && plan.stands === standingFor(plan);
}

async function provision(plan: Plan): Promise<void> {
  const { variant, accountId } = plan;
  // A Product of an account that is gone is gone with it.
  const stays = plan.stands?.startsWith(`${accountId}:`) ? variant.accountProductId : null;
  const accountProductId = stays ?? (await makeProduct(plan));
  const accountPriceId = await makePrice(plan, accountProductId);
  await keep(plan, accountProductId, accountPriceId);
}

async function keep(
  plan: Plan,
  accountProductId: AccountProductId,
  accountPriceId: AccountPriceId,
): Promise<void> {
  const row = { value: standingFor(plan), at: new Date() };
  const { id, amount } = plan.variant;
  await withTx(async (tx) => {
    const kept = await tx
      .update(variants)
      .set({ accountProductId, accountPriceId })
      // Changed meanwhile, it is not sold by the Price of what it cost before: whoever changed it makes
      // another.
      .where(and(eq(variants.id, id), eq(variants.amount, amount)))
      .returning({ id: variants.id });
    if (!kept.length) return;
    await tx
      .insert(milestones)
      .values({ name: `plan:${plan.variant.id}`, ...row })
      .onConflictDoUpdate({ target: milestones.name, set: row });
  });
}

/** https://docs.stripe.com/api/products/create */
async function makeProduct({ accountId, product, variant }: Plan): Promise<AccountProductId> {
  const name = `product:${variant.id}:on:${accountId}`;
  const made = await withKey(name, `product:${variant.id}`, (key) =>
    accountStripe(accountId).products.create(
      { name: nameOf(product, variant), metadata: { variant: variant.id } },
      { key, subject: {} },
    ),
  );
  return made.id;
}

/** https://docs.stripe.com/products-prices/manage-prices */
async function makePrice(plan: Plan, product: AccountProductId): Promise<AccountPriceId> {
  const { accountId, variant, interval } = plan;
  const name = `price:${variant.id}:for:${standingFor(plan)}:of:${product}`;
  const made = await withKey(name, `price:${variant.id}`, (key) =>
    accountStripe(accountId).prices.create(
      {
        product,
        unit_amount: variant.amount,
        currency: variant.currency,
        recurring: { interval, interval_count: variant.intervalCount },
        metadata: { variant: variant.id },
      },
      { key, subject: {} },
    ),
  );
  return made.id;
}

/**
 * A call with its stored key. A key that Stripe has forgotten, or that can tell no more since a release
 * changed the words, is followed by another: at worst an object that nobody uses is left at Stripe.
 */
async function withKey<Made>(
  name: string,
  prefix: string,
  call: (key: Awaited<ReturnType<typeof storedKey>>['key']) => Promise<Made>,
): Promise<Made> {
  const stored = await storedKey(name, prefix);
  const fresh = () => storedKey(name, prefix, true);
  const { key } = stored.forgotten ? await fresh() : stored;
  try {
    return await call(key);
  } catch (error) {
    if (readFailure(error)?.kind !== 'unclear') throw error;
    return call((await fresh()).key);
  }
}

function nameOf(product: ProductRow, variant: VariantRow): string {
  return variant.name ? `${product.name}, ${variant.name}` : product.name;
}
