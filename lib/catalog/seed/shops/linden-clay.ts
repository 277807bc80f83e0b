import type { ShopSeed } from '../shop-seed';

export const lindenClay: ShopSeed = {
  seller: {
    slug: 'linden-clay',
    name: 'Linden Clay',
    tagline: 'Stoneware for slow mornings',
    about:
      'Two potters, one wood kiln and a linden tree that drops its flowers into every glaze bucket. ' +
      'We throw in small batches, fire four times a year, and keep nothing we would not drink from ourselves.',
    place: 'Asheville, North Carolina',
    country: 'US',
    currency: 'usd',
  },
  products: [
    {
      slug: 'speckled-mug',
      name: 'Speckled mug',
      category: 'kitchen',
      description:
        'A heavy-bottomed mug with a thumb rest where your thumb already wants to be. The speckles are ' +
        'iron in the clay, so no two mugs wear the same freckles.',
      details: [
        'Holds 340 ml',
        'Dishwasher and microwave safe',
        'Thrown by hand, marked on the foot',
      ],
      delivery: 'Leaves Asheville in two days, wrapped in newspaper we have already read.',
      pictures: [
        'A mug of speckled clay in oat, full of coffee',
        'The mug in its three glazes: moss, oat and night blue',
      ],
      variants: [
        { name: 'Oat', amount: 2800, stock: 24 },
        { name: 'Moss', amount: 2800, stock: 4 },
        { name: 'Night blue', amount: 3200, stock: 11 },
      ],
    },
    {
      slug: 'noodle-bowl',
      name: 'Noodle bowl',
      category: 'kitchen',
      description:
        'Deep enough for broth, wide enough for the egg, with two notches on the rim that hold your ' +
        'chopsticks while you go and find the chili oil.',
      details: ['18 cm across, 9 cm deep', 'Ash glaze, food safe', 'Stacks without sticking'],
      delivery: 'Leaves Asheville in two days.',
      pictures: ['A blue-green bowl of noodles with half an egg, chopsticks laid across its rim'],
      variants: [{ name: '', amount: 4200, stock: 316 }],
    },
    {
      slug: 'bud-vase',
      name: 'Bud vase',
      category: 'home',
      description:
        'For the one stem you brought home from a walk. Narrow neck, wide shoulders, and a weight at the ' +
        'bottom that a cat has to think about twice.',
      details: ['12 cm tall', 'Watertight', 'Glazed inside, bare clay outside'],
      delivery: 'Leaves Asheville in two days.',
      pictures: ['A small red-brown vase with a narrow neck and one white flower'],
      variants: [
        { name: 'Bone', amount: 2400, stock: 9 },
        { name: 'Rust', amount: 2400, stock: 13 },
      ],
    },
    {
      slug: 'wood-fired-teapot',
      name: 'Wood-fired teapot',
      category: 'kitchen',
      description:
        'Sixty hours in the kiln, turned by flame on one side and ash on the other. We get three good ones ' +
        'out of a firing, and the last three went on Tuesday.',
      details: ['Holds 600 ml', 'Strainer cut into the clay', 'Next firing in spring'],
      delivery: 'Made in the next firing.',
      pictures: ['A brown teapot with a bent handle, ash glaze on its shoulder'],
      variants: [{ name: '', amount: 14500, stock: 0 }],
    },
    {
      slug: 'studio-coffee',
      name: 'Studio coffee',
      category: 'plans',
      description:
        'The roaster next door heats with what our kiln leaves over, and once a month he sends what we drink ' +
        'ourselves: one bean, one farm, one paragraph about both.',
      details: ['Whole beans, roasted the day before', 'Another farm every month', '250 g a bag'],
      delivery: 'Leaves Asheville on the first Tuesday of the month.',
      pictures: ['A brown bag of coffee, a few beans and a cup that steams'],
      variants: [
        { name: 'One bag', amount: 1600, stock: null, interval: 'month' },
        { name: 'Two bags', amount: 2900, stock: null, interval: 'month' },
      ],
    },
  ],
};
