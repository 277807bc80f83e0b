import { firstLanguage, type Language } from '../language/languages';
import { wordsIn } from '../language/texts';
import type { Words } from '../language/words';
import { fitsCharge, sum, times, totals, type Money } from '../model/money';
import { dueNow, planOf, recurringTotals } from '../model/plan';
import { priceOf } from '../model/price';
import { mostOfOneKind, mostOfPlan } from '../model/quantities';
import type { CartGroup, CartLine, CartView } from '../model/views';
import type { CartRows } from './cart-rows';
import { isUnready, sellerView, type VariantRow } from './views';

/** How many of a variant one cart may hold. */
export function mostOf({
  stock,
  interval,
  hiddenAt,
}: Pick<VariantRow, 'stock' | 'interval' | 'hiddenAt'>): number {
  if (hiddenAt) return 0;
  const most = interval ? mostOfPlan : mostOfOneKind;
  return Math.max(0, Math.min(stock ?? most, most));
}

const emptyCart: CartView = {
  groups: [],
  count: 0,
  totals: [],
  recurring: [],
  payments: 0,
  quote: '',
  canCheckOut: false,
};

type Row = CartRows['lines'][number];

const amountOf = ({ variant, quantity }: Row): Money => times(variant, quantity);
const dueOf = ({ variant, quantity }: Row): Money => dueNow({ ...variant, quantity });
const recurringOf = (rows: readonly Row[], language: Language) =>
  recurringTotals(
    rows.map(({ variant, quantity }) => ({ ...variant, quantity })),
    wordsIn(language, 'plan'),
  );

/**
 * The cart as pages show it: grouped by seller, one subtotal each, one total per currency; what is due
 * now and what comes again apart.
 */
export function cartView(cart: CartRows | null, language: Language = firstLanguage): CartView {
  if (!cart || cart.lines.length === 0) return emptyCart;
  const groups = [...bySeller(cart.lines).values()].map((rows) => groupView(rows, language));
  return {
    groups,
    count: cart.lines.reduce((total, line) => total + line.quantity, 0),
    totals: totals(cart.lines.map(dueOf)).map((total) => priceOf(total, language)),
    recurring: recurringOf(cart.lines, language),
    payments: groups.reduce((payments, { lines }) => payments + paymentsOf(lines), 0),
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

function groupView(rows: readonly Row[], language: Language): CartGroup {
  const [first] = rows;
  if (!first) throw new Error('a group has at least one line');
  const { id, slug, name, countryName, statement, cannotBePaid } = sellerView(
    first.seller,
    language,
  );
  return {
    seller: { id, slug, name, countryName, statement, cannotBePaid },
    lines: rows.map((row) => lineView(row, fitsCharge(chargeOf(row, rows)), language)),
    subtotal: priceOf(sum(rows.map(dueOf), first.seller.currency), language),
    recurring: recurringOf(rows, language),
  };
}

/** One for goods together, and one for each plan; a trial begins without one. */
function paymentsOf(lines: readonly CartLine[]): number {
  const goods = lines.some(({ plan }) => plan === null) ? 1 : 0;
  return goods + lines.filter(({ plan }) => plan?.trialDays === 0).length;
}

/** What is charged at once with this line: a seller's goods together, each plan for itself. */
function chargeOf(row: Row, ofSeller: readonly Row[]): Money {
  if (row.variant.interval) return amountOf(row);
  const goods = ofSeller.filter(({ variant }) => !variant.interval);
  return sum(goods.map(amountOf), row.variant.currency);
}

function lineView(row: Row, fits: boolean, language: Language): CartLine {
  const { variant, product, quantity } = row;
  const maxQuantity = mostOf(variant);
  return {
    variantId: variant.id,
    productSlug: product.slug,
    name: product.name,
    variant: variant.name,
    picture: product.picture,
    quantity,
    maxQuantity,
    unit: priceOf(variant, language),
    amount: priceOf(amountOf(row), language),
    plan: planOf(variant, wordsIn(language, 'plan')),
    problem:
      problemOf(row, maxQuantity, wordsIn(language, 'shop')) ??
      (fits ? null : wordsIn(language, 'problems')('too_large')),
  };
}

function problemOf(
  { variant, product, quantity }: Row,
  most: number,
  t: Words<'shop'>,
): string | null {
  if (product.hiddenAt || variant.hiddenAt) return t('notSold');
  if (isUnready(variant)) return t('unready');
  if (most === 0) return t('soldOutRemove');
  if (quantity > most) return variant.interval ? t('atMost', { most }) : t('tooMany', { most });
  return null;
}
