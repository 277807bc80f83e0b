import type { BankTexts } from '../locales/bank-texts';
import { h } from './dom';
import type { FormSetup } from './forms';
import { businessName } from './terms';

/** Stripe's own page with the words of the authorization. */
const AUTHORIZATION = 'https://stripe.com/legal/ach-payments/authorization';

/**
 * The mandate: what the buyer agrees to by going on. A debit needs it, so only a page that shows its
 * own (`terms.usBankAccount: 'never'`) is without.
 */
export function mandate(setup: FormSetup, texts: BankTexts): HTMLElement | null {
  const choice = setup.options.terms?.usBankAccount ?? 'auto';
  if (choice === 'never') return null;
  const text = setup.session.saves ? texts.mandateSetup : texts.mandatePayment;
  const [before = '', after = ''] = text
    .replace('{business}', () => businessName(setup))
    .split('{terms}');
  return h(
    'p',
    { class: 'p-TermsText TermsText' },
    before,
    h(
      'a',
      {
        class: 'p-TermsLink TermsLink',
        href: AUTHORIZATION,
        target: '_blank',
        rel: 'noopener noreferrer',
      },
      texts.terms,
    ),
    after,
  );
}
