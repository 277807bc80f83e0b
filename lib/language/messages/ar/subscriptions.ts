import type { Texts } from '../../words';

export const subscriptions: Texts<'subscriptions'> = {};
