import { hardnessOf, nextFrameName, setStyle } from './frames';

/**
 * The second frame that real pages show at times (docs and issues of public suites tell of it): of
 * the same title, kind of name and address, but hidden and without a form. Null where all is calm.
 */
export function twinOf(frame: HTMLIFrameElement): HTMLIFrameElement | null {
  if (hardnessOf(frame) === false) return null;
  const twin = document.createElement('iframe');
  twin.name = nextFrameName();
  twin.title = frame.title;
  twin.src = frame.src.replace('#', '?idle#');
  twin.tabIndex = -1;
  twin.setAttribute('aria-hidden', 'true');
  twin.setAttribute('frameborder', '0');
  twin.setAttribute('scrolling', 'no');
  setStyle(twin, {
    position: 'absolute', width: '1px', height: '1px', border: 'none', visibility: 'hidden',
    'pointer-events': 'none',
  }); // prettier-ignore
  return twin;
}
