import type { ShopSeed } from '../shop-seed';

export const nightOwlPatterns: ShopSeed = {
  seller: {
    slug: 'night-owl-patterns',
    name: 'Night Owl Patterns',
    tagline: 'Sewing patterns that arrive at 2 a.m.',
    about:
      'I draft patterns after the children are asleep and send them as files, so you can start after yours ' +
      'are. Each one was sewn by nine people of nine shapes before it came here.',
    place: 'Santa Fe, New Mexico',
    country: 'US',
    currency: 'usd',
  },
  products: [
    {
      slug: 'chore-coat-pattern',
      name: 'Chore coat pattern',
      category: 'wear',
      description:
        'Four pockets, a collar that stands up to wind, and instructions written as if a patient friend sat ' +
        'beside you. Two evenings if you have set in a sleeve before, three if you swear at them.',
      details: ['PDF for A4, Letter and A0', '14 sizes in one file', '38 drawings, no riddles'],
      delivery: 'A download, at once and for ever.',
      pictures: ['A drawing of a blue chore coat on pattern paper, and scissors'],
      variants: [{ name: '', amount: 1400, stock: null }],
    },
    {
      slug: 'roll-top-bag-pattern',
      name: 'Roll-top bag pattern',
      category: 'wear',
      description:
        'A bicycle bag for waxed canvas or the old tent in your cellar. Straight seams only: a first project ' +
        'that does not look like one.',
      details: ['PDF for A4 and Letter', 'Holds 12 to 18 litres', 'Cutting plan for 1 m of cloth'],
      delivery: 'A download, at once and for ever.',
      pictures: ['A brown backpack whose top is rolled down and held by a strap'],
      variants: [
        { name: 'Pattern', amount: 900, stock: null },
        { name: 'Pattern and film course', amount: 2500, stock: null },
      ],
    },
    {
      slug: 'sashiko-sampler',
      name: 'Sashiko sampler',
      category: 'wear',
      description:
        'Twelve mending stitches on one printed cloth, with thread, a long needle and the permission to be ' +
        'crooked. After row six your jeans begin to look at you hopefully.',
      details: [
        'Cloth 33 × 33 cm, pattern washes out',
        'Indigo and white thread',
        'Needle and thimble',
      ],
      delivery: 'Posted in two days; the guide comes as a download at once.',
      pictures: ['A dark blue cloth with four patterns stitched in white, a needle and thread'],
      variants: [{ name: '', amount: 2600, stock: 22 }],
    },
    {
      slug: 'pattern-library',
      name: 'Pattern library',
      category: 'plans',
      description:
        'Every pattern I have drafted and every one I will, with the film courses, for a year at a time. The ' +
        'first two weeks are free: long enough to finish one pocket and know whether you want more.',
      details: [
        '23 patterns today, about one more a month',
        'All film courses',
        'What you downloaded stays yours',
      ],
      delivery: 'Open at once, for as long as you are a member.',
      pictures: ['A shelf of patterns like books, with a small owl on top'],
      variants: [{ name: '', amount: 4800, stock: null, interval: 'year', trialDays: 14 }],
    },
  ],
};
