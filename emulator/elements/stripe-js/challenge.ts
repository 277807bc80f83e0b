import type { ChallengeFrameContract } from '../channel/contracts';
import { PageEnd } from '../channel/page-end';
import { pageTexts } from '../locales/page-texts';
import type { StripeCore } from './core';
import { pageLooksDark } from './dark';
import { createFrame, newChannel, nextFrameName } from './frames';
import { served } from './origins';
import { coverPage } from './overlay';
import { giveUpOnSilence } from './silence';

/** After the window's document has loaded, its script has this long to answer. Milliseconds. */
const HELLO_WITHIN = 5_000;

export interface ChallengeWindow {
  /** Resolves when the bank was answered, or the buyer left, or the window could not be shown. */
  readonly done: Promise<'answered' | 'closed'>;
  /** Gives the page and the focus back, and resolves when the window is off the page. */
  remove(): Promise<void>;
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
    frame.addEventListener('load', () => frame.focus());
    giveUpOnSilence(frame, line, { helloWithin: HELLO_WITHIN, giveUp: () => resolve('closed') });
  });
  const uncover = coverPage(frame);
  return {
    done,
    remove() {
      line.close();
      return uncover();
    },
  };
}
