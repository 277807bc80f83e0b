import type { Texts } from '../../words';

export const checkout: Texts<'checkout'> = {};
