import { cache } from 'react';
import { readSellerAndGoods } from '@/lib/catalog/catalog';
import { currentLanguage } from '@/lib/language/request';

/** Asked once a request, by layout, page and metadata. */
export const readPage = cache(async (slug: string) =>
  readSellerAndGoods(slug, await currentLanguage()),
);
