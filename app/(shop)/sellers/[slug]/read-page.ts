import { cache } from 'react';
import { readShop } from '@/lib/catalog/catalog';
import { currentLanguage } from '@/lib/language/request';

/** Asked once a request, by layout, page and metadata. */
export const readPage = cache(async (slug: string) => readShop(slug, await currentLanguage()));
