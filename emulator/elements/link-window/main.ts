/**
 * Link's sign-in as a dialog over the whole merchant page, for an email that has an account
 * (docs.stripe.com/payments/link/link-authentication-element). The code stays in here: the page is
 * told whether it was right.
 */
import { ApiClient } from '../api-client/client';
import { bankStyles } from '../bank-window/look';
import type { LinkWindowContract } from '../channel/link-contract';
import { FrameEnd } from '../channel/frame-end';
import { readAddress } from '../channel/messages';
import { isRightToLeft, spokenLocale } from '../locales/choose';
import { readServed } from '../serve/served';
import { linkStyles } from './look';
import { showSignIn } from './sign-in';

const address = readAddress(window.location.hash);
const client = new ApiClient(readServed().api, address);
const page = new FrameEnd<LinkWindowContract>(address.page, address.channel);
let finished = false;

page.listen({
  open(ask) {
    const { locale } = address;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(bankStyles + linkStyles);
    document.adoptedStyleSheets = [sheet];
    document.documentElement.lang = spokenLocale(locale);
    document.documentElement.dir = isRightToLeft(locale) ? 'rtl' : 'ltr';
    document.documentElement.classList.toggle('is-dark', ask.dark);
    document.body.classList.add('Link-window');
    showSignIn(client, ask, locale, (outcome) => {
      if (finished) return;
      finished = true;
      page.tell('done', outcome);
    });
    return null;
  },
});
