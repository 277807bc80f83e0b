import type { ShopSeed } from '../shop-seed';

export const paperHarbor: ShopSeed = {
  seller: {
    slug: 'paper-harbor',
    name: 'Paper Harbor',
    tagline: 'Letterpress by the waterfront',
    about:
      'A 1912 platen press in a former sail loft. We print what we would like to find in the mailbox, on ' +
      'cotton paper thick enough to feel the words with your eyes closed.',
    place: 'Portland, Maine',
    country: 'US',
    currency: 'usd',
  },
  products: [
    {
      slug: 'tide-notebook',
      name: 'Tide notebook',
      category: 'paper',
      description:
        'Every spread carries the tide curve of Casco Bay along its edge, so each day of notes rises and ' +
        'falls with the water. Sewn, so it lies flat on a rocking deck.',
      details: [
        '144 pages of 100 g paper',
        'Fits a jacket pocket: 9 × 14 cm',
        'Sewn binding, cloth spine',
      ],
      delivery: 'Posted the same day, in an envelope we are a little vain about.',
      pictures: [
        'A dark blue notebook with a moon and tide curves on it, and a red ribbon',
        'The notebook open: ruled pages with a tide curve along their edges, and a pencil',
      ],
      variants: [
        { name: 'Lined', amount: 1600, stock: 60 },
        { name: 'Dotted', amount: 1600, stock: 42 },
        { name: 'Blank', amount: 1500, stock: 38 },
      ],
    },
    {
      slug: 'thank-you-cards',
      name: 'Thank-you cards',
      category: 'paper',
      description:
        'Eight ways to say it, from a small nod to a brass band. Printed in two colours, with envelopes ' +
        'that close by themselves, because nobody likes the taste of glue.',
      details: [
        'Set of eight, all different',
        'Cotton paper, 600 g',
        'Envelopes from recycled charts',
      ],
      delivery: 'Posted the same day.',
      pictures: ['A card with a heart and a line of handwriting, envelopes behind it'],
      variants: [{ name: '', amount: 2200, stock: 335 }],
    },
    {
      slug: 'harbor-chart-print',
      name: 'Harbor chart print',
      category: 'paper',
      description:
        'The harbor as the pilots drew it in 1889, rocks, wrecks and all, printed from a fresh plate in ' +
        'deep-sea blue. The seal in the corner is ours, and so is the joke.',
      details: ['Printed by hand, numbered', 'Archival ink', 'Sent rolled, in a sturdy tube'],
      delivery: 'Posted in three days, when the ink has made up its mind.',
      pictures: ['A framed chart of a coast with a compass rose'],
      variants: [
        { name: '30 × 40 cm', amount: 4800, stock: 14 },
        { name: '50 × 70 cm', amount: 8400, stock: 5 },
      ],
    },
    {
      slug: 'desk-calendar',
      name: 'Desk calendar 2027',
      category: 'paper',
      description:
        'Twelve cards on a maple stand, one lighthouse a month. December blinks, if you let the afternoon ' +
        'sun through the hole we punched.',
      details: ['Cards 12 × 17 cm', 'Stand of Maine maple', 'Refills every autumn'],
      delivery: 'Posted the same day.',
      pictures: ['A calendar on a wooden stand: a lighthouse above the days of the month'],
      variants: [{ name: '', amount: 3400, stock: 50 }],
    },
  ],
};
