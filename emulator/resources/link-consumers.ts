/**
 * Link: who has an account there, by email, and the one-time code that proves it
 * (docs.stripe.com/payments/link/add-link-elements-integration, "Test the integration": any valid
 * email makes an account in test mode, "associated with your publishable key"). The endpoints are
 * undocumented; only Stripe.js and the mobile SDKs call them. Nothing is saved with an account here:
 * no cards, no addresses.
 */
import {
  invalidRequest,
  missingParameter,
  route,
  type Context,
  type Resource,
} from '../server/contract';
import { checkEmail } from './parameters';
import { sealOf } from './seals';

/** A person with a Link account. Kept on the platform whose key it was made with. */
export interface LinkConsumer {
  readonly id: string;
  readonly object: 'link_consumer';
  readonly created: number;
  /** In lower case. */
  readonly email: string;
  readonly phone: string;
  readonly country: string | null;
  readonly name: string | null;
}

const text = { schema: { kind: 'string', emptyable: true } } as const;

interface SignUp {
  email_address?: string;
  phone_number?: string;
  country?: string;
  legal_name?: string;
}

interface Credentials {
  credentials?: { consumer_session_client_secret?: string };
  code?: string;
}

/** The codes that fail in test mode; any other six digits pass. */
const failures: Readonly<Record<string, { code: string; message: string; status: number }>> = {
  '000001': {
    code: 'consumer_verification_code_invalid',
    message: 'The provided verification code is incorrect.',
    status: 400,
  },
  '000002': {
    code: 'consumer_verification_expired',
    message: 'The provided verification code has expired.',
    status: 400,
  },
  '000003': {
    code: 'consumer_verification_max_attempts_exceeded',
    message: 'Too many attempts. Please try again in a few minutes.',
    status: 429,
  },
};

function emailOf({ email_address: given }: { email_address?: string }): string {
  const email = given?.trim().toLowerCase();
  if (!email) throw missingParameter('email_address');
  checkEmail(email, 'email_address');
  return email;
}

/** The consumers of a platform's key, whichever account a page pays. */
function consumersOf(context: Context): Context['records'] {
  return context.as(context.platform).records;
}

function lookUp(context: Context, given: SignUp): object {
  const [found] = consumersOf(context).where('link_consumer', 'email', emailOf(given));
  return {
    object: 'consumer_session_lookup',
    exists: found !== undefined,
    error_message: null,
    ...(found ? { consumer_session: sessionOf(found.object, false) } : {}),
  };
}

/** unconfirmed: what Stripe answers for an email that has an account; here it stays as it is. */
function signUp(context: Context, given: SignUp): object {
  const email = emailOf(given);
  const phone = given.phone_number?.replace(/[^\d+]/g, '') ?? '';
  if (phone.replace(/\D/g, '').length < 4) throw missingParameter('phone_number');
  const records = consumersOf(context);
  const [known] = records.where('link_consumer', 'email', email);
  const consumer: LinkConsumer = known?.object ?? {
    id: context.id('csmr_'),
    object: 'link_consumer',
    created: context.now(),
    email,
    phone,
    country: given.country || null,
    name: given.legal_name || null,
  };
  if (!known) records.put('link_consumer', consumer, null);
  return {
    object: 'consumer_account',
    account_id: consumer.id,
    consumer_session: sessionOf(consumer, !known),
  };
}

/** Sends no code: in test mode they are known. */
function startVerification(context: Context, given: Credentials): object {
  return { object: 'consumer_session_verification', ...wrapped(sessionIn(context, given), false) };
}

function confirmVerification(context: Context, given: Credentials): object {
  const consumer = sessionIn(context, given);
  const { code = '' } = given;
  const failure = /^\d{6}$/.test(code) ? failures[code] : failures['000001'];
  if (failure) {
    const { message, ...options } = failure;
    throw invalidRequest(message, options);
  }
  return { object: 'consumer_session_verification', ...wrapped(consumer, true) };
}

/** Whose session a secret is. Throws a 401 for one that is nobody's (sentence unconfirmed). */
function sessionIn(context: Context, { credentials }: Credentials): LinkConsumer {
  const secret = credentials?.consumer_session_client_secret ?? '';
  const id = secret.split('_secret_')[0] ?? '';
  const found = consumersOf(context).get('link_consumer', id);
  if (!found || secretOf(found.object) !== secret) {
    throw invalidRequest('The consumer session credentials are invalid.', {
      code: 'consumer_session_credentials_invalid',
      status: 401,
    });
  }
  return found.object;
}

function secretOf({ id, email }: LinkConsumer): string {
  return `${id}_secret_${sealOf('link', `${id} ${email}`)}`;
}

function wrapped(consumer: LinkConsumer, verified: boolean): object {
  return { consumer_session: sessionOf(consumer, verified) };
}

function sessionOf(consumer: LinkConsumer, verified: boolean): object {
  const end = consumer.phone.slice(-2);
  return {
    client_secret: secretOf(consumer),
    email_address: consumer.email,
    redacted_phone_number: `********${end}`,
    redacted_formatted_phone_number: `(•••) •••-••${end}`,
    verification_sessions: verified ? [{ type: 'SMS', state: 'VERIFIED' }] : [],
  };
}

const credentials = {
  schema: { kind: 'object', fields: { consumer_session_client_secret: text } },
} as const;
const request = { request_surface: text, locale: text, cookies: text, type: text } as const;

export const linkConsumers: Resource = {
  object: 'link_consumer',
  routes: [
    route(
      'POST',
      '/v1/consumers/sessions/lookup',
      null,
      (context, given) => lookUp(context, given),
      {
        access: 'any',
        also: { ...request, email_address: text },
      },
    ),
    route(
      'POST',
      '/v1/consumers/accounts/sign_up',
      null,
      (context, given) => signUp(context, given),
      {
        access: 'any',
        also: {
          ...request,
          email_address: text,
          phone_number: text,
          country: text,
          legal_name: text,
          consent_action: text,
        },
      },
    ),
    route(
      'POST',
      '/v1/consumers/sessions/start_verification',
      null,
      (context, given) => startVerification(context, given),
      { access: 'any', also: { ...request, credentials } },
    ),
    route(
      'POST',
      '/v1/consumers/sessions/confirm_verification',
      null,
      (context, given) => confirmVerification(context, given),
      { access: 'any', also: { ...request, credentials, code: text } },
    ),
  ],
};
