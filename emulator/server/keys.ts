import { StripeError } from './contract';
import { platformId } from './ids';
import { namespaceOf } from './namespace';

/** What an API key stands for. */
export interface Credentials {
  readonly kind: 'secret' | 'publishable';
  readonly platform: string;
  /** The key as Stripe shows it in errors: `sk_test_****abcd`. */
  readonly masked: string;
}

const NO_KEY =
  "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.";

const SECRET_KEY_REQUIRED =
  'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.';

function unauthorized(message: string): StripeError {
  return new StripeError(401, { type: 'invalid_request_error', message });
}

/** The key of an `Authorization` header, Bearer or Basic (key as user, no password). */
export function keyOfHeader(header: string | undefined): string | undefined {
  if (!header) return undefined;
  const [scheme = '', value = ''] = header.trim().split(/\s+/, 2);
  if (scheme.toLowerCase() === 'bearer') return value || undefined;
  if (scheme.toLowerCase() === 'basic') {
    return Buffer.from(value, 'base64').toString('utf8').split(':', 1)[0] || undefined;
  }
  return undefined;
}

/** The key of the emulator's own pages, which know a platform by its id. */
const hostedKey = /^pk_test_hosted_(acct_\w{16})$/;

/**
 * Any `sk_test_…`, `rk_test_…` or `pk_test_…` is a key of the default platform; one that contains
 * `_ns_<name>` belongs to the platform of that name, with data of its own. Throws Stripe's 401.
 */
export function credentialsOf(key: string | undefined, inParameters: boolean): Credentials {
  if (!key) throw unauthorized(NO_KEY);
  const masked = maskKey(key);
  if (/^[spr]k_live_/.test(key)) {
    throw unauthorized(
      `This is a local emulator of Stripe and takes no live keys (${masked}). Use any key that begins with sk_test_ or pk_test_, and treat a live key that was sent here as exposed.`,
    );
  }
  const match = /^([spr])k_test_[\w-]+$/.exec(key);
  // Only a publishable key may travel in the parameters, where browsers send it.
  if (!match || (inParameters && match[1] !== 'p')) {
    throw unauthorized(`Invalid API Key provided: ${masked}`);
  }
  return {
    kind: match[1] === 'p' ? 'publishable' : 'secret',
    platform: hostedKey.exec(key)?.[1] ?? platformId(namespaceOf(key)),
    masked,
  };
}

export function secretKeyRequired(): StripeError {
  return new StripeError(403, {
    type: 'invalid_request_error',
    code: 'secret_key_required',
    message: SECRET_KEY_REQUIRED,
  });
}

export function accountInvalid(masked: string, account: string): StripeError {
  return new StripeError(403, {
    type: 'invalid_request_error',
    code: 'account_invalid',
    message: `The provided key '${masked}' does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`,
  });
}

/** `sk_test_****abcd`: the mode and the last four characters, as Stripe prints keys. */
function maskKey(key: string): string {
  const prefix = /^[a-z]{2}_(test|live)_/.exec(key)?.[0] ?? key.slice(0, 3);
  const rest = key.slice(prefix.length);
  return `${prefix}****${rest.length > 4 ? rest.slice(-4) : ''}`;
}
