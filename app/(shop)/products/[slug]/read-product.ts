import { cache } from 'react';
import { getProduct } from '@/lib/catalog/catalog';
import { currentLanguage } from '@/lib/language/request';
import { currentUser } from '@/lib/session/session';

/** What who looks may see of it. Asked once a request, by layout, page and metadata. */
export const readProduct = cache(async (slug: string) => {
  const [language, user] = await Promise.all([currentLanguage(), currentUser()]);
  return getProduct(slug, language, user?.id ?? null);
});
