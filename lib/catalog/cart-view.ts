import { sum, times, totals, type Money } from '../model/money';
import { priceOf } from '../model/price';
import type { CartGroup, CartLine, CartView } from '../model/views';
import type { CartRows } from './cart-rows';
import { sellerView } from './views';

/** Nobody needs more of one thing, and totals stay far from overflow. */
export const mostOfOneKind = 99;

/** How many of a variant one cart may hold. */
export function mostOf(stock: number | null): number {
  return Math.max(0, Math.min(stock ?? mostOfOneKind, mostOfOneKind));
}

const emptyCart: CartView = {
  groups: [],
  count: 0,
  totals: [],
  quote: '',
  canCheckOut: false,
};

type Row = CartRows['lines'][number];

const amountOf = ({ variant, quantity }: Row): Money => times(variant, quantity);

/** The cart as pages show it: grouped by seller, one subtotal each, one total per currency. */
export function cartView(cart: CartRows | null): CartView {
  if (!cart || cart.lines.length === 0) return emptyCart;
  const groups = [...bySeller(cart.lines).values()].map(groupView);
  return {
    groups,
    count: cart.lines.reduce((total, line) => total + line.quantity, 0),
    totals: totals(cart.lines.map(amountOf)).map(priceOf),
    quote: cart.quote,
    canCheckOut: groups.every(
      ({ seller, lines }) => !seller.cannotBePaid && lines.every((line) => !line.problem),
    ),
  };
}

function bySeller(lines: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const line of lines) {
    groups.set(line.seller.id, [...(groups.get(line.seller.id) ?? []), line]);
  }
  return groups;
}

function groupView(rows: readonly Row[]): CartGroup {
  const [first] = rows;
  if (!first) throw new Error('a group has at least one line');
  const { id, slug, name, countryName, cannotBePaid } = sellerView(first.seller);
  return {
    seller: { id, slug, name, countryName, cannotBePaid },
    lines: rows.map(lineView),
    subtotal: priceOf(sum(rows.map(amountOf), first.seller.currency)),
  };
}

function lineView(row: Row): CartLine {
  const { variant, product, quantity } = row;
  const maxQuantity = mostOf(variant.stock);
  return {
    variantId: variant.id,
    productSlug: product.slug,
    name: product.name,
    variant: variant.name,
    picture: product.picture,
    quantity,
    maxQuantity,
    unit: priceOf(variant),
    amount: priceOf(amountOf(row)),
    problem: problemOf(quantity, maxQuantity),
  };
}

function problemOf(quantity: number, most: number): string | null {
  if (most === 0) return 'This is sold out now. Please remove it.';
  if (quantity > most) return `Only ${most} left. Please take fewer.`;
  return null;
}
