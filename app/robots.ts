import type { MetadataRoute } from 'next';
import { connection } from 'next/server';
import { config } from '@/lib/config/config';

/** What search engines may read: the shop, and nothing that is somebody's. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  // The address is known at run time only.
  await connection();
  return {
    rules: {
      userAgent: '*',
      allow: '/',
      disallow: [
        ...['/api/', '/cart', '/checkout', '/details', '/operator', '/orders'],
        // Not `/sellers/…`, which are the shops.
        ...['/seller$', '/seller/'],
        ...[
          '/sign-in',
          '/sign-up',
          '/subscriptions',
          '/wallet',
          '/lab/runs',
          '/offline',
          '/not-done',
        ],
      ],
    },
    sitemap: new URL('/sitemap.xml', config().appUrl).href,
  };
}
