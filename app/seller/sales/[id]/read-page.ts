import { cache } from 'react';
import { readSale } from '@/lib/seller/read-sale';

/** Asked once a request, by layout and page: who works for the seller is read once as well. */
export const readPage = cache(readSale);
