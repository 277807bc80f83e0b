import type { ShopSeed } from '../shop-seed';

export const atelierMistral: ShopSeed = {
  seller: {
    slug: 'atelier-mistral',
    name: 'Atelier Mistral',
    tagline: 'Soap and linen, dried by the wind',
    about:
      'Our cauldrons hold olive oil, sea soda and patience: ten days of cooking, four weeks of drying in the ' +
      'draught that gave us our name. The linen is woven by a cousin and washed in what we make.',
    place: 'Marseille',
    country: 'FR',
    currency: 'eur',
  },
  products: [
    {
      slug: 'marseille-soap',
      name: 'Marseille soap',
      category: 'home',
      description:
        'A green cube for hands, shirts, dogs and paintbrushes. Seventy-two per cent oil and not a drop of ' +
        'perfume; it smells of clean, which turns out to be a smell.',
      details: ['300 g cube', 'Olive oil, soda, salt, water', 'Stamped on six sides'],
      delivery: 'Leaves Marseille in three days.',
      pictures: ['A green cube of soap with stamped sides, and bubbles'],
      variants: [
        { name: 'One cube', amount: 600, stock: 120 },
        { name: 'Box of four', amount: 2200, stock: 30 },
      ],
    },
    {
      slug: 'linen-tea-towel',
      name: 'Linen tea towel',
      category: 'kitchen',
      description:
        'Half-linen is for half-dry glasses. This is the whole thing: stiff for a week, then soft for twenty ' +
        'years, with a loop that survives being yanked.',
      details: ['50 × 70 cm', '100 % French flax', 'Hot wash, no iron, no regrets'],
      delivery: 'Leaves Marseille in three days.',
      pictures: ['A white linen towel with ochre stripes, hanging on a wooden rod'],
      variants: [
        { name: 'Ochre stripe', amount: 1800, stock: 40 },
        { name: 'Sea stripe', amount: 1800, stock: 27 },
      ],
    },
    {
      slug: 'linen-apron',
      name: 'Linen apron',
      category: 'wear',
      description:
        'Crossed at the back, so nothing pulls at the neck, with a pocket deep enough for a phone and a ' +
        'wooden spoon. Cooks borrow it. Gardeners do not give it back.',
      details: ['One size, crossed straps', 'Washed linen, 260 g', 'Two pockets'],
      delivery: 'Leaves Marseille in three days.',
      pictures: ['A green apron with a wide front pocket, a wooden spoon at its chest'],
      variants: [
        { name: 'Olive', amount: 6400, stock: 10 },
        { name: 'Brick', amount: 6400, stock: 0 },
      ],
    },
    {
      slug: 'lavender-sachets',
      name: 'Lavender sachets',
      category: 'home',
      description:
        'Three small pillows of last July from the plateau of Valensole. One for the wardrobe, one for the ' +
        'suitcase, one to squeeze during long telephone calls.',
      details: ['Set of three', 'Refillable linen bags', 'Scent lasts about a year'],
      delivery: 'Leaves Marseille in three days.',
      pictures: ['Three cloth sachets and a bunch of lavender tied with a ribbon'],
      variants: [{ name: '', amount: 1200, stock: 355 }],
    },
    {
      slug: 'soap-of-the-month',
      name: 'Soap of the month',
      category: 'plans',
      description:
        'What the cauldron did this month: fig leaf, sea fennel, once by mistake liquorice. Never in the shop, ' +
        'never the same again, gone from the dish in just about four weeks.',
      details: [
        'One bar of 150 g',
        'Twelve different ones a year',
        'Wrapped in the month’s newspaper',
      ],
      delivery: 'Leaves Marseille in the first week of the month.',
      pictures: ['A bar of green soap in a paper band, a leaf and bubbles'],
      variants: [{ name: '', amount: 900, stock: null, interval: 'month' }],
    },
  ],
};
