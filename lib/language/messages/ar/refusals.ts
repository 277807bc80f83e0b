import type { Texts } from '../../words';

export const refusals: Texts<'refusals'> = {};
