import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { MOST_UPLOADED } from '../rules/files';
import { invalidRequest, type StripeError } from './contract';
import { decodeForm, invalidUtf8, single, type Form } from './form';
import { keyOfHeader } from './keys';
import { readBody } from './read-body';
import { decodeMultipart, type MultipartForm, type Upload } from './upload';

/** A call of the API, read and decoded, nothing of it checked yet. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** The parameters proper: without `expand` and what only says who calls. */
  readonly form: Form;
  readonly expand: readonly string[];
  readonly key: string | undefined;
  /** Whether the key came with the parameters, as browsers send it. */
  readonly keyInParameters: boolean;
  /** `Stripe-Account` or `Stripe-Context`, or `_stripe_account` from a browser. */
  readonly account: string | null;
  readonly version: string | undefined;
  readonly idempotencyKey: string | undefined;
  /** The file that came along, to the one endpoint that takes any. */
  readonly upload?: Upload;
  /** Why the body was left unread: it is multipart, which no other endpoint takes. */
  readonly unread?: StripeError;
}

/** Reads the parts of a request that can be read whatever its body is. */
export function readHead(incoming: IncomingMessage): Omit<ApiRequest, 'form' | 'expand'> {
  // Of one that begins with two slashes, the first part is not a host.
  const asked = incoming.url ?? '/';
  const url = new URL(
    asked.startsWith('/') ? `http://localhost${asked}` : asked,
    'http://localhost',
  );
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.search.slice(1),
    key: keyOfHeader(incoming.headers.authorization),
    keyInParameters: false,
    account: header(incoming, 'stripe-account') || accountOf(header(incoming, 'stripe-context')),
    version: header(incoming, 'stripe-version'),
    idempotencyKey: header(incoming, 'idempotency-key'),
  };
}

/** Node joins a repeated header of these names by itself. */
function header({ headers }: IncomingMessage, name: string): string | undefined {
  return headers[name]?.toString();
}

/** Methods whose parameters may be in a body: `curl -X DELETE -d` sends them there. */
const WITH_BODY = new Set(['POST', 'DELETE']);

/**
 * Reads the parameters: of the query for GET, of both for POST and DELETE. `head` is what `readHead`
 * said. Throws Stripe's 400.
 */
export async function readRequest(
  incoming: IncomingMessage,
  head: Omit<ApiRequest, 'form' | 'expand'>,
): Promise<ApiRequest> {
  const multipart = contentTypeOf(incoming).startsWith('multipart/');
  const uploads = multipart && head.method === 'POST' && head.path === '/v1/files';
  const text = multipart ? '' : await readText(incoming);
  const sent = uploads ? await readMultipart(incoming) : undefined;
  if (header(incoming, 'stripe-account') && header(incoming, 'stripe-context')) {
    throw invalidRequest('Send either a Stripe-Account or a Stripe-Context header, not both.', {
      validation: true,
    });
  }
  const body =
    sent?.form ?? (WITH_BODY.has(head.method) ? decodeBody(text, contentTypeOf(incoming)) : {});
  const all = { ...decodeForm(head.query), ...body };
  // What only says who calls, and how to answer, is no parameter.
  const { key, _stripe_account, _stripe_version, expand, ...form } = all;
  return {
    ...head,
    form,
    ...(sent?.upload ? { upload: sent.upload } : {}),
    ...(multipart && !uploads ? { unread: wrongContentType() } : {}),
    expand: expandPaths(expand),
    key: head.key ?? single(key),
    keyInParameters: head.key === undefined && key !== undefined,
    account: head.account ?? (single(_stripe_account) || null),
    version: head.version ?? single(_stripe_version),
  };
}

/** The account of a `Stripe-Context`: the last of a path like `acct_platform/acct_connected`. */
function accountOf(context: string | undefined): string | null {
  return context?.split('/').at(-1) || null;
}

function contentTypeOf({ headers }: IncomingMessage): string {
  return headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
}

function decodeBody(text: string, type: string): Form {
  if (text !== '' && type !== '' && type !== 'application/x-www-form-urlencoded') {
    throw wrongContentType();
  }
  return decodeForm(text);
}

function wrongContentType(): StripeError {
  return invalidRequest(
    'Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.',
    { validation: true },
  );
}

async function readText(incoming: IncomingMessage): Promise<string> {
  const bytes = await readBody(incoming);
  if (!isUtf8(bytes)) throw invalidUtf8();
  return bytes.toString('utf8');
}

async function readMultipart(incoming: IncomingMessage): Promise<MultipartForm> {
  const bytes = await readBody(incoming, MOST_UPLOADED);
  return decodeMultipart(bytes, incoming.headers['content-type'] ?? '');
}

function expandPaths(expand: Form[string] | undefined): string[] {
  if (expand === undefined || expand === '') return [];
  const items = typeof expand === 'object' ? Object.values(expand) : undefined;
  if (!items?.every((item) => typeof item === 'string')) {
    throw invalidRequest('Invalid array', { param: 'expand' });
  }
  return items;
}
