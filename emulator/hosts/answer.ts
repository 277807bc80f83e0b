import type { Origins } from '../server/contract';
import { inOwnNames, inStripesNames, publicOrigins, whereTo } from './stripe-hosts';

/** A browser's request to Stripe, caught before it left the machine. */
export interface CaughtRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

export interface HostAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** What belongs to one connection, or is said anew for a body that was renamed. */
const dropped: ReadonlySet<string> = new Set([
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'host',
  'keep-alive',
  'transfer-encoding',
]);

/**
 * Answers a request to one of Stripe's hosts as that host would, from an emulator: what it serves is
 * told in Stripe's names, so that pages, frames and policies all fit together under them. With a
 * `namespace`, a page's keys belong to that platform. Rejects when the emulator cuts the connection.
 */
export async function answerForStripe(
  request: CaughtRequest,
  origins: Origins,
  namespace: string | null,
): Promise<HostAnswer> {
  const address = new URL(request.url);
  const target = whereTo(address, origins);
  if (target === 'nothing') return plain(200, '{}', 'application/json');
  if (target === 'nowhere') {
    return plain(404, `The local Stripe emulator has no ${address.hostname}.`, 'text/plain');
  }
  const script = address.origin === publicOrigins.frames && target.origin === origins.api;
  if (script && namespace !== null) target.searchParams.set('namespace', namespace);
  const body = request.body?.length ? Buffer.from(request.body) : undefined;
  const response = await fetch(target, {
    method: request.method,
    headers: requestHeaders(request.headers, origins),
    redirect: 'manual',
    ...(body ? { body } : {}),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    if (!dropped.has(name)) headers[name] = inStripesNames(value, origins);
  });
  const policy = headers['content-security-policy'];
  // Who may embed the frames is this machine's own rule; Stripe's are for the pages of everybody.
  if (policy) headers['content-security-policy'] = policy.replace(/; *frame-ancestors [^;]*/, '');
  const isText = /\b(html|javascript|json|css)\b/.test(headers['content-type'] ?? '');
  if (!isText) return { status: response.status, headers, body: bytes };
  const text = inStripesNames(Buffer.from(bytes).toString('utf8'), origins);
  return { status: response.status, headers, body: Buffer.from(text) };
}

function requestHeaders(
  given: Readonly<Record<string, string>>,
  origins: Origins,
): Record<string, string> {
  const kept = Object.entries(given).filter(
    ([name]) => !dropped.has(name.toLowerCase()) && !name.startsWith(':'),
  );
  // The emulator takes a form only from pages of its own origins.
  return Object.fromEntries(kept.map(([name, value]) => [name, inOwnNames(value, origins)]));
}

function plain(status: number, text: string, type: string): HostAnswer {
  return {
    status,
    headers: { 'content-type': type, 'access-control-allow-origin': '*' },
    body: Buffer.from(text),
  };
}
