import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountId, SellerId, VariantId } from '../model/ids';
import { priceOrder, type CartLineRow } from './price-order';

interface Line {
  readonly seller: string;
  readonly amount: number;
  readonly quantity: number;
  readonly currency?: string;
  readonly accountId?: string | null;
}

const line = ({ seller, amount, quantity, currency = 'usd', accountId }: Line, index = 0) =>
  ({
    quantity,
    variant: { id: `var_${index}` as VariantId, amount, currency },
    product: {},
    seller: {
      id: seller as SellerId,
      accountId: (accountId === undefined ? `acct_${seller}` : accountId) as AccountId | null,
      currency: 'usd',
    },
  }) as CartLineRow;

describe('the price of an order', () => {
  it('is one part a seller, in the order of the cart, with its account and its lines', () => {
    const lines = [
      line({ seller: 'b', amount: 1_000, quantity: 2 }, 0),
      line({ seller: 'a', amount: 500, quantity: 1 }, 1),
      line({ seller: 'b', amount: 50, quantity: 3 }, 2),
    ];
    expect(priceOrder(lines, 1_000)).toEqual([
      {
        sellerId: 'b',
        accountId: 'acct_b',
        lines: [lines[0], lines[2]],
        amount: { amount: 2_150, currency: 'usd' },
        fee: { amount: 215, currency: 'usd' },
      },
      {
        sellerId: 'a',
        accountId: 'acct_a',
        lines: [lines[1]],
        amount: { amount: 500, currency: 'usd' },
        fee: { amount: 50, currency: 'usd' },
      },
    ]);
    expect(priceOrder([], 1_000)).toEqual([]);
  });

  it('rounds the fee half up to a whole minor unit', () => {
    const feeOf = (amount: number, basisPoints: number) =>
      priceOrder([line({ seller: 'a', amount, quantity: 1 })], basisPoints)[0]?.fee.amount;
    expect(feeOf(5, 1_000)).toBe(1);
    expect(feeOf(4, 1_000)).toBe(0);
    expect(feeOf(999, 0)).toBe(0);
  });

  it('of whole numbers is a whole number, every line counted once; the fee is never more', () => {
    const lines = fc.array(
      fc.record({
        seller: fc.constantFrom('a', 'b', 'c'),
        amount: fc.integer({ min: 0, max: 100_000 }),
        quantity: fc.integer({ min: 1, max: 20 }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 5_000 }), (cart, basisPoints) => {
        const parts = priceOrder(cart.map(line), basisPoints);
        const total = parts.reduce((sum, { amount }) => sum + amount.amount, 0);
        expect(total).toBe(cart.reduce((sum, { amount, quantity }) => sum + amount * quantity, 0));
        expect(parts.flatMap((part) => part.lines)).toHaveLength(cart.length);
        for (const { amount, fee } of parts) {
          expect(Number.isSafeInteger(fee.amount)).toBe(true);
          expect(fee.amount).toBeGreaterThanOrEqual(0);
          expect(fee.amount).toBeLessThanOrEqual(amount.amount);
        }
      }),
    );
  });

  it.each([
    ['a part of a piece', { amount: 100, quantity: 1.5 }],
    ['fewer than none', { amount: 100, quantity: -1 }],
    ['no number of pieces', { amount: 100, quantity: Number.NaN }],
    ['a price below nothing', { amount: -1, quantity: 1 }],
    ['a part of a cent', { amount: 0.5, quantity: 1 }],
    ['more than one charge can hold', { amount: 99_999_999, quantity: 2 }],
    ['more than a number can hold', { amount: Number.MAX_SAFE_INTEGER, quantity: 2 }],
    ['another currency than the seller’s', { amount: 100, quantity: 1, currency: 'eur' }],
  ])('refuses %s', (_what, wrong) => {
    expect(() => priceOrder([line({ seller: 'a', ...wrong })], 1_000)).toThrow(RangeError);
  });

  it('refuses a sum beyond what one charge can hold, though each line is not', () => {
    const lines = [0, 1].map((index) =>
      line({ seller: 'a', amount: 60_000_000, quantity: 1 }, index),
    );
    expect(() => priceOrder(lines, 1_000)).toThrow(RangeError);
  });

  it('refuses a seller who has no account', () => {
    const homeless = line({ seller: 'a', amount: 100, quantity: 1, accountId: null });
    expect(() => priceOrder([homeless], 1_000)).toThrow('seller a has no account');
  });
});
