/**
 * The login page of a bank that is reached by OAuth, in a window of its own. "Test (OAuth)" agrees by
 * itself; "Bank (OAuth)" asks (docs.stripe.com/financial-connections/testing).
 */
import { testInstitution } from '../../rules/banks/institutions';
import { action, alert, words } from '../bank-window/dialog';
import { bankStyles } from '../bank-window/look';
import { h } from '../payment-frame/dom';
import { tellOpener } from './messages';

const fragment = new URLSearchParams(window.location.hash.replace(/^#/, ''));
const institution = testInstitution(fragment.get('institution') ?? '');
const id = fragment.get('id') ?? '';

function answer(outcome: 'granted' | 'refused'): void {
  tellOpener(id, outcome);
  window.close();
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(bankStyles);
document.adoptedStyleSheets = [sheet];
const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
document.documentElement.classList.toggle('is-dark', dark);
document.title = institution?.name ?? 'Bank';
document.body.classList.add('Bank-page');

const heading = h('h1', { class: 'Bank-heading' }, institution?.name ?? 'Unknown bank');
if (!institution || window.opener === null) {
  document.body.append(
    h('main', { class: 'Bank-login' }, heading, alert('Open this page from the bank window.')),
  );
} else {
  document.body.append(
    h(
      'main',
      { class: 'Bank-login' },
      heading,
      words('A test bank. Do you agree to share your accounts?'),
      h(
        'div',
        { class: 'Bank-actions' },
        action('Continue', { testId: 'authorize-button' }, () => answer('granted')),
        action('Cancel', { testId: 'cancel-button', plain: true }, () => answer('refused')),
      ),
    ),
  );
  if (institution.key === 'test_oauth') answer('granted');
}
