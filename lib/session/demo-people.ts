import { config } from '../config/config';
import type { Persona } from '../model/views';

export interface DemoPerson {
  /** The word `POST /api/session/demo` knows them by. */
  readonly persona: string;
  readonly name: string;
  readonly email: string;
  readonly role: Persona;
  /** The seller they work for, by slug. */
  readonly sellerSlug: string | null;
  /** One line for the sign-in page. */
  readonly about: string;
}

/** Everybody's; a demo has no secrets to guard, and real keys of live money are refused. */
export const demoPassword = 'souk-demo-2026';

export const allDemoPeople: readonly DemoPerson[] = [
  {
    persona: 'jenny',
    name: 'Jenny Rosen',
    email: 'jenny@souk.example',
    role: 'buyer',
    sellerSlug: null,
    about: 'Buys: one card, any shop',
  },
  {
    persona: 'amelie',
    name: 'Amélie Roux',
    email: 'amelie@souk.example',
    role: 'seller',
    sellerSlug: 'atelier-mistral',
    about: 'Sells soap and linen in Marseille',
  },
  {
    persona: 'hana',
    name: 'Hana Mori',
    email: 'hana@souk.example',
    role: 'seller',
    sellerSlug: 'kumo-house',
    about: 'Sells dyed cloth in Kyoto',
  },
  {
    persona: 'olu',
    name: 'Olu Adeyemi',
    email: 'olu@souk.example',
    role: 'operator',
    sellerSlug: null,
    about: 'Runs the platform',
  },
];

/** Who may be signed in as with one click; nobody when `DEMO_PEOPLE` is off. */
export function listDemoPeople(): readonly DemoPerson[] {
  return config().demo ? allDemoPeople : [];
}
