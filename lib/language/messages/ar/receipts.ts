import type { Texts } from '../../words';

export const receipts: Texts<'receipts'> = {};
