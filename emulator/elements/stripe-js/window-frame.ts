import { PageEnd } from '../channel/page-end';
import type { FrameNames } from '../serve/frame-names';
import type { StripeCore } from './core';
import { createFrame, newChannel, nextFrameName } from './frames';
import { served } from './origins';
import { coverPage } from './overlay';
import { giveUpOnSilence } from './silence';

/** After the window's document has loaded, its script has this long to answer. Milliseconds. */
const HELLO_WITHIN = 10_000;

/** What every window over the page speaks: it is opened with something, and ends with something. */
export interface WindowContract<Ask, Outcome> {
  requests: { open: { ask: Ask; answer: null } };
  events: { done: Outcome };
}

/** A window over the page. */
export interface OpenWindow<Outcome> {
  /** How it ended; null when it could not be shown. */
  readonly done: Promise<Outcome | null>;
  /** Gives the page and the focus back at once, and resolves when the frame is off the page. */
  remove(): Promise<void>;
}

/** Lays the frame of one document over the page and opens it. */
export function openWindowFrame<Ask, Outcome>(
  core: StripeCore,
  window: {
    frame: keyof FrameNames;
    component: string;
    title: string;
    locale: string;
    /** It is an offer only: what the page has to show meanwhile lies above it. */
    yields?: boolean;
  },
  ask: Ask,
): OpenWindow<Outcome> {
  const channel = newChannel();
  const frame = createFrame(core, {
    file: served.frameNames[window.frame],
    name: nextFrameName(),
    component: window.component,
    channel,
    locale: window.locale,
  });
  frame.title = window.title;
  const line = new PageEnd<WindowContract<Ask, Outcome>>(frame, served.frames, channel);
  const done = new Promise<Outcome | null>((resolve) => {
    const failed = (): void => resolve(null);
    line.on('done', resolve);
    line.request('open', ask).catch(failed);
    frame.addEventListener('load', () => frame.focus());
    giveUpOnSilence(frame, line, { helloWithin: HELLO_WITHIN, giveUp: failed });
  });
  const uncover = coverPage(frame, { yields: window.yields ?? false });
  return {
    done,
    remove() {
      line.close();
      return uncover();
    },
  };
}
