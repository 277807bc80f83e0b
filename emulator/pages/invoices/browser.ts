/**
 * Pays the invoice of the page with a Payment Element, as any page with Stripe.js would.
 */
import type { Stripe, StripeConstructor } from '@stripe/stripe-js';

const form = document.querySelector<HTMLFormElement>('#payment');
const button = form?.querySelector('button');
const refusal = document.querySelector<HTMLElement>('#refusal');
const { Stripe: construct } = window as unknown as { Stripe?: StripeConstructor };

if (form && button && refusal && construct) {
  const { key = '', account, secret = '' } = form.dataset;
  pay(construct(key, account ? { stripeAccount: account } : {}), secret, form, button, refusal);
}

function pay(
  stripe: Stripe,
  clientSecret: string,
  within: HTMLFormElement,
  submit: HTMLButtonElement,
  told: HTMLElement,
): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const elements = stripe.elements({
    clientSecret,
    appearance: { theme: dark ? 'night' : 'stripe' },
  });
  const element = elements.create('payment', {
    layout: { type: 'accordion', defaultCollapsed: false },
  });
  element.on('ready', () => (submit.disabled = false));
  element.mount('#payment-element');
  const tell = (message: string): void => {
    told.textContent = message;
    told.hidden = message === '';
  };
  within.addEventListener('submit', (event) => {
    event.preventDefault();
    submit.disabled = true;
    tell('');
    const { origin, pathname } = window.location;
    void stripe
      .confirmPayment({
        elements,
        confirmParams: { return_url: `${origin}${pathname}` },
        redirect: 'if_required',
      })
      .then(({ error }) => {
        // The page says how the invoice stands then.
        if (!error) return window.location.replace(pathname);
        submit.disabled = false;
        tell(error.message ?? 'The payment failed. Try again.');
      });
  });
}
