/** The address of a product's page: the picture that is large, and the page of what was said about it. */
export function productHref(
  slug: string,
  { picture = 1, reviews = 1 }: { readonly picture?: number; readonly reviews?: number },
): string {
  const asked = new URLSearchParams();
  if (picture > 1) asked.set('picture', String(picture));
  if (reviews > 1) asked.set('reviews', String(reviews));
  return asked.size > 0 ? `/products/${slug}?${asked}` : `/products/${slug}`;
}
