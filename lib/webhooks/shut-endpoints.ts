import { config } from '../config/config';
import { webhookVariables } from '../config/webhook-secrets';
import { webhookEndpoints, type ShutEndpoint } from '../model/webhook';

/** Endpoints that take nothing, as nobody has told us what their deliveries are signed with. */
export function shutEndpoints(): readonly ShutEndpoint[] {
  const { webhookSecrets } = config();
  return webhookEndpoints
    .filter((endpoint) => webhookSecrets[endpoint].length === 0)
    .map((endpoint) => ({
      path: `/api/webhooks/${endpoint}`,
      variable: webhookVariables[endpoint],
    }));
}

/** A line for the log at start for each of them. */
export function tellShutEndpoints(): string[] {
  return shutEndpoints().map(
    ({ path, variable }) =>
      `[webhooks] ${path} answers 503: ${variable} is not set, ` +
      'so Souk learns of changes only when it asks.',
  );
}
