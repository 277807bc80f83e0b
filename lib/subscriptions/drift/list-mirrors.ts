import 'server-only';
import { isMendable, type MirrorView } from '../../model/mirror-views';
import { compareMirrors } from './compare-mirrors';

export interface MirrorsView {
  readonly differing: readonly MirrorView[];
  readonly agreeing: readonly MirrorView[];
  /** How many of those that differ a repair would change. */
  readonly mendable: number;
}

/** Every mirror as its account has it now, those that differ first. Asks Stripe about each of them. */
export async function listMirrors(): Promise<MirrorsView> {
  const views = (await compareMirrors()).map(({ view }) => view);
  const differing = views.filter(({ differences }) => differences.length > 0);
  return {
    differing,
    agreeing: views.filter(({ differences }) => differences.length === 0),
    mendable: differing.filter(isMendable).length,
  };
}
