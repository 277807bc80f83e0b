/**
 * The window around the bank's page: a dialog over the whole merchant page, with a way out of it
 * (docs.stripe.com/payments/3d-secure/authentication-flow#manual-confirm).
 */
import type { ChallengeFrameContract } from '../channel/contracts';
import { FrameEnd } from '../channel/frame-end';
import { readAddress } from '../channel/messages';
import { isRightToLeft, spokenLocale, textsFor } from '../locales/choose';
import { h, icon } from '../payment-frame/dom';
import { writeQuirks } from '../quirks/quirks';
import { readServed } from '../serve/served';
import { challengeStyles, closeIcon } from './look';

/** When the bank has not shown up by then, the buyer is told and may try again. Milliseconds. */
const SLOW_AFTER = 10_000;

/** Since 2021; the older name is that of `acs=2020`. */
const challengeName = 'stripe-challenge-frame';

const address = readAddress(window.location.hash);
const { bank } = readServed();
const page = new FrameEnd<ChallengeFrameContract>(address.page, address.channel);
let finished = false;

function finish(outcome: 'answered' | 'closed'): void {
  if (finished) return;
  finished = true;
  page.tell('done', { outcome });
}

page.listen({
  open({ url, dark, locale }) {
    if (new URL(url).origin !== bank) throw new Error('The challenge is not on the bank’s origin.');
    show(url, dark ?? window.matchMedia('(prefers-color-scheme: dark)').matches, locale);
    return null;
  },
});

function show(url: string, dark: boolean, locale: string): void {
  const texts = textsFor(locale).challenge;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(challengeStyles);
  document.adoptedStyleSheets = [sheet];
  document.documentElement.lang = spokenLocale(locale);
  document.documentElement.dir = isRightToLeft(locale) ? 'rtl' : 'ltr';
  document.documentElement.classList.toggle('is-dark', dark);

  const themed = new URL(url);
  themed.searchParams.set('theme', dark ? 'dark' : 'light');
  themed.searchParams.set('locale', locale);
  writeQuirks(address.quirks, themed.searchParams);
  const close = h(
    'button',
    { type: 'button', class: 'LightboxModalClose', 'aria-label': texts.close },
    icon(closeIcon, 'LightboxModalClose-icon'),
  );
  const challenge = h('iframe', {
    id: 'challengeFrame',
    name: address.quirks.nestedChallenge === '2020' ? '__stripeJSChallengeFrame' : challengeName,
    class: 'LightboxModal-frame',
    title: texts.title,
    src: themed.href,
  });
  const again = h('button', { type: 'button', class: 'LightboxModal-again' }, texts.again);
  const status = h('p', { class: 'LightboxModal-status' }, texts.loading);
  const indicator = h(
    'div',
    { class: 'LightboxModalLoadingIndicator', role: 'status' },
    h('span', { class: 'LightboxModal-spinner', 'aria-hidden': 'true' }),
    status,
  );
  const dialog = h(
    'div',
    {
      class: 'LightboxModalContent',
      role: 'dialog',
      'aria-modal': 'true',
      'aria-label': texts.title,
    },
    h(
      'div',
      { class: 'LightboxModal-bar' },
      h('span', { class: 'LightboxModal-title' }, texts.title),
      close,
    ),
    h('div', { class: 'LightboxModal-stage' }, indicator, challenge),
  );
  document.body.append(h('div', { class: 'LightboxModal' }, dialog));

  let slow = window.setTimeout(tellSlow, SLOW_AFTER);
  function tellSlow(): void {
    status.textContent = texts.slow;
    indicator.append(again);
  }

  close.addEventListener('click', () => finish('closed'));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') finish('closed');
  });
  again.addEventListener('click', () => {
    again.remove();
    status.textContent = texts.loading;
    slow = window.setTimeout(tellSlow, SLOW_AFTER);
    challenge.src = themed.href;
  });
  window.addEventListener('message', (event: MessageEvent<{ type?: unknown } | null>) => {
    if (event.origin !== bank || event.source !== challenge.contentWindow) return;
    switch (event.data?.type) {
      case 'challenge-shown':
        window.clearTimeout(slow);
        indicator.remove();
        challenge.classList.add('is-shown');
        return;
      case 'challenge-answered':
        finish('answered');
        return;
      case 'challenge-left':
        finish('closed');
        return;
      default:
        return;
    }
  });
  close.focus();
}
