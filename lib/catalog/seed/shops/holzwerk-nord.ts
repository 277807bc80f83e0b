import type { ShopSeed } from '../shop-seed';

export const holzwerkNord: ShopSeed = {
  seller: {
    slug: 'holzwerk-nord',
    name: 'Holzwerk Nord',
    tagline: 'Wooden things that can take a fall',
    about:
      'A workshop of four behind the harbour, and one tester aged six. We use beech, maple and the windfall ' +
      'of the city park, oil everything with linseed, and repair what we sold for as long as we live.',
    place: 'Lübeck',
    country: 'DE',
    currency: 'eur',
  },
  products: [
    {
      slug: 'stacking-boats',
      name: 'Stacking boats',
      category: 'play',
      description:
        'Five boats that nest, stack, race down a ramp and, if asked by the right person, float. The captain ' +
        'is a peg and fits them all.',
      details: ['Beech, linseed oil', 'From 18 months', 'Longest boat 21 cm'],
      delivery: 'Leaves Lübeck in two days.',
      pictures: [
        'Four wooden boats stacked by size, a captain on top',
        'Three of the boats afloat, the captain in the largest',
      ],
      variants: [{ name: '', amount: 3900, stock: 18 }],
    },
    {
      slug: 'marble-run',
      name: 'Marble run',
      category: 'play',
      description:
        'Blocks with tunnels, corners and one loop that everybody builds too early. Adults say they are only ' +
        'helping. The box has no lid, since it is never put away.',
      details: ['Maple, unvarnished', 'From 3 years', 'Ten glass marbles with each set'],
      delivery: 'Leaves Lübeck in two days.',
      pictures: ['Wooden blocks and ramps with four marbles on their way down'],
      variants: [
        { name: '24 blocks', amount: 7900, stock: 7 },
        { name: '48 blocks', amount: 13900, stock: 4 },
      ],
    },
    {
      slug: 'bread-board',
      name: 'Bread board',
      category: 'kitchen',
      description:
        'Cut across the grain, so that knives stay sharp and crumbs fall into the groove. In the north one ' +
        'has supper on it, and it needs no plate.',
      details: ['26 × 16 cm', 'Oiled maple', 'Your initials burnt in if you write to us'],
      delivery: 'Leaves Lübeck in two days.',
      pictures: ['A slice of bread on a wooden board with a groove, and a bread knife'],
      variants: [{ name: '', amount: 2400, stock: 333 }],
    },
    {
      slug: 'animal-of-the-season',
      name: 'Animal of the season',
      category: 'plans',
      description:
        'Four times a year one more for the shelf: hedgehog, heron, a moose who does not stand up without ' +
        'friends. Carved, oiled and signed underneath by whoever made it.',
      details: [
        'Beech or maple, about 9 cm',
        'Linseed oil only',
        'Repaired for as long as we live',
      ],
      delivery: 'Leaves Lübeck at the start of each season.',
      pictures: ['A wooden hedgehog in autumn, with a red leaf beside it'],
      variants: [{ name: '', amount: 2400, stock: null, interval: 'month', intervalCount: 3 }],
    },
  ],
};
