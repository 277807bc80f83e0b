import type { Contract } from '../channel/messages';
import type { PageEnd } from '../channel/page-end';

/**
 * From its insertion, a window's document has this long to come and its script to answer. Milliseconds.
 * `load` alone is nothing to wait for: a document that hangs never fires it.
 */
const COMES_WITHIN = 20_000;

/**
 * Gives a window up that says nothing: the page under it is inert, and what would close the window
 * is in the frame that did not come. `helloWithin` counts from the document's `load`, in milliseconds.
 */
export function giveUpOnSilence<C extends Contract>(
  frame: HTMLIFrameElement,
  line: PageEnd<C>,
  { helloWithin, giveUp }: { helloWithin: number; giveUp: () => void },
): void {
  const check = (): void => {
    if (!line.greeted) giveUp();
  };
  globalThis.setTimeout(check, COMES_WITHIN);
  frame.addEventListener('load', () => globalThis.setTimeout(check, helloWithin));
}
