import { cache } from 'react';
import { readSubscriber } from '@/lib/seller/list-subscribers';

/** Asked once a request, by layout and page. */
export const readPage = cache(readSubscriber);
