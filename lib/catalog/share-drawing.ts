import 'server-only';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
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

/** What the font of these pictures can draw; for other letters it would ask the network. */
export function drawable(text: string): string {
  return text.replace(/[^\p{Script=Latin}\p{N}\s.,;:!?&+\-–—’‘“”'"()/·€$£¥%*]/gu, '').trim();
}
