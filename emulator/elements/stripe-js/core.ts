import { Controller } from './controller';

/** What all parts of one Stripe instance share. */
export interface StripeCore {
  readonly apiKey: string;
  readonly stripeAccount?: string;
  readonly apiVersion?: string;
  /** Never `auto`: the browser's language takes its place. */
  readonly locale: string;
  readonly controller: Controller;
}

export interface StripeOptions {
  stripeAccount?: string;
  apiVersion?: string;
  locale?: string;
  betas?: string[];
  developerTools?: object;
}

export function createCore(apiKey: string, options: StripeOptions): StripeCore {
  const core = {
    apiKey,
    locale: resolveLocale(options.locale),
    ...(options.stripeAccount ? { stripeAccount: options.stripeAccount } : {}),
    ...(options.apiVersion ? { apiVersion: options.apiVersion } : {}),
  };
  return { ...core, controller: new Controller(core) };
}

export function resolveLocale(locale: string | undefined): string {
  return locale && locale !== 'auto' ? locale : navigator.language || 'en';
}
