import type { ChallengeFrameContract } from '../channel/contracts';
import { PageEnd } from '../channel/page-end';
import { pageTexts } from '../locales/page-texts';
import type { StripeCore } from './core';
import { pageLooksDark } from './dark';
import { createFrame, newChannel, nextFrameName, setStyle } from './frames';
import { served } from './origins';

/** After the window's document has loaded, its script has this long to answer. Milliseconds. */
const HELLO_WITHIN = 5_000;

export interface ChallengeWindow {
  /** Resolves when the bank was answered, or the buyer left, or the window could not be shown. */
  readonly done: Promise<'answered' | 'closed'>;
  /** Takes the window off the page and gives the focus back. */
  remove(): void;
}

/** Opens the 3D Secure window over the page. Until it is removed, nothing else can be reached. */
export function openChallenge(
  core: StripeCore,
  options: { url: string; dark: boolean | null; locale: string },
): ChallengeWindow {
  const channel = newChannel();
  const frame = createFrame(core, {
    file: served.frameNames.challenge,
    name: nextFrameName(),
    component: 'threeDS2Challenge',
    channel,
    locale: options.locale,
  });
  frame.title = pageTexts(options.locale).challenge;
  setStyle(frame, {
    display: 'block', position: 'static', width: '100%', height: '100%', border: 'none',
    margin: '0', padding: '0', 'color-scheme': 'light only',
  }); // prettier-ignore
  const overlay = document.createElement('div');
  // Dialog libraries leave what carries this attribute alone.
  overlay.dataset.reactAriaTopLayer = 'true';
  setStyle(overlay, {
    position: 'fixed', inset: '0', 'z-index': '2147483647', 'pointer-events': 'auto',
    'overscroll-behavior': 'contain',
  }); // prettier-ignore
  // A dialog the form may be in must not take presses here for presses outside of it.
  for (const name of ['focusin', 'focusout', 'pointerdown', 'mousedown', 'touchstart']) {
    overlay.addEventListener(name, (event) => event.stopPropagation());
  }
  overlay.append(frame);

  const restorePage = holdPage(overlay);
  const line = new PageEnd<ChallengeFrameContract>(frame, served.frames, channel);
  const done = new Promise<'answered' | 'closed'>((resolve) => {
    line.on('done', ({ outcome }) => resolve(outcome));
    line
      .request('open', {
        url: options.url,
        dark: options.dark ?? pageLooksDark(),
        locale: options.locale,
      })
      .catch(() => resolve('closed'));
    frame.addEventListener('load', () => {
      frame.focus();
      window.setTimeout(() => {
        if (!line.greeted) resolve('closed');
      }, HELLO_WITHIN);
    });
  });
  document.body.append(overlay);
  return {
    done,
    remove() {
      line.close();
      overlay.remove();
      restorePage();
    },
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
