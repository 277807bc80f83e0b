import type { ProductId, VariantId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import type { Db } from '../store/client';
import { newId } from '../store/new-id';
import { variants } from '../store/schema';
import { eq } from 'drizzle-orm';
import { amountOf } from './typed-amount';

/** A kind that a product is to have from now on. */
export interface NewKind {
  readonly name: string;
  /** As it was typed. */
  readonly price: string;
  /** Pieces; null never runs out. */
  readonly stock: number | null;
}

export type WrongKind = 'wrong_price' | 'wrong_kind';

const mostKinds = 50;

interface Kinds {
  readonly productId: ProductId;
  /** The kinds there are, locked. */
  readonly there: readonly (typeof variants.$inferSelect)[];
  /** Names for those of them that have none. */
  readonly named: readonly { readonly id: VariantId; readonly name?: string | undefined }[];
  readonly newKinds: readonly NewKind[];
}

/**
 * Adds kinds to goods, behind those that are there, and names the one that needed no name while it was
 * the only one. Buyers choose by the names, so no two are the same. A plan keeps the kinds it began with.
 */
export async function addKinds(
  tx: Db,
  { productId, there, named, newKinds }: Kinds,
): Promise<Result<null, WrongKind>> {
  const naming = there
    .filter(({ name }) => name === '')
    .map(({ id }) => ({ id, name: named.find((one) => one.id === id)?.name ?? '' }))
    .filter(({ name }) => name !== '');
  if (newKinds.length === 0 && naming.length === 0) return ok(null);
  if (there.some(({ interval }) => interval !== null)) {
    return refuse('wrong_kind', 'A plan keeps the kinds that it has. Make another plan instead.');
  }
  const names = [
    ...there.map(({ id, name }) => name || (naming.find((one) => one.id === id)?.name ?? '')),
    ...newKinds.map(({ name }) => name),
  ];
  if (names.length > mostKinds) {
    return refuse('wrong_kind', `A product can have ${mostKinds} kinds at most.`);
  }
  if (names.length > 1 && names.includes('')) {
    return refuse('wrong_kind', 'Give each kind a name: buyers choose by it.');
  }
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) {
    return refuse('wrong_kind', 'Two kinds have the same name. Give each a name of its own.');
  }
  const currency = there[0]?.currency ?? 'usd';
  const last = Math.max(-1, ...there.map(({ position }) => position));
  const rows: (typeof variants.$inferInsert)[] = [];
  for (const [index, { name, price, stock }] of newKinds.entries()) {
    const amount = amountOf(price, currency);
    if (!amount.ok) return amount;
    const id = newId<VariantId>('var');
    const position = last + 1 + index;
    rows.push({ id, productId, name, amount: amount.value, currency, stock, position });
  }
  for (const { id, name } of naming) {
    await tx.update(variants).set({ name }).where(eq(variants.id, id));
  }
  if (rows.length > 0) await tx.insert(variants).values(rows);
  return ok(null);
}
