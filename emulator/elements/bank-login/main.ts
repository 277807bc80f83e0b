/**
 * The login page of a bank that is reached by OAuth, in a window of its own. "Test (OAuth)" agrees by
 * itself; "Bank (OAuth)" asks (docs.stripe.com/financial-connections/testing).
 */
import { testInstitution } from '../../rules/banks/institutions';
import { action, alert, words } from '../bank-window/dialog';
import { bankStyles } from '../bank-window/look';
import { bankWindowTexts } from '../locales/bank-window/choose';
import { isRightToLeft, spokenLocale } from '../locales/choose';
import { h } from '../payment-frame/dom';
import { tellOpener } from './messages';

const fragment = new URLSearchParams(window.location.hash.replace(/^#/, ''));
const institution = testInstitution(fragment.get('institution') ?? '');
const id = fragment.get('id') ?? '';
const locale = fragment.get('locale') ?? 'en';
const texts = bankWindowTexts(locale);

function answer(outcome: 'granted' | 'refused'): void {
  tellOpener(id, outcome);
  window.close();
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(bankStyles);
document.adoptedStyleSheets = [sheet];
const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
document.documentElement.lang = spokenLocale(locale);
document.documentElement.dir = isRightToLeft(locale) ? 'rtl' : 'ltr';
document.documentElement.classList.toggle('is-dark', dark);
document.title = institution?.name ?? texts.oauth.bank;
document.body.classList.add('Bank-page');

const heading = h('h1', { class: 'Bank-heading' }, institution?.name ?? texts.oauth.unknown);
if (!institution || window.opener === null) {
  document.body.append(h('main', { class: 'Bank-login' }, heading, alert(texts.oauth.direct)));
} else {
  document.body.append(
    h(
      'main',
      { class: 'Bank-login' },
      heading,
      words(texts.oauth.agree),
      h(
        'div',
        { class: 'Bank-actions' },
        action(texts.continue, { testId: 'authorize-button' }, () => answer('granted')),
        action(texts.cancel, { testId: 'cancel-button', plain: true }, () => answer('refused')),
      ),
    ),
  );
  if (institution.key === 'test_oauth') answer('granted');
}
