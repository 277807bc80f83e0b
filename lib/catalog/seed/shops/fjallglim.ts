import type { ShopSeed } from '../shop-seed';

export const fjallglim: ShopSeed = {
  seller: {
    slug: 'fjallglim',
    name: 'Fjällglim',
    tagline: 'Light for the dark half of the year',
    about:
      'From December to January the sun does not come up here, and nobody minds as long as there are ' +
      'candles. We pour, dip and hammer all autumn, by daylight, while stocks last.',
    place: 'Kiruna',
    country: 'SE',
    currency: 'sek',
  },
  products: [
    {
      slug: 'dipped-candles',
      name: 'Dipped candles',
      category: 'home',
      description:
        'Dipped thirty times into beeswax, always two on one wick, as they have been since before shops. Cut ' +
        'them apart when somebody comes to visit.',
      details: ['Pair, 25 cm', 'Pure beeswax', 'Burn for nine hours each'],
      delivery: 'Leaves Kiruna in three days.',
      pictures: ['Two tapered candles, one honey yellow and one white, joined by their wick'],
      variants: [
        { name: 'Honey', amount: 14900, stock: 345 },
        { name: 'Snow', amount: 14900, stock: 330 },
      ],
    },
    {
      slug: 'brass-candle-snail',
      name: 'Brass candle snail',
      category: 'home',
      description:
        'A holder with a tray for the drips and a curl for your finger, to be carried up dark stairs in ' +
        'woollen socks. Grows more handsome with every year of neglect.',
      details: ['Solid brass, 11 cm', 'For candles of 22 mm', 'Hammered, not cast'],
      delivery: 'Leaves Kiruna in three days.',
      pictures: ['A brass candle holder with a curled handle and a burning candle'],
      variants: [{ name: '', amount: 39500, stock: 9 }],
    },
    {
      slug: 'aurora-blanket',
      name: 'Aurora blanket',
      category: 'home',
      description:
        'Woven from two colours that meet in a third. Thrown over a chair it is grey; in lamplight the green ' +
        'comes out, a little at a time, like the real thing.',
      details: ['130 × 180 cm', 'Lambswool', 'Woven on a loom from 1938'],
      delivery: 'Leaves Kiruna in a week.',
      pictures: ['A blanket striped in the greens and blues of northern lights, over an armchair'],
      variants: [{ name: '', amount: 129500, stock: 4 }],
    },
  ],
};
