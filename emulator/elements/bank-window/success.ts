import { h } from '../payment-frame/dom';
import { action, words, type Pane } from './dialog';

/**
 * The end of the window. The offer to save the account with Link stands beside the way back, so that
 * either may be pressed first; nothing is saved, since Link is Stripe's own.
 */
export function success(setup: {
  business: string | null;
  accounts: readonly { last4: string; verified: boolean }[];
  done(): void;
}): Pane {
  const { business, accounts } = setup;
  const typed = accounts.some(({ verified }) => !verified);
  const plural = accounts.length > 1;
  const done = action(
    business ? `Back to ${business}` : 'Done',
    { testId: 'done-button' },
    setup.done,
  );
  const text = typed
    ? `Next, finish up on ${business ?? 'the page you came from'} to initiate micro-deposits. You can expect an email with instructions within 1-2 business days.`
    : `Your account${plural ? 's were' : ' was'} connected${business ? ` to ${business} through Stripe` : ''}.`;
  const numbers = accounts.map(({ last4 }) => `••••${last4}`).join(', ');
  return {
    heading: typed ? 'Almost there' : 'Success',
    className: 'SuccessPane',
    body: [
      h('div', { class: 'SuccessPane-textWrapper' }, words(text), words(numbers)),
      linkOffer(() => done.focus()),
    ],
    actions: [done],
  };
}

function linkOffer(answered: () => void): HTMLElement {
  const email = h('input', {
    id: 'link-email',
    type: 'email',
    class: 'p-Input-input',
    autocomplete: 'email',
    'data-testid': 'link-email-input',
  });
  const phone = h('input', {
    id: 'link-phone',
    type: 'tel',
    class: 'p-Input-input',
    autocomplete: 'tel',
    'data-testid': 'link-phone-input',
  });
  const offer = h(
    'section',
    { class: 'Bank-link', 'aria-label': 'Link' },
    h('h2', { class: 'Bank-subheading' }, 'Save your account with Link'),
    words('Connect it faster next time.'),
    h('label', { for: 'link-email', class: 'p-FieldLabel Label' }, 'Email'),
    email,
    h('label', { for: 'link-phone', class: 'p-FieldLabel Label' }, 'Phone number'),
    phone,
    h(
      'div',
      { class: 'Bank-linkActions' },
      action('Save with Link', { testId: 'link-signup-button', plain: true }, () =>
        close('The emulator has no Link: nothing was saved.'),
      ),
      action('Not now', { testId: 'link-not-now-button', plain: true }, () => close(null)),
    ),
  );
  function close(note: string | null): void {
    if (note === null) offer.remove();
    else offer.replaceChildren(h('p', { class: 'Bank-words', role: 'status' }, note));
    answered();
  }
  return offer;
}
