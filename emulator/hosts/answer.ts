import type { Origins } from '../server/contract';
import { renamedInPieces } from './renaming';
import { inOwnNames, inStripesNames, publicOrigins, whereTo } from './stripe-hosts';

/** A browser's request to Stripe, caught before it left the machine. */
export interface CaughtRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

interface Head {
  readonly status: number;
  readonly headers: Record<string, string>;
}

export interface HostAnswer extends Head {
  readonly body: Uint8Array;
}

/** An answer whose body is still on its way; reading it throws when it is cut off. */
export interface StreamedAnswer extends Head {
  readonly body: AsyncIterable<Uint8Array>;
}

/** What belongs to one connection, or is said anew for a body that was renamed. */
const dropped: ReadonlySet<string> = new Set([
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
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
  const { status, headers, body } = await streamForStripe(request, origins, namespace);
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return { status, headers, body: Buffer.concat(pieces) };
}

/** The same for who can send a body on as it comes. `gone` gives the request up. */
export async function streamForStripe(
  request: CaughtRequest,
  origins: Origins,
  namespace: string | null,
  gone?: AbortSignal,
): Promise<StreamedAnswer> {
  const address = new URL(request.url);
  const target = whereTo(address, origins);
  if (target === 'nothing') return plain(200, '{}', 'application/json');
  if (target === 'nowhere') {
    return plain(404, `The local Stripe emulator has no ${address.hostname}.`, 'text/plain');
  }
  const script = address.origin === publicOrigins.frames && target.origin === origins.api;
  if (script && namespace !== null) target.searchParams.set('namespace', namespace);
  // Nothing reads a body of these, and `fetch` would refuse to send one.
  const bodiless = request.method === 'GET' || request.method === 'HEAD';
  const body = request.body?.length && !bodiless ? Buffer.from(request.body) : undefined;
  const response = await fetch(target, {
    method: request.method,
    headers: requestHeaders(request.headers, origins),
    redirect: 'manual',
    ...(body ? { body } : {}),
    ...(gone ? { signal: gone } : {}),
  });
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    if (!dropped.has(name)) headers[name] = inStripesNames(value, origins);
  });
  const policy = headers['content-security-policy'];
  // Who may embed the frames is this machine's own rule; Stripe's are for the pages of everybody.
  if (policy) headers['content-security-policy'] = policy.replace(/; *frame-ancestors [^;]*/, '');
  const pieces = piecesOf(response);
  const isText = /\b(html|javascript|json|css)\b/.test(headers['content-type'] ?? '');
  return {
    status: response.status,
    headers,
    body: isText ? renamedInPieces(pieces, origins) : pieces,
  };
}

async function* piecesOf({ body }: Response): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (!reader) return;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
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

function plain(status: number, text: string, type: string): StreamedAnswer {
  return {
    status,
    headers: { 'content-type': type, 'access-control-allow-origin': '*' },
    body: (async function* () {
      yield Buffer.from(text);
    })(),
  };
}
