import 'server-only';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import type { ProductView, SellerView } from '../model/views';
import { readPicture } from './pictures';

/**
 * A drawing of ours, or a seller's picture, as an address that holds it, for pictures that are drawn
 * on the server; null for anything else, so that no address leads anywhere else on the disk or the
 * network.
 */
export async function drawingOf(picture: string): Promise<string | null> {
  const brought = await readPicture(picture);
  // What draws it knows no WebP.
  if (brought) return dataOf('image/png', await sharp(brought).resize(400).png().toBuffer());
  if (!/^\/(goods|sellers)\/[a-z0-9-]+\.svg$/.test(picture)) return null;
  try {
    const svg = await readFile(path.join(process.cwd(), 'public', picture));
    return dataOf('image/svg+xml', svg);
  } catch {
    return null;
  }
}

const dataOf = (type: string, bytes: Buffer) => `data:${type};base64,${bytes.toString('base64')}`;

interface ShareWords {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What the picture of a product says; where its name cannot be drawn, whose it is stands large. */
export function wordsOfProduct({
  name,
  from,
  price,
  plan,
  seller,
}: Pick<ProductView, 'name' | 'from' | 'price' | 'plan' | 'seller'>): ShareWords {
  const costs = [from ? 'from' : '', price.text, plan?.every ?? ''].filter(Boolean).join(' ');
  const { name: by, countryName } = seller;
  return share([name, by, countryName], [[costs], [by, countryName]]);
}

/** The same of a seller; where their name cannot be drawn, the country they sell from stands large. */
export function wordsOfSeller({
  name,
  tagline,
  place,
  countryName,
}: Pick<SellerView, 'name' | 'tagline' | 'place' | 'countryName'>): ShareWords {
  return share([name, countryName], [[tagline], [place, countryName]]);
}

/** The first of the titles, and of each line the parts, that can be drawn. */
function share(titles: readonly string[], lines: readonly (readonly string[])[]): ShareWords {
  return {
    title: drawable(titles.find(isDrawable) ?? ''),
    lines: lines.flatMap((parts) => parts.filter(isDrawable).map(drawable).join(', ') || []),
  };
}

/** False where most letters would be lost, and a mere `2` left of a name. */
function isDrawable(text: string): boolean {
  const letters = (of: string) => of.match(/\p{L}/gu)?.length ?? 0;
  return drawable(text) !== '' && letters(drawable(text)) * 2 >= letters(text);
}

/** What the font of these pictures can draw; for other letters it would ask the network. */
function drawable(text: string): string {
  return text
    .replace(/[^\p{Script=Latin}\p{N}\s.,;:!?&+\-–—’‘“”'"()/·€$£¥%*]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
