import type { ShopSeed } from '../shop-seed';

export const brambleAndFog: ShopSeed = {
  seller: {
    slug: 'bramble-and-fog',
    name: 'Bramble & Fog',
    tagline: 'Jam, tea and honey from a wet valley',
    about:
      'It rains here two hundred days a year, and the hedges love it. We pick within three miles of the ' +
      'kitchen, cook in copper, and write the weather of the day on every lid.',
    place: 'Hebden Bridge',
    country: 'GB',
    currency: 'gbp',
  },
  products: [
    {
      slug: 'hedgerow-jam',
      name: 'Hedgerow jam',
      category: 'pantry',
      description:
        'Blackberry, elder, sloe and one crab apple for courage. Dark, sharp, and set just softly enough to ' +
        'slide off the scone at the worst moment.',
      details: ['227 g', '68 g of fruit in 100 g', 'Keeps a year, never has'],
      delivery: 'Sent twice a week from Yorkshire.',
      pictures: ['A jar of dark jam under a checked cloth, with berries on its label'],
      variants: [
        { name: 'One jar', amount: 650, stock: 80 },
        { name: 'Three jars', amount: 1750, stock: 26 },
      ],
    },
    {
      slug: 'moorland-honey',
      name: 'Moorland honey',
      category: 'pantry',
      description:
        'Heather honey so thick it has to be pressed from the comb. Smells of late August, tastes faintly of ' +
        'toffee, and refuses to be poured.',
      details: ['340 g', 'Raw and unblended', 'From eleven hives that have names'],
      delivery: 'Sent twice a week from Yorkshire.',
      pictures: ['A jar of dark golden honey with honeycombs on its label, and a bee'],
      variants: [{ name: '', amount: 1200, stock: 3 }],
    },
    {
      slug: 'fog-tea',
      name: 'Fog tea',
      category: 'pantry',
      description:
        'Assam smoked lightly over apple wood, for afternoons when the other side of the valley has gone. ' +
        'Takes milk. Takes a biscuit. Takes your mind off things.',
      details: ['Loose leaf', '125 g makes fifty mugs', 'Tin by a tinsmith two doors down'],
      delivery: 'Sent twice a week from Yorkshire.',
      pictures: [
        'A blue-green tin of tea with hills in fog on its label, and a heap of tea leaves',
      ],
      variants: [
        { name: 'Tin, 125 g', amount: 1450, stock: 331 },
        { name: 'Refill, 250 g', amount: 1900, stock: 344 },
      ],
    },
    {
      slug: 'wool-tea-cosy',
      name: 'Wool tea cosy',
      category: 'kitchen',
      description:
        'Knitted from the fleece of sheep you can see from the kitchen window. Keeps a pot hot for an hour, ' +
        'and looks like a hat because it began as one.',
      details: ['Fits pots up to 1 litre', 'Wash by hand, dry flat', 'Undyed wool'],
      delivery: 'Sent twice a week from Yorkshire.',
      pictures: ['A teapot in a knitted cosy with a red bobble'],
      variants: [{ name: '', amount: 2800, stock: 12 }],
    },
    {
      slug: 'tea-of-the-month',
      name: 'Tea of the month',
      category: 'plans',
      description:
        'A pouch for thirty mugs, chosen by the weather we expect you to have. Smoke in January, nettle in ' +
        'April, something cheerful for the week when it is dark at four.',
      details: ['75 g of loose leaf', 'Blended in the valley', 'Fits through the letter box'],
      delivery: 'Sent from Yorkshire in the second week of the month.',
      pictures: ['A paper bag of tea with rain and a leaf on it, and a red cup that steams'],
      variants: [{ name: '', amount: 850, stock: null, interval: 'month' }],
    },
  ],
};
