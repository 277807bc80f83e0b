import { cache } from 'react';
import { getProduct } from '@/lib/catalog/catalog';
import { currentLanguage } from '@/lib/language/request';

/** Asked once a request, by layout, page and metadata. */
export const readProduct = cache(async (slug: string) => getProduct(slug, await currentLanguage()));
