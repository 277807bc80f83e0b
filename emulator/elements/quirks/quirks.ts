/**
 * How this copy of Stripe.js differs from the current, calm one. What travels does so in one form:
 * in the query of the script, in the fragment of a frame, in the query of the bank's page.
 */
import type { StripeJsSettings } from '../../server/contract';

export type Quirks = StripeJsSettings;

/** The pages of 2025 and later, without surprises. */
export const calm: Quirks = {
  generation: '2025',
  hardMode: false,
  nestedChallenge: false,
  link: false,
};

/** `generation=2022&hard=1&acs=nested&link=1`, each only where it differs from the calm default. */
export function writeQuirks(quirks: Quirks, into: URLSearchParams): void {
  if (quirks.generation !== calm.generation) into.set('generation', quirks.generation);
  const { hardMode, nestedChallenge, link } = quirks;
  if (hardMode) into.set('hard', hardMode === 'twin-first' ? hardMode : '1');
  if (nestedChallenge) into.set('acs', nestedChallenge === '2020' ? '2020' : 'nested');
  if (link) into.set('link', link === 'ticked' ? 'ticked' : '1');
}

/** What `writeQuirks` wrote, or a person did: only what is named, and known. */
export function readQuirks(from: URLSearchParams): Partial<Quirks> {
  const generation = from.get('generation');
  const hardMode = hardness.get(from.get('hard'));
  const nestedChallenge = nestings.get(from.get('acs'));
  const link = offers.get(from.get('link'));
  return {
    ...(generation === '2022' || generation === '2025' ? { generation } : {}),
    ...(hardMode === undefined ? {} : { hardMode }),
    ...(nestedChallenge === undefined ? {} : { nestedChallenge }),
    ...(link === undefined ? {} : { link }),
  };
}

const hardness = new Map<string | null, Quirks['hardMode']>([
  ['0', false],
  ['1', true],
  ['twin-first', 'twin-first'],
]);

const nestings = new Map<string | null, Quirks['nestedChallenge']>([
  ['flat', false],
  ['nested', true],
  ['2020', '2020'],
]);

const offers = new Map<string | null, Quirks['link']>([
  ['0', false],
  ['1', true],
  ['ticked', 'ticked'],
]);
