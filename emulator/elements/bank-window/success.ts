import type { BankWindowTexts } from '../locales/bank-window/texts';
import { fillIn } from '../locales/fill-in';
import { h } from '../payment-frame/dom';
import { action, words, type Pane } from './dialog';

/**
 * The end of the window. The offer to save the account with Link stands beside the way back, so that
 * either may be pressed first; nothing is saved, since Link is Stripe's own.
 */
export function success(setup: {
  texts: BankWindowTexts;
  business: string | null;
  accounts: readonly { last4: string; verified: boolean }[];
  done(): void;
}): Pane {
  const { business, accounts } = setup;
  const { done: texts, link } = setup.texts;
  const typed = accounts.some(({ verified }) => !verified);
  const plural = accounts.length > 1;
  const named = (withName: string, alone: string): string =>
    business ? fillIn(withName, { business }) : alone;
  const done = action(named(texts.back, texts.backAlone), { testId: 'done-button' }, setup.done);
  const connected = plural
    ? named(texts.several, texts.severalAlone)
    : named(texts.one, texts.oneAlone);
  const text = typed ? named(texts.deposits, texts.depositsAlone) : connected;
  const numbers = accounts.map(({ last4 }) => `••••${last4}`).join(', ');
  return {
    heading: typed ? texts.almost : texts.success,
    className: 'SuccessPane',
    body: [
      h(
        'div',
        { class: 'SuccessPane-textWrapper' },
        words(text),
        h('p', { class: 'Bank-words' }, h('bdi', {}, numbers)),
      ),
      linkOffer(link, () => done.focus()),
    ],
    actions: [done],
  };
}

function linkOffer(texts: BankWindowTexts['link'], answered: () => void): HTMLElement {
  const email = h('input', {
    id: 'link-email',
    type: 'email',
    class: 'p-Input-input',
    dir: 'ltr',
    autocomplete: 'email',
    'data-testid': 'link-email-input',
  });
  const phone = h('input', {
    id: 'link-phone',
    type: 'tel',
    class: 'p-Input-input',
    dir: 'ltr',
    autocomplete: 'tel',
    'data-testid': 'link-phone-input',
  });
  const offer = h(
    'section',
    { class: 'Bank-link', 'aria-label': 'Link' },
    h('h2', { class: 'Bank-subheading' }, texts.heading),
    words(texts.note),
    h('label', { for: 'link-email', class: 'p-FieldLabel Label' }, texts.email),
    email,
    h('label', { for: 'link-phone', class: 'p-FieldLabel Label' }, texts.phone),
    phone,
    h(
      'div',
      { class: 'Bank-linkActions' },
      action(texts.save, { testId: 'link-signup-button', plain: true }, () => close(texts.nothing)),
      action(texts.notNow, { testId: 'link-not-now-button', plain: true }, () => close(null)),
    ),
  );
  function close(note: string | null): void {
    if (note === null) offer.remove();
    else offer.replaceChildren(h('p', { class: 'Bank-words', role: 'status' }, note));
    answered();
  }
  return offer;
}
