import type { Origins } from '../server/contract';
import { inStripesNames } from './stripe-hosts';

/** Puts Stripe's names into a text as it comes in pieces, also where one of them cuts a name in two. */
export async function* renamedInPieces(
  pieces: AsyncIterable<Uint8Array>,
  origins: Origins,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  for await (const piece of pieces) {
    const text = rest + decoder.decode(piece, { stream: true });
    const sure = beginOfName(text, origins);
    rest = text.slice(sure);
    if (sure > 0) yield Buffer.from(inStripesNames(text.slice(0, sure), origins));
  }
  const last = inStripesNames(rest + decoder.decode(), origins);
  if (last !== '') yield Buffer.from(last);
}

/**
 * From where on a text may be the beginning of a name, or a whole one, whose port may go on; its
 * length if it ends otherwise.
 */
function beginOfName(text: string, { api, frames, bank }: Origins): number {
  const names = [api, frames, bank];
  const longest = Math.max(...names.map((name) => name.length));
  for (let at = Math.max(0, text.length - longest); at < text.length; at += 1) {
    const end = text.slice(at);
    if (names.some((name) => name.startsWith(end))) return at;
  }
  return text.length;
}
