import type { ShopSeed } from '../shop-seed';

export const kumoHouse: ShopSeed = {
  seller: {
    slug: 'kumo-house',
    name: 'Kumo House',
    tagline: 'Dyed cloth, incense and paper light',
    about:
      'Kumo means cloud, and that is how our dyer describes a good indigo: never the same blue twice. Four ' +
      'families in one lane make what we sell; we pack it in cloth, so the wrapping is a present as well.',
    place: 'Kyoto',
    country: 'JP',
    currency: 'jpy',
  },
  products: [
    {
      slug: 'tenugui-waves',
      name: 'Tenugui cloth',
      category: 'home',
      description:
        'A towel, a bandana, a bottle wrap, a picture on the wall. The edges are left raw on purpose: they ' +
        'fray for a week, then stop, and dry in no time ever after.',
      details: ['35 × 90 cm', 'Cotton, dyed by pouring', 'Colour on both sides'],
      delivery: 'Leaves Kyoto in four days.',
      pictures: ['A cotton cloth printed with blue rings like waves'],
      variants: [
        { name: 'Waves', amount: 1800, stock: 48 },
        { name: 'Hail', amount: 1800, stock: 36 },
        { name: 'Foxes', amount: 2200, stock: 5 },
      ],
    },
    {
      slug: 'hinoki-incense',
      name: 'Hinoki incense',
      category: 'home',
      description:
        'Thin sticks that smell like the inside of a new bathhouse. One burns for twenty-five minutes, which ' +
        'is also how long a person can sit still.',
      details: ['80 sticks', 'Cypress from Kiso', 'Little smoke'],
      delivery: 'Leaves Kyoto in four days.',
      pictures: ['A stick of incense smoking on a flat wooden box of more'],
      variants: [{ name: '', amount: 1500, stock: 364 }],
    },
    {
      slug: 'washi-lamp',
      name: 'Washi lamp',
      category: 'home',
      description:
        'Mulberry paper around a ring of cedar. Folds flat as a letter, opens with a small breath, and makes ' +
        'the light of an afternoon behind clouds.',
      details: ['28 cm across', 'For bulbs up to 8 W LED', 'Cord of 2 m, cotton braid'],
      delivery: 'Leaves Kyoto in a week.',
      pictures: ['A round paper lamp, lit'],
      variants: [{ name: '', amount: 12800, stock: 6 }],
    },
    {
      slug: 'plum-furikake',
      name: 'Plum furikake',
      category: 'pantry',
      description:
        'Sour plum, toasted sesame and red shiso, for rice, eggs and buttered toast at midnight. The jar is ' +
        'small, since the first thing people do is buy another.',
      details: ['60 g', 'No sugar added', 'Best within three months of opening'],
      delivery: 'Leaves Kyoto in four days.',
      pictures: ['A glass of plum furikake with a plum on its label'],
      variants: [{ name: '', amount: 500, stock: 90 }],
    },
    {
      slug: 'incense-of-the-month',
      name: 'Incense of the month',
      category: 'plans',
      description:
        'Twenty sticks for the season that is just beginning, from frost to first rain. The card inside says ' +
        'what it is meant to smell of; most people guess before they read it.',
      details: ['20 sticks a month', 'A paper sleeve by another printer each time', 'Little smoke'],
      delivery: 'Leaves Kyoto on the first of the month.',
      pictures: ['A carton of incense with a blossom on it, and one stick smoking on a dish'],
      variants: [{ name: '', amount: 1200, stock: null, interval: 'month' }],
    },
  ],
};
