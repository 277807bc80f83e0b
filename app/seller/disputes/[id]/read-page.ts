import { cache } from 'react';
import { readSellerDispute } from '@/lib/seller/disputes';

/** Asked once a request, by layout and page. */
export const readPage = cache(readSellerDispute);
