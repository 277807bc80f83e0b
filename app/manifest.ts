import type { MetadataRoute } from 'next';
import { directionOf } from '@/lib/language/languages';
import { words } from '@/lib/language/request';

/** What makes Souk installable. The icons are drawn once from `app/icon.svg`. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const t = await words('frame');
  const icon = (size: number, purpose: 'any' | 'maskable') => ({
    src: `/icons/${purpose}-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  });
  return {
    id: '/',
    name: 'Souk',
    short_name: 'Souk',
    description: t('manifest'),
    lang: t.language,
    dir: directionOf(t.language),
    start_url: '/',
    display: 'standalone',
    background_color: '#fbfaf8',
    theme_color: '#fbfaf8',
    icons: [icon(192, 'any'), icon(512, 'any'), icon(192, 'maskable'), icon(512, 'maskable')],
  };
}
