import type { Texts } from '../../words';

export const mails: Texts<'mails'> = {};
