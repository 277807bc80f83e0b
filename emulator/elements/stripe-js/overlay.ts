import { setStyle } from './frames';

/**
 * How long a frame stays behind, unseen, when it is taken off. Milliseconds. The press that closed it
 * has a second half, and a browser never answers for one that finds its frame gone: test runners wait
 * for that answer.
 */
const LINGER = 150;

/** What lies over everything. */
const TOP = 2_147_483_647;

let covers = 0;

/** Whether a window lies over the page. */
export function pageIsCovered(): boolean {
  return covers > 0;
}

/**
 * Lays a frame over the whole page and holds the page under it: nothing else can be reached, nothing
 * scrolls. It comes before everything else in the body, where public test suites look for it
 * (`body > div:nth-child(1) > iframe`); of the page's frames it is the newest, for those that look
 * there. Answers how to take it off again: the page is free and has the focus back at once, and the
 * promise resolves when the frame is gone. One that `yields` lies below any other that comes meanwhile.
 */
export function coverPage(
  frame: HTMLIFrameElement,
  { yields = false }: { yields?: boolean } = {},
): () => Promise<void> {
  setStyle(frame, {
    display: 'block', position: 'static', width: '100%', height: '100%', border: 'none',
    margin: '0', padding: '0', 'color-scheme': 'light only',
  }); // prettier-ignore
  const overlay = document.createElement('div');
  // Dialog libraries leave what carries this attribute alone.
  overlay.dataset.reactAriaTopLayer = 'true';
  setStyle(overlay, {
    position: 'fixed', inset: '0', 'pointer-events': 'auto',
    'z-index': String(yields ? TOP - 1 : TOP),
    'overscroll-behavior': 'contain',
  }); // prettier-ignore
  // A dialog the form may be in must not take presses here for presses outside of it.
  for (const name of ['focusin', 'focusout', 'pointerdown', 'mousedown', 'touchstart']) {
    overlay.addEventListener(name, (event) => event.stopPropagation());
  }
  overlay.append(frame);
  covers += 1;
  const release = holdPage(overlay);
  document.body.prepend(overlay);
  return async () => {
    setStyle(overlay, { visibility: 'hidden', 'pointer-events': 'none' });
    frame.blur();
    release();
    await new Promise((resolve) => window.setTimeout(resolve, LINGER));
    overlay.remove();
    covers -= 1;
  };
}

/** Makes the rest of the page inert and still; answers how to undo it. */
function holdPage(overlay: HTMLElement): () => void {
  const before = document.activeElement;
  const held = [...document.body.children].filter(
    (child): child is HTMLElement =>
      child instanceof HTMLElement && child !== overlay && !child.inert,
  );
  for (const child of held) child.inert = true;
  const { overflow } = document.body.style;
  document.body.style.overflow = 'hidden';
  return () => {
    for (const child of held) child.inert = false;
    document.body.style.overflow = overflow;
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  };
}
