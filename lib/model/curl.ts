import type { StripeCallView } from './views';

type Sent = Pick<
  StripeCallView,
  'method' | 'path' | 'accountId' | 'idempotencyKey' | 'request' | 'apiVersion'
>;

/**
 * A recorded call as a command for a POSIX shell. The key is left to the reader's
 * `$STRIPE_SECRET_KEY`, and an idempotency key goes along, so that running it replays the answer and
 * does not act again. What was redacted stays so, and has to be filled in by who runs it.
 * A file that was uploaded is named alone, and has to lie where the command runs.
 */
export function curlOf(call: Sent, apiBase: string): string {
  const fields = fieldsOf(JSON.parse(call.request) as unknown);
  const uploads = call.method === 'POST' && call.path === '/v1/files';
  const base = uploads ? apiBase.replace('//api.stripe.com', '//files.stripe.com') : apiBase;
  const parts = [
    `curl ${call.method === 'GET' ? '-G ' : call.method === 'DELETE' ? '-X DELETE ' : ''}${quoted(new URL(call.path, base).href)}`,
    '-u "$STRIPE_SECRET_KEY:"',
    call.apiVersion ? `-H ${quoted(`Stripe-Version: ${call.apiVersion}`)}` : null,
    call.accountId ? `-H ${quoted(`Stripe-Account: ${call.accountId}`)}` : null,
    call.idempotencyKey ? `-H ${quoted(`Idempotency-Key: ${call.idempotencyKey}`)}` : null,
    ...(uploads
      ? fields.map(
          ([name, value]) => `-F ${quoted(`${name}=${name === 'file' ? fileOf(value) : value}`)}`,
        )
      : fields.map(([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`)),
    // Without a field curl would send a GET.
    call.method === 'POST' && fields.length === 0 ? "-d ''" : null,
  ];
  return parts.filter((part) => part !== null).join(' \\\n  ');
}

/** Nested data as the form fields it was sent as: `{a: {b: 'c'}}` becomes `a[b]=c`. */
function fieldsOf(data: unknown, name = ''): [string, string][] {
  if (typeof data !== 'object' || data === null) return name ? [[name, String(data ?? '')]] : [];
  return Object.entries(data).flatMap(([key, value]) =>
    fieldsOf(value, name ? `${name}[${key}]` : key),
  );
}

/** A file to be read, as curl understands its name. */
function fileOf(name: string): string {
  return `@"${name.replaceAll(/["\\]/g, '\\$&')}"`;
}

/** One word for a POSIX shell, whatever it holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
