import { cache } from 'react';
import { readAnyOrder } from '@/lib/operator/read-order';

/** Asked once a request, by layout and page. */
export const readPage = cache(readAnyOrder);
