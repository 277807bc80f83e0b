import type { ShopSeed } from './shop-seed';

/**
 * So many more sellers in dollars, each with one thing that never runs out: for measuring what an
 * order from fifty sellers costs (`EXTRA_SELLERS`). They have no pictures.
 */
export function extraShops(count: number): ShopSeed[] {
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    return {
      seller: {
        slug: `stall-${number}`,
        name: `Stall ${number}`,
        tagline: 'One thing, always there',
        about: 'A stall that is here to be counted.',
        place: 'Portland, Maine',
        country: 'US',
        currency: 'usd',
      },
      products: [
        {
          slug: `stall-${number}-thing`,
          name: `Thing of stall ${number}`,
          category: 'home',
          description: 'It is what it is.',
          details: [],
          delivery: 'At once.',
          pictures: [],
          variants: [{ name: '', amount: 1_000 + number, stock: null }],
        },
      ],
    };
  });
}
