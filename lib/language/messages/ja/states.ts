import type { Texts } from '../../words';

export const states: Texts<'states'> = {};
