import type { Texts } from '../../words';

export const orders: Texts<'orders'> = {};
