import type { Texts } from '../../words';

export const stripe: Texts<'stripe'> = {};
