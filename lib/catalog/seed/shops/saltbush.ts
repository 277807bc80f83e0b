import type { ShopSeed } from '../shop-seed';

export const saltbush: ShopSeed = {
  seller: {
    slug: 'saltbush',
    name: 'Saltbush',
    tagline: 'For gardens that get by on little',
    about:
      'We grow what grows anyway: grey leaves, deep roots, small needs. Seed is gathered by hand from our own ' +
      'two hectares, and the tools are made by a blacksmith who gardens.',
    place: 'Fremantle',
    country: 'AU',
    currency: 'aud',
  },
  products: [
    {
      slug: 'drought-garden-seeds',
      name: 'Drought garden seeds',
      category: 'garden',
      description:
        'Nine plants that thrive on being forgotten: kangaroo paw, everlasting daisy, saltbush and friends. ' +
        'Scatter, rake, go on holiday.',
      details: [
        'Nine packets, about 1,200 seeds',
        'Sow in autumn',
        'Ships inside Australia and wherever allowed',
      ],
      delivery: 'Posted on Mondays.',
      pictures: ['Three packets of seeds, a sunflower on the one in front'],
      variants: [{ name: '', amount: 3600, stock: 340 }],
    },
    {
      slug: 'forged-trowel',
      name: 'Forged trowel',
      category: 'garden',
      description:
        'One piece of spring steel, one piece of jarrah, two rivets. The left edge is sharp for roots, the ' +
        'right one blunt for your own good, and there is one for the other hand.',
      details: ['30 cm long', 'Oil the handle once a year', 'Comes with a leather sheath'],
      delivery: 'Posted on Mondays.',
      pictures: ['A steel trowel with a wooden handle, standing in earth'],
      variants: [
        { name: 'Right-handed', amount: 7400, stock: 8 },
        { name: 'Left-handed', amount: 7400, stock: 3 },
      ],
    },
    {
      slug: 'olla-watering-pot',
      name: 'Olla watering pot',
      category: 'garden',
      description:
        'Bury it to the neck, fill it on Sunday, and it sweats water to the roots until the next. The oldest ' +
        'irrigation there is, and still the quietest.',
      details: ['Holds 4 litres', 'Waters a circle of 1 m', 'Unglazed terracotta'],
      delivery: 'Posted on Mondays, in a great deal of straw.',
      pictures: [
        'A round clay pot with a narrow neck, drops of water on its sides',
        'The pot buried to its neck between two plants, sweating water to their roots',
      ],
      variants: [{ name: '', amount: 5200, stock: 14 }],
    },
    {
      slug: 'weekly-harvest-box',
      name: 'Weekly harvest box',
      category: 'plans',
      description:
        'Whatever the dry garden gave since last week: leaves with salt in them, small hard lemons, eggs from ' +
        'hens with opinions. Comes with a note about what to do with the one you do not know.',
      details: [
        'Feeds two for four evenings',
        'Seven or eight kinds a week',
        'The box goes back and comes again',
      ],
      delivery: 'Brought on Thursdays around Fremantle.',
      pictures: ['A wooden crate of greens, a tomato, a lemon and an egg'],
      variants: [{ name: '', amount: 3400, stock: null, interval: 'week' }],
    },
  ],
};
