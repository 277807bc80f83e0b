import { cache } from 'react';
import type { SellerId } from '@/lib/model/ids';
import { readAccount } from '@/lib/operator/read-account';

/** So many days its figures are of. */
export const days = 30;

/** Asked once a request, by layout and page. */
export const readPage = cache((id: SellerId) => readAccount(id, days));
