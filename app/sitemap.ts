import type { MetadataRoute } from 'next';
import { connection } from 'next/server';
import { listProductSlugs, listSellers } from '@/lib/catalog/catalog';
import { config } from '@/lib/config/config';
import { ways } from '@/lib/lab/ways';

/** Every page that anybody may read, from today's rows. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection();
  const [products, sellers] = await Promise.all([listProductSlugs(), listSellers()]);
  const at = (path: string) => ({ url: new URL(path, config().appUrl).href });
  return [
    ...['/', '/search', '/plus', '/sell', '/lab', '/lab/compare'].map(at),
    ...sellers.map(({ slug }) => at(`/sellers/${slug}`)),
    ...ways.map(({ slug }) => at(`/lab/${slug}`)),
    ...products.map((slug) => at(`/products/${slug}`)),
  ];
}
