import type { PublicIntent } from '../api-client/intents';
import { IntegrationError } from './integration-error';

/** Leaves the page. The promise stays open: what follows happens on another page. */
export function leave(url: string): Promise<never> {
  window.location.assign(url);
  return new Promise(() => undefined);
}

/** `return_url` with the three parameters Stripe.js appends; the page's own stay. */
export function returnAddress(returnUrl: string, intent: PublicIntent): string {
  const address = new URL(returnUrl, window.location.href);
  address.searchParams.set(intent.object, intent.id);
  address.searchParams.set(`${intent.object}_client_secret`, intent.client_secret);
  address.searchParams.set(
    'redirect_status',
    intent.status === 'succeeded' || intent.status === 'requires_capture' ? 'succeeded' : 'pending',
  );
  return address.href;
}

/** Checks `return_url`: a whole address, and one that is safe to go to. */
export function checkReturnUrl(value: unknown, method: string): string {
  const protocol = typeof value === 'string' ? protocolOf(value) : undefined;
  if (
    typeof value === 'string' &&
    protocol &&
    !/^(javascript|data|vbscript|blob):$/.test(protocol)
  ) {
    return value;
  }
  throw new IntegrationError(
    `Invalid value for stripe.${method}(): confirmParams.return_url must be an explicit URL with a scheme such as https://, unless redirect is 'if_required'. You specified: ${String(value)}.`,
  );
}

function protocolOf(url: string): string | undefined {
  try {
    return new URL(url).protocol;
  } catch {
    return undefined;
  }
}
