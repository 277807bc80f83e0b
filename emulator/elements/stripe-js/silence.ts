import type { Contract } from '../channel/messages';
import type { PageEnd } from '../channel/page-end';

/**
 * From its insertion, a frame's document has this long to come and its script to answer.
 * Milliseconds. `load` alone is nothing to wait for: a document that hangs never fires it.
 */
const COMES_WITHIN = 20_000;

/** What has come while the page slept, or its clock was moved, is heard within this. Milliseconds. */
const HEARD_WITHIN = 1_000;

/**
 * Closes the line to a frame that says nothing, so that nobody waits for it: under a window the page
 * is inert, and what would close it is in the frame that did not come. `helloWithin` counts from the
 * document's `load`, and `comesWithin` from now, in milliseconds; `giveUp` is called at most once,
 * and not for a line that was closed before.
 */
export function giveUpOnSilence<C extends Contract>(
  frame: HTMLIFrameElement,
  line: PageEnd<C>,
  {
    helloWithin,
    comesWithin = COMES_WITHIN,
    giveUp,
  }: { helloWithin: number; comesWithin?: number; giveUp?: () => void },
): void {
  const isOver = (): boolean => line.greeted || line.isClosed;
  const check = (): void => {
    if (isOver()) return;
    globalThis.setTimeout(() => {
      if (isOver()) return;
      line.close();
      giveUp?.();
    }, HEARD_WITHIN);
  };
  globalThis.setTimeout(check, comesWithin);
  frame.addEventListener('load', () => globalThis.setTimeout(check, helloWithin));
}
