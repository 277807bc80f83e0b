import type { Texts } from '../../words';

export const wallet: Texts<'wallet'> = {};
