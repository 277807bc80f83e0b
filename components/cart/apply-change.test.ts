import { expect, test } from 'vitest';
import type { SellerId, VariantId } from '@/lib/model/ids';
import type { CartLine, CartView } from '@/lib/model/views';
import { applyChange, type ShownCart } from './apply-change';
import { applyLater, asideOf } from './apply-later';

const mug = 'var_mug' as VariantId;
const soap = 'var_soap' as VariantId;
const price = { amount: 2800, currency: 'usd', text: '$28.00' };

const line = (variantId: VariantId, quantity: number): CartLine => ({
  variantId,
  productSlug: variantId,
  name: variantId,
  variant: '',
  picture: '',
  quantity,
  maxQuantity: 9,
  unit: price,
  amount: price,
  plan: null,
  problem: null,
});

const group = (name: string, ...lines: CartLine[]) => ({
  seller: {
    id: name as SellerId,
    slug: name,
    name,
    countryName: '',
    statement: '',
    cannotBePaid: null,
  },
  lines,
  subtotal: price,
  recurring: [],
});

const cart: CartView = {
  groups: [group('clay', line(mug, 2)), group('mistral', line(soap, 1))],
  count: 3,
  totals: [price],
  recurring: [],
  payments: 2,
  quote: 'q',
  canCheckOut: true,
};
const shown: ShownCart = { cart, pending: new Set() };

test('a new quantity shows at once, its amount waits for the server', () => {
  const after = applyChange(shown, { variantId: mug, quantity: 5 });
  expect(after.cart.groups[0]?.lines[0]?.quantity).toBe(5);
  expect(after.cart.count).toBe(6);
  expect([...after.pending]).toEqual([mug]);
  expect(after.cart.groups[0]?.lines[0]?.amount).toEqual(price);
});

test('the last line of a seller takes the seller along', () => {
  const after = applyChange(shown, { variantId: soap, quantity: 0 });
  expect(after.cart.groups.map(({ seller }) => seller.name)).toEqual(['clay']);
  expect(after.cart.count).toBe(2);
});

test('changes add up, and the cart they began with stays as it was', () => {
  const once = applyChange(shown, { variantId: mug, quantity: 3 });
  const twice = applyChange(once, { variantId: soap, quantity: 4 });
  expect(twice.cart.count).toBe(7);
  expect([...twice.pending]).toEqual([mug, soap]);
  expect(cart.count).toBe(3);
  expect(cart.groups[0]?.lines[0]?.quantity).toBe(2);
});

test('what goes aside comes first, once, and what leaves is gone', () => {
  const mugAside = asideOf(line(mug, 2), 'Linden Clay');
  const soapAside = asideOf(line(soap, 1), 'Atelier Mistral');
  const one = applyLater([soapAside], { act: 'save', line: mugAside });
  expect(one).toEqual([mugAside, soapAside]);
  expect(applyLater(one, { act: 'save', line: soapAside })).toEqual([soapAside, mugAside]);
  expect(applyLater(one, { act: 'move', line: soapAside })).toEqual([mugAside]);
  expect(applyLater(one, { act: 'drop', line: mugAside })).toEqual([soapAside]);
});
