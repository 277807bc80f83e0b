/**
 * Stripe's host names, and which of the emulator's three origins answers for each: for browsers that
 * are to believe that they speak to Stripe.
 */
import type { Origins } from '../server/contract';
import { atOrigin } from './at-origin';

/** Every address that a browser is kept from calling, whether the emulator has an answer or not. */
export const STRIPE_ADDRESS = /^https:\/\/([\w-]+\.)*stripe\.(com|network)(:443)?(\/|$)/;

/** The same for what knows names and asterisks only: certificates, resolvers, proxies. */
export const STRIPE_PATTERNS = ['stripe.com', '*.stripe.com', '*.stripe.network'] as const;

/** What the emulator's origins are called by the browser. */
export const publicOrigins: Origins = {
  api: 'https://api.stripe.com',
  frames: 'https://js.stripe.com',
  bank: 'https://testmode-acs.stripe.com',
};

/** Pages that Stripe hosts for buyers and sellers: all stand on the bank's origin here. */
const hostedPages: ReadonlySet<string> = new Set([
  'testmode-acs.stripe.com',
  'hooks.stripe.com',
  'connect.stripe.com',
  'payments.stripe.com',
  'pay.stripe.com',
  'verify.stripe.com',
]);

/** Hosts that only gather signals and statistics; what they answer is not looked at. */
const collectors: ReadonlySet<string> = new Set([
  'm.stripe.com',
  'm.stripe.network',
  'r.stripe.com',
  'q.stripe.com',
  'errors.stripe.com',
  'merchant-ui-api.stripe.com',
]);

/** Every host that is answered for, the most asked ones first. */
export const answeredHosts: readonly string[] = [
  'js.stripe.com',
  'api.stripe.com',
  'files.stripe.com',
  ...hostedPages,
  ...collectors,
];

const stripeJs = /^\/(v3\/?|[a-z][a-z0-9]*\/stripe\.js)$/;

/** Where an address of Stripe's is answered: there, by nothing at all, or nowhere. */
export function whereTo(address: URL, origins: Origins): URL | 'nothing' | 'nowhere' {
  const { hostname, pathname } = address;
  const at = (origin: string): URL => atOrigin(origin, address);
  if (collectors.has(hostname)) return 'nothing';
  if (hostname === 'api.stripe.com' || hostname === 'files.stripe.com') return at(origins.api);
  if (hostname === 'js.stripe.com') {
    return at(stripeJs.test(pathname) ? origins.api : origins.frames);
  }
  return hostedPages.has(hostname) ? at(origins.bank) : 'nowhere';
}

/** Puts Stripe's names where the emulator's are, in a text of any kind. */
export function inStripesNames(text: string, origins: Origins): string {
  return renamed(text, origins, publicOrigins);
}

/** The other way round, for what a browser says of where it is. */
export function inOwnNames(text: string, origins: Origins): string {
  return renamed(text, publicOrigins, origins);
}

function renamed(text: string, from: Origins, to: Origins): string {
  let result = text;
  for (const name of ['api', 'frames', 'bank'] as const) {
    // Not the beginning of a longer port.
    const pattern = new RegExp(`${from[name].replace(/[.]/g, '\\.')}(?!\\d)`, 'g');
    result = result.replace(pattern, to[name]);
  }
  return result;
}
