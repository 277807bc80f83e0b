/**
 * The bank window: Financial Connections as a dialog over the whole merchant page. It alone sees the
 * numbers a buyer types; the page is told the bank's name and the last four digits.
 */
import { ApiClient } from '../api-client/client';
import type { BankWindowContract } from '../channel/bank-contract';
import { FrameEnd } from '../channel/frame-end';
import { readAddress } from '../channel/messages';
import { isRightToLeft, spokenLocale } from '../locales/choose';
import { readServed } from '../serve/served';
import { BankFlow } from './flow';
import { bankStyles } from './look';

const address = readAddress(window.location.hash);
const client = new ApiClient(readServed().api, address);
const page = new FrameEnd<BankWindowContract>(address.page, address.channel);
let finished = false;

page.listen({
  open(ask) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(bankStyles);
    document.adoptedStyleSheets = [sheet];
    const { locale } = address;
    document.documentElement.lang = spokenLocale(locale);
    document.documentElement.dir = isRightToLeft(locale) ? 'rtl' : 'ltr';
    document.documentElement.classList.toggle('is-dark', ask.dark);
    new BankFlow(client, ask, locale, (outcome) => {
      if (finished) return;
      finished = true;
      page.tell('done', outcome);
    });
    return null;
  },
});
