import type { ShopSeed } from '../shop-seed';

export const mapleAndWool: ShopSeed = {
  seller: {
    slug: 'maple-and-wool',
    name: 'Maple & Wool',
    tagline: 'Warm things from a cold coast',
    about:
      'Grandmother knits, mother taps the trees, and I answer the letters. Our winters are long and the ' +
      'kettle is always on, so everything we make has been tried out by shivering people.',
    place: 'Lunenburg, Nova Scotia',
    country: 'CA',
    currency: 'cad',
  },
  products: [
    {
      slug: 'fisher-beanie',
      name: 'Fisher beanie',
      category: 'wear',
      description:
        'Short enough to keep your ears opinionated, thick enough for the deck at five in the morning. The ' +
        'lanolin stays in the wool, so drizzle gives up and rolls off.',
      details: ['100 % Nova Scotia wool', 'One size, kind to most heads', 'Wash rarely, cold'],
      delivery: 'Posted every Friday.',
      pictures: ['A grey knitted beanie, its brim turned up, with an anchor on the label'],
      variants: [
        { name: 'Granite', amount: 4600, stock: 15 },
        { name: 'Buoy orange', amount: 4600, stock: 2 },
        { name: 'Undyed', amount: 4200, stock: 19 },
      ],
    },
    {
      slug: 'mended-socks',
      name: 'Already mended socks',
      category: 'wear',
      description:
        'We darn the heels in another colour before you wear them out. It saves you an evening in four ' +
        'years, and it looks like you have a grandmother who cares.',
      details: [
        'Wool and a little nylon',
        'Heel and toe in a second colour',
        'Sent as a pair, mostly',
      ],
      delivery: 'Posted every Friday.',
      pictures: ['Two grey-blue socks whose heels and toes are darned in red and yellow'],
      variants: [
        { name: 'Small', amount: 3200, stock: 20 },
        { name: 'Large', amount: 3200, stock: 17 },
      ],
    },
    {
      slug: 'dark-maple-syrup',
      name: 'Dark maple syrup',
      category: 'pantry',
      description:
        'The late run, when the sap goes dark and the connoisseurs go quiet. Tastes of smoke, caramel and ' +
        'the end of winter.',
      details: ['500 ml', 'Grade A, very dark', 'Forty litres of sap in each bottle'],
      delivery: 'Posted every Friday, in a box that has been dropped on purpose.',
      pictures: ['A brown bottle with a small handle, a red cap and a maple leaf on its label'],
      variants: [{ name: '', amount: 2900, stock: 328 }],
    },
  ],
};
