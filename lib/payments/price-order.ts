import type { CartRows } from '../catalog/cart-rows';
import type { AccountId, SellerId } from '../model/ids';
import { feeOf, money, sum, times, type Money } from '../model/money';

export type CartLineRow = CartRows['lines'][number];

/** The part of a cart that one seller sells: what becomes one leg, one direct charge. */
export interface PricedPart {
  readonly sellerId: SellerId;
  readonly accountId: AccountId;
  readonly lines: readonly CartLineRow[];
  readonly amount: Money;
  /** The platform's share of `amount`. */
  readonly fee: Money;
}

/**
 * The cart by seller, in the order of its lines, with what each is to be paid. `feeBasisPoints`:
 * hundredths of a per cent. Throws a RangeError when an amount is beyond what one charge can hold.
 */
export function priceOrder(lines: readonly CartLineRow[], feeBasisPoints: number): PricedPart[] {
  const bySeller = new Map<SellerId, CartLineRow[]>();
  for (const line of lines) {
    const part = bySeller.get(line.seller.id);
    if (part) part.push(line);
    else bySeller.set(line.seller.id, [line]);
  }
  return [...bySeller.values()].map((part) => {
    const { seller } = part[0] as CartLineRow;
    if (!seller.accountId) throw new Error(`seller ${seller.id} has no account`);
    const amounts = part.map(({ variant, quantity }) =>
      times({ amount: variant.amount, currency: variant.currency }, quantity),
    );
    const total = sum(amounts, seller.currency);
    const amount = money(total.amount, total.currency);
    return {
      sellerId: seller.id,
      accountId: seller.accountId,
      lines: part,
      amount,
      fee: feeOf(amount, feeBasisPoints),
    };
  });
}

/** True of a line that is paid again and again, and so becomes a subscription and no part of a leg. */
export function isPlan({ variant }: CartLineRow): boolean {
  return variant.interval !== null;
}

/** What each plan costs a period. Throws a RangeError when that is beyond what one charge can hold. */
export function pricePlans(lines: readonly CartLineRow[]): Money[] {
  return lines.map(({ variant, quantity }) => {
    const { amount, currency } = times(variant, quantity);
    return money(amount, currency);
  });
}
