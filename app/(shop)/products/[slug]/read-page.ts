import { cache } from 'react';
import { readProduct } from '@/lib/catalog/catalog';
import { currentLanguage } from '@/lib/language/request';
import { currentUser } from '@/lib/session/session';

/** What who looks may see of it. Asked once a request, by layout, page and metadata. */
export const readPage = cache(async (slug: string) => {
  const [language, user] = await Promise.all([currentLanguage(), currentUser()]);
  return readProduct(slug, language, user?.id ?? null);
});
