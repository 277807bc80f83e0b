import { hardnessOf, nextFrameName, setStyle } from './frames';

/**
 * The second frame that real pages show at times (docs and issues of public suites tell of it): of
 * the same title, kind of name and address, but hidden and without a form. Null where all is calm.
 */
export function twinOf(frame: HTMLIFrameElement): HTMLIFrameElement | null {
  return hiddenFrame(frame, frame.title, '1px');
}

/**
 * The one for results of a search for banks, which real pages have beside the Payment Element where it
 * offers bank accounts: hidden from readers, four pixels high, and nothing that a suite presses is in it.
 * unconfirmed: its address, and when it comes.
 */
export function bankSearchFrame(frame: HTMLIFrameElement, title: string): HTMLIFrameElement | null {
  return hiddenFrame(frame, title, '4px');
}

function hiddenFrame(
  frame: HTMLIFrameElement,
  title: string,
  height: string,
): HTMLIFrameElement | null {
  if (hardnessOf(frame) === false) return null;
  const twin = document.createElement('iframe');
  twin.name = nextFrameName();
  twin.title = title;
  twin.src = frame.src.replace('#', '?idle#');
  twin.tabIndex = -1;
  twin.setAttribute('aria-hidden', 'true');
  twin.setAttribute('frameborder', '0');
  twin.setAttribute('scrolling', 'no');
  setStyle(twin, {
    position: 'absolute', width: '1px', height, border: 'none', visibility: 'hidden',
    'pointer-events': 'none',
  }); // prettier-ignore
  return twin;
}
