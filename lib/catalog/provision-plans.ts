/**
 * A plan is sold by a Product and a recurring Price on its seller's account. They are made at the start,
 * beside the accounts, and when a seller writes it. https://docs.stripe.com/connect/subscriptions
 */
import { and, eq, isNotNull, isNull, notExists, or, sql, type SQL } from 'drizzle-orm';
import type {
  AccountId,
  AccountPriceId,
  AccountProductId,
  ProductId,
  VariantId,
} from '../model/ids';
import type { Interval } from '../model/recurring';
import { getDb, withTx } from '../store/client';
import { milestones, products, sellers, variants } from '../store/schema';
import { accountStripe } from '../stripe/account-stripe';
import { faultText, readFailure } from '../stripe/failure';
import { storedKey } from '../store/stored-key';
import type { ProductRow, VariantRow } from './views';

type Plan = Awaited<ReturnType<typeof missingPlans>>[number];

/**
 * Sees to it that every plan has its Product and a Price of today's amount on its seller's account:
 * makes what is missing, side by side, each with a key stored before the call, and asks nothing about
 * what is there. An account that is new (an emulator was emptied) gets new ones; a changed amount gets
 * a new Price, and who subscribed before keeps the old. A plan that cannot be made is told, cannot be
 * subscribed to, and is tried again by the sweeper (`duePlans`); the shop opens all the same.
 */
export async function provisionPlans(): Promise<void> {
  await makeAll(await missingPlans());
}

/** The same of one product, for a seller who has just made or changed it. */
export async function provisionPlansOf(productId: ProductId): Promise<void> {
  await makeAll(await missingPlans(eq(products.id, productId)));
}

/**
 * Tries once more what could not be made. What its account refuses is told, and tried again later; throws
 * when Stripe cannot be reached, so that the job comes again soon.
 */
export async function provisionPlansAgain(productId: ProductId): Promise<void> {
  const failures = await makeAll(await missingPlans(eq(products.id, productId)));
  const unanswered = failures.filter((failure) => readFailure(failure)?.kind !== 'refused');
  if (unanswered.length) throw unanswered[0];
}

/**
 * Products with a plan that cannot be subscribed to, since a process died or Stripe refused: those that
 * nobody has tried for ten minutes, while their account is connected.
 */
export async function duePlans(): Promise<ProductId[]> {
  const db = await getDb();
  const tried = db
    .select({ name: milestones.name })
    .from(milestones)
    .where(
      and(
        eq(milestones.name, sql`'plan-tried:' || ${variants.id}`),
        sql`${milestones.at} > now() - interval '10 minutes'`,
      ),
    );
  const plans = await missingPlans(and(isNull(sellers.leftAt), notExists(tried)));
  return [...new Set(plans.map(({ product }) => product.id))];
}

/** Makes them; what could not be made is told, and answered with. */
async function makeAll(plans: readonly Plan[]): Promise<unknown[]> {
  const made = await Promise.allSettled(plans.map(provision));
  return made.flatMap((outcome, index) => {
    if (outcome.status === 'fulfilled') return [];
    const { product, variant } = plans[index] as Plan;
    const plan = nameOf(product, variant);
    console.warn(`[plans] ${plan} cannot be subscribed to yet: ${faultText(outcome.reason)}`);
    return [outcome.reason];
  });
}

/** What the Price of a plan stands for, written down when it is there. */
const standing = sql<string>`concat_ws(':', ${sellers.accountId}, ${variants.amount},
  ${variants.currency}, ${variants.interval}, ${variants.intervalCount})`;

/** Plans without a Price, or whose Price is of another account or amount. */
async function missingPlans(which?: SQL) {
  const db = await getDb();
  const rows = await db
    .select({
      product: products,
      variant: variants,
      accountId: sellers.accountId,
      standsFor: standing,
      stood: milestones.value,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .innerJoin(sellers, eq(sellers.id, products.sellerId))
    .leftJoin(milestones, eq(milestones.name, sql`'plan:' || ${variants.id}`))
    .where(
      and(
        isNotNull(variants.interval),
        isNotNull(sellers.accountId),
        or(isNull(variants.accountPriceId), sql`${milestones.value} is distinct from ${standing}`),
        which,
      ),
    );
  return rows.map((row) => ({
    ...row,
    accountId: row.accountId as AccountId,
    interval: row.variant.interval as Interval,
  }));
}

async function provision(plan: Plan): Promise<void> {
  const { variant, accountId, stood } = plan;
  await noteTry(variant.id);
  // A Product of an account that is gone is gone with it.
  const stays = stood?.startsWith(`${accountId}:`) ? variant.accountProductId : null;
  const accountProductId = stays ?? (await makeProduct(plan));
  const accountPriceId = await makePrice(plan, accountProductId);
  await keep(plan, accountProductId, accountPriceId);
}

/** Nobody else tries for a while. Nor is it sold meanwhile by a Price that it does not cost any more. */
async function noteTry(id: VariantId): Promise<void> {
  const row = { at: sql`now()` as never };
  await withTx(async (tx) => {
    await tx.update(variants).set({ accountPriceId: null }).where(eq(variants.id, id));
    await tx
      .insert(milestones)
      .values({ name: `plan-tried:${id}`, ...row })
      .onConflictDoUpdate({ target: milestones.name, set: row });
  });
}

async function keep(
  plan: Plan,
  accountProductId: AccountProductId,
  accountPriceId: AccountPriceId,
): Promise<void> {
  const row = { value: plan.standsFor, at: new Date() };
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
    await tx.delete(milestones).where(eq(milestones.name, `plan-tried:${plan.variant.id}`));
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
  const name = `price:${variant.id}:for:${plan.standsFor}:of:${product}`;
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
