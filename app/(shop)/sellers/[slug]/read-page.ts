import { cache } from 'react';
import { pageOfProducts, readShop } from '@/lib/catalog/catalog';
import { currentLanguage } from '@/lib/language/request';

/** Asked once a request, by layout, page and metadata. */
export const readPage = cache(async (slug: string) => readShop(slug, await currentLanguage()));

/** A page of what they make. */
export const readGoods = cache(async (sellerSlug: string, page: number) =>
  pageOfProducts({ sellerSlug, page, language: await currentLanguage() }),
);
