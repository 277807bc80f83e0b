import { expect, it } from 'vitest';
import { productHref } from './product-href';

it('the first picture and the first reviews need not be asked for', () => {
  expect(productHref('mug', {})).toBe('/products/mug');
  expect(productHref('mug', { picture: 1, reviews: 1 })).toBe('/products/mug');
});

it('a picture and a page of reviews are asked for beside one another', () => {
  expect(productHref('mug', { picture: 2 })).toBe('/products/mug?picture=2');
  expect(productHref('mug', { picture: 2, reviews: 3 })).toBe('/products/mug?picture=2&reviews=3');
});
