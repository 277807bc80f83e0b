import 'server-only';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * A drawing of ours as an address that holds it, for pictures that are drawn on the server; null for
 * any other picture, so that no address leads anywhere else on the disk or the network.
 */
export async function drawingOf(picture: string): Promise<string | null> {
  if (!/^\/(goods|sellers)\/[a-z0-9-]+\.svg$/.test(picture)) return null;
  try {
    const svg = await readFile(path.join(process.cwd(), 'public', picture));
    return `data:image/svg+xml;base64,${svg.toString('base64')}`;
  } catch {
    return null;
  }
}

/** What the font of these pictures can draw; for other letters it would ask the network. */
export function drawable(text: string): string {
  return text.replace(/[^\p{Script=Latin}\p{N}\s.,;:!?&+\-–—’‘“”'"()/·€$£¥%*]/gu, '').trim();
}
