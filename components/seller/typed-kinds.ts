/** The kinds of a product as their seller has typed them so far. */
import type { OwnKind, OwnProduct } from '@/lib/model/own-goods';

export interface TypedKind {
  readonly id: string;
  readonly name: string;
  readonly price: string;
  /** Empty: never runs out. */
  readonly stock: string;
  readonly hidden: boolean;
  readonly isPlan: boolean;
  /** True of one that the shop does not have yet. */
  readonly isNew: boolean;
}

const begun: TypedKind = {
  ...{ id: 'new', name: '', price: '', stock: '' },
  ...{ hidden: false, isPlan: false, isNew: false },
};

/** One that is to come beside those that are there. */
export const furtherKind = (id: string): TypedKind => ({ ...begun, id, isNew: true });

/** As the form is opened; a new product begins with one. */
export function typedKinds(product: OwnProduct | null): readonly TypedKind[] {
  return (
    product?.kinds.map(({ id, name, typed, stock, hidden, plan }) => ({
      ...{ id, name, price: typed, stock: textOf(stock), hidden },
      ...{ isPlan: plan !== null, isNew: false },
    })) ?? [begun]
  );
}

export const kindOf = (product: OwnProduct | null, id: string): OwnKind | undefined =>
  product?.kinds.find((kind) => kind.id === id);

/** After it was read anew: fields that nobody wrote in follow what stands there now. */
export function follow(
  kinds: readonly TypedKind[],
  opened: OwnProduct,
  now: OwnProduct,
): readonly TypedKind[] {
  const before = typedKinds(opened);
  const after = typedKinds(now);
  return kinds.map((kind) => {
    const was = before.find(({ id }) => id === kind.id);
    const is = after.find(({ id }) => id === kind.id);
    // One that is just begun here has nothing to follow.
    if (!was || !is) return kind;
    return {
      ...kind,
      name: kind.name === was.name ? is.name : kind.name,
      price: kind.price === was.price ? is.price : kind.price,
      stock: kind.stock === was.stock ? is.stock : kind.stock,
      hidden: kind.hidden === was.hidden ? is.hidden : kind.hidden,
    };
  });
}

export const stockOf = ({ stock }: TypedKind): number | null =>
  stock.trim() === '' ? null : Number(stock);

/** What is told of them. Names and what is hidden only where changed: another window may have, too. */
export function toldKinds(kinds: readonly TypedKind[], opened: OwnProduct) {
  return {
    kinds: kinds
      .filter(({ isNew }) => !isNew)
      .map((kind) => {
        const was = kindOf(opened, kind.id);
        return {
          ...{ id: kind.id, price: kind.price, stock: stockOf(kind) },
          stockWas: was?.stock ?? null,
          ...(kind.name === was?.name ? {} : { name: kind.name }),
          ...(kind.hidden === was?.hidden ? {} : { hidden: kind.hidden }),
        };
      }),
    newKinds: kinds
      .filter(({ isNew }) => isNew)
      .map((kind) => ({ name: kind.name, price: kind.price, stock: stockOf(kind) })),
  };
}

const textOf = (stock: number | null): string => (stock ?? '').toString();
