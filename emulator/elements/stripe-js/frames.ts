import { writeAddress } from '../channel/messages';
import type { StripeCore } from './core';
import { served } from './origins';

/** Frames are numbered from a start that differs on every page, as on real pages. */
let number = 1000 + Math.floor(Math.random() * 9000);

const hardFrames = new WeakMap<HTMLIFrameElement, StripeCore['quirks']['hardMode']>();

/** Whether a frame was opened in hard mode, and in which. */
export function hardnessOf(frame: HTMLIFrameElement): StripeCore['quirks']['hardMode'] {
  return hardFrames.get(frame) ?? false;
}

/** An id nobody can guess, which binds one frame's messages to one object of the page. */
export function newChannel(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `__privateStripeController${hex}`;
}

export function nextFrameName(): string {
  number += 1;
  return `__privateStripeFrame${number}`;
}

/** Makes the iframe of one document on the frames' origin; the caller puts it into the page. */
export function createFrame(
  core: Pick<StripeCore, 'apiKey' | 'stripeAccount' | 'apiVersion' | 'locale' | 'quirks'>,
  options: {
    file: string;
    name: string;
    component: string;
    channel: string;
    locale?: string;
    /** Put before the other fragment keys, which pages of 2022 did not have there. */
    mark?: string;
  },
): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  const fragment = writeAddress(options.component, {
    channel: options.channel,
    page: window.location.origin,
    apiKey: core.apiKey,
    locale: options.locale ?? core.locale,
    ...(core.stripeAccount ? { stripeAccount: core.stripeAccount } : {}),
    ...(core.apiVersion ? { apiVersion: core.apiVersion } : {}),
    quirks: core.quirks,
  });
  hardFrames.set(frame, core.quirks.hardMode);
  frame.name = options.name;
  frame.setAttribute('frameborder', '0');
  frame.setAttribute('scrolling', 'no');
  frame.setAttribute('allowtransparency', 'true');
  const marked = options.mark && core.quirks.generation !== '2022';
  const mark = marked ? `frame=${options.mark}&` : '';
  frame.src = `${served.frames}/v3/${options.file}#${mark}${fragment}`;
  return frame;
}

/** Styles set one by one: a page's Content-Security-Policy may forbid style attributes. */
export function setStyle(element: HTMLElement, style: Record<string, string>): void {
  for (const [property, value] of Object.entries(style)) {
    element.style.setProperty(property, value, 'important');
  }
}

/** Runs `work` once there is a body: Stripe.js may be used from the document's head. */
export function withBody(work: () => void): void {
  if (document.body) work();
  else document.addEventListener('DOMContentLoaded', work, { once: true });
}
