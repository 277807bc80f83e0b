import type { Texts } from '../../words';

export const plus: Texts<'plus'> = {};
