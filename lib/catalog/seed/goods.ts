/** Everything the demo sells. Order here is the order on the pages. */
import type { CategorySlug, ShopSeed } from './shop-seed';
import { atelierMistral } from './shops/atelier-mistral';
import { brambleAndFog } from './shops/bramble-and-fog';
import { fjallglim } from './shops/fjallglim';
import { holzwerkNord } from './shops/holzwerk-nord';
import { kumoHouse } from './shops/kumo-house';
import { lindenClay } from './shops/linden-clay';
import { mapleAndWool } from './shops/maple-and-wool';
import { nightOwlPatterns } from './shops/night-owl-patterns';
import { paperHarbor } from './shops/paper-harbor';
import { saltbush } from './shops/saltbush';

export const categoryNames: Readonly<Record<CategorySlug, string>> = {
  kitchen: 'Kitchen',
  pantry: 'Pantry',
  home: 'Home',
  paper: 'Paper',
  wear: 'Wear & make',
  garden: 'Garden',
  play: 'Play',
  plans: 'Plans',
};

export const shops: readonly ShopSeed[] = [
  lindenClay,
  atelierMistral,
  kumoHouse,
  brambleAndFog,
  paperHarbor,
  holzwerkNord,
  mapleAndWool,
  saltbush,
  fjallglim,
  nightOwlPatterns,
];
