import { cache } from 'react';
import { getSeller } from '@/lib/catalog/catalog';

/** Asked once a request, by layout, page and metadata. */
export const readSeller = cache(getSeller);
