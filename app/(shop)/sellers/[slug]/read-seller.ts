import { cache } from 'react';
import { getSeller } from '@/lib/catalog/catalog';
import { currentLanguage } from '@/lib/language/request';

/** Asked once a request, by layout, page and metadata. */
export const readSeller = cache(async (slug: string) => getSeller(slug, await currentLanguage()));
