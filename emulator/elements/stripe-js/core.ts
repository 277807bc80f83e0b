import type { Quirks } from '../quirks/quirks';
import { Controller } from './controller';
import { ownKey, quirksFor } from './origins';

/** What all parts of one Stripe instance share. */
export interface StripeCore {
  readonly apiKey: string;
  readonly stripeAccount?: string;
  readonly apiVersion?: string;
  /** Never `auto`: the browser's language takes its place. */
  readonly locale: string;
  /** How this instance's frames differ from current, calm ones. */
  readonly quirks: Quirks;
  readonly controller: Controller;
}

export interface StripeOptions {
  stripeAccount?: string;
  apiVersion?: string;
  locale?: string;
  betas?: string[];
  developerTools?: object;
}

export function createCore(key: string, options: StripeOptions): StripeCore {
  const apiKey = ownKey(key);
  const core = {
    apiKey,
    locale: resolveLocale(options.locale),
    quirks: quirksFor(apiKey),
    ...(options.stripeAccount ? { stripeAccount: options.stripeAccount } : {}),
    ...(options.apiVersion ? { apiVersion: options.apiVersion } : {}),
  };
  return { ...core, controller: new Controller(core) };
}

export function resolveLocale(locale: string | undefined): string {
  return locale && locale !== 'auto' ? locale : navigator.language || 'en';
}
