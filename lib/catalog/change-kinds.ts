import { eq } from 'drizzle-orm';
import type { ProductId, VariantId } from '../model/ids';
import { money, parseAmount, type Money } from '../model/money';
import { ok, refuse, type Result } from '../model/result';
import type { Db } from '../store/client';
import { newId } from '../store/new-id';
import { variants } from '../store/schema';
import { amountOf } from './typed-amount';
import type { VariantRow } from './views';

/** A kind that is there, as its seller wants it. */
export interface KindEdit {
  readonly id: VariantId;
  /** As it was typed. */
  readonly price: string;
  /** Pieces; null never runs out. */
  readonly stock: number | null;
  /** What it was when the form was opened. Where both agree, what was sold meanwhile stays sold. */
  readonly stockWas: number | null;
  /** What it is called from now on; left out, as before. */
  readonly name?: string | undefined;
  /** Taken out of the shop, or put back; left out, as before. */
  readonly hidden?: boolean | undefined;
}

/** A kind that a product is to have from now on. */
export type NewKind = Required<Pick<KindEdit, 'price' | 'stock'>> & { readonly name: string };

export type WrongKind = 'not_found' | 'stale' | 'wrong_price' | 'wrong_kind';

const mostKinds = 50;

/** A kind that costs something else from now on, or is there for the first time (`before` is null). */
export interface PricedKind {
  readonly id: VariantId;
  readonly price: Money;
  readonly before: Money | null;
}

interface Change {
  readonly productId: ProductId;
  /** The kinds there are, locked. */
  readonly there: readonly VariantRow[];
  readonly kinds: readonly KindEdit[];
  readonly newKinds: readonly NewKind[];
}

/**
 * Changes the kinds of a product, and adds further ones to goods behind those that are there: all of it,
 * or nothing. Orders and plans keep a copy of what a kind was called when it was bought, so another name
 * is one for what is sold from now on. What was sold is never deleted, but hidden. Answers with the
 * kinds whose price is news.
 */
export async function changeKinds(
  tx: Db,
  change: Change,
): Promise<Result<readonly PricedKind[], WrongKind>> {
  const { productId, there, kinds, newKinds } = change;
  const priced: PricedKind[] = [];
  for (const kind of kinds) {
    const row = there.find(({ id }) => id === kind.id);
    if (!row) return refuse('not_found', 'There is no such thing here.');
    const amount = amountOf(kind.price, row.currency);
    if (!amount.ok) return amount;
    if (changesStock(kind) && kind.stockWas !== row.stock) return stale(row);
    if (amount.value !== row.amount) {
      const price = money(amount.value, row.currency);
      priced.push({ id: row.id, price, before: money(row.amount, row.currency) });
    }
  }
  const wrong = whyNot(change);
  if (wrong) return refuse('wrong_kind', wrong);

  const currency = there[0]?.currency ?? 'usd';
  const last = Math.max(-1, ...there.map(({ position }) => position));
  const rows: (typeof variants.$inferInsert)[] = [];
  for (const [index, { name, price, stock }] of newKinds.entries()) {
    const amount = amountOf(price, currency);
    if (!amount.ok) return amount;
    const id = newId<VariantId>('var');
    const position = last + 1 + index;
    rows.push({ id, productId, name, amount: amount.value, currency, stock, position });
    priced.push({ id, price: money(amount.value, currency), before: null });
  }
  for (const kind of kinds) await write(tx, there, kind);
  if (rows.length > 0) await tx.insert(variants).values(rows);
  return ok(priced);
}

/** What is wrong with the names, or with what is left to choose; null when nothing is. */
function whyNot({ there, kinds, newKinds }: Change): string | null {
  const after = there.map((row) => {
    const { name = row.name, hidden = row.hiddenAt !== null } =
      kinds.find(({ id }) => id === row.id) ?? {};
    return { name, hidden };
  });
  if (after.every(({ hidden }) => hidden) && newKinds.length === 0) {
    return 'Leave one kind in the shop, or hide the whole product.';
  }
  const isRenamed = there.some(({ name }, index) => name !== after[index]?.name);
  if (newKinds.length === 0 && !isRenamed) return null;
  if (newKinds.length > 0 && there.some(({ interval }) => interval !== null)) {
    return 'A plan keeps the kinds that it has. Make another plan instead.';
  }
  const names = [...after, ...newKinds].map(({ name }) => name);
  if (names.length > mostKinds) return `A product can have ${mostKinds} kinds at most.`;
  // Buyers choose by the names; one that is hidden may be put back.
  if (names.length > 1 && names.includes('')) {
    return 'Give each kind a name: buyers choose by it.';
  }
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) {
    return 'Two kinds have the same name. Give each a name of its own.';
  }
  return null;
}

async function write(tx: Db, there: readonly VariantRow[], kind: KindEdit): Promise<void> {
  const row = there.find(({ id }) => id === kind.id);
  const amount = row && parseAmount(kind.price, row.currency);
  if (!row || !amount) return;
  const { name = row.name, hidden = row.hiddenAt !== null } = kind;
  await tx
    .update(variants)
    .set({
      ...{ amount, name, hiddenAt: hidden ? (row.hiddenAt ?? new Date()) : null },
      // A plan never runs out. One whose amount changed is not to be sold by its old Price.
      ...(row.interval ? { stock: null } : changesStock(kind) ? { stock: kind.stock } : {}),
      ...(row.interval && amount !== row.amount ? { accountPriceId: null } : {}),
    })
    .where(eq(variants.id, row.id));
}

const changesStock = ({ stock, stockWas }: KindEdit): boolean => stock !== stockWas;

function stale({ name, stock }: VariantRow) {
  const left = stock === null ? 'It never runs out now' : `There are ${stock} now`;
  return refuse(
    'stale',
    `The stock${name ? ` of ${name}` : ''} has changed since you opened this page. ${left}. Look at the number once more, then keep the changes.`,
  );
}
