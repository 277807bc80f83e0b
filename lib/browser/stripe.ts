import type { Stripe } from '@stripe/stripe-js';
import { loadStripe } from '@stripe/stripe-js/pure';
import { firstLanguage, isLanguage } from '../language/languages';

export interface StripeForOptions {
  readonly publishableKey: string;
  /** Stripe's own address of Stripe.js, or the emulator's. */
  readonly scriptUrl: string;
  /** The account whose intent is confirmed; the platform's own when left out. */
  readonly accountId?: string;
}

let script: Promise<void> | undefined;
const loaded = new Map<string, Promise<Stripe | null>>();

/**
 * Stripe.js for the platform or for one account, loaded once and kept. Elements bind to one Stripe
 * object, so the same options always give the same promise. Rejects with a sentence for the buyer
 * when the script cannot be loaded; calling again then tries again.
 */
export function stripeFor(options: StripeForOptions): Promise<Stripe | null> {
  const name = [options.scriptUrl, options.publishableKey, options.accountId ?? ''].join(' ');
  const known = loaded.get(name);
  if (known) return known;
  const loading = load(options).catch((error: unknown) => {
    loaded.delete(name);
    throw error;
  });
  loaded.set(name, loading);
  return loading;
}

async function load({ publishableKey, scriptUrl, accountId }: StripeForOptions) {
  // loadStripe takes `window.Stripe` when it is there, and that is how the emulator's comes in.
  script ??= addScript(scriptUrl).catch((error: unknown) => {
    script = undefined;
    throw error;
  });
  await script;
  // Its forms and Stripe's own sentences are in the language of the page around them.
  const { lang } = document.documentElement;
  const locale = isLanguage(lang) ? lang : firstLanguage;
  return loadStripe(publishableKey, accountId ? { locale, stripeAccount: accountId } : { locale });
}

function addScript(url: string): Promise<void> {
  if ('Stripe' in window && window.Stripe) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const element = document.createElement('script');
    element.src = url;
    element.async = true;
    element.onload = () => {
      if (window.Stripe) resolve();
      else reject(new Error('The card form came without its program. Please try again.'));
    };
    element.onerror = () => {
      element.remove();
      reject(new Error('The card form could not be loaded. Check your connection and try again.'));
    };
    document.head.append(element);
  });
}
