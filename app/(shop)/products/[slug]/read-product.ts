import { cache } from 'react';
import { getProduct } from '@/lib/catalog/catalog';

/** Asked once a request, by layout, page and metadata. */
export const readProduct = cache(getProduct);
