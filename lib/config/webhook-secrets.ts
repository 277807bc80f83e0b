import type { WebhookEndpoint } from '../model/webhook';
import { ConfigError } from './config-error';

/** The signing secrets of each endpoint; two while one of them is being rolled. */
export type WebhookSecrets = Readonly<Record<WebhookEndpoint, readonly string[]>>;

/** Where each endpoint's secrets come from. */
export const webhookVariables = {
  platform: 'STRIPE_WEBHOOK_SECRET_PLATFORM',
  connect: 'STRIPE_WEBHOOK_SECRET_CONNECT',
} as const satisfies Readonly<Record<WebhookEndpoint, string>>;

type Variables = {
  readonly [Name in (typeof webhookVariables)[WebhookEndpoint]]?: string | undefined;
};

/**
 * Reads the secrets, separated by commas where there are two. Throws a ConfigError for what cannot be
 * one: with it every event would be refused. https://docs.stripe.com/webhooks#roll-endpoint-secrets
 */
export function webhookSecrets(variables: Variables): WebhookSecrets {
  const read = (endpoint: WebhookEndpoint): string[] => {
    const name = webhookVariables[endpoint];
    const secrets = (variables[name] ?? '')
      .split(',')
      .map((secret) => secret.trim())
      .filter((secret) => secret !== '');
    if (secrets.some((secret) => !/^whsec_[A-Za-z0-9+/=_-]{16,}$/.test(secret))) {
      throw new ConfigError(
        `${name} does not look like a signing secret (whsec_…), or two of them with a comma between. ` +
          'Copy it from the endpoint in the Stripe Dashboard or from `stripe listen`, or remove it.',
      );
    }
    return secrets;
  };
  return { platform: read('platform'), connect: read('connect') };
}
