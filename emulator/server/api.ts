import type { IncomingMessage, ServerResponse } from 'node:http';
import { storedOf } from '../store/entry';
import { decodeCall, executeCall } from './answer-call';
import { checkApiVersion } from './api-version';
import { StripeError, type Resource } from './contract';
import type { Engine } from './engine';
import {
  errorAnswer,
  internalError,
  notEmulated,
  replayedAnswer,
  unrecognizedUrl,
  type Answer,
} from './errors';
import { sufferAfter, sufferBefore, sufferWaiting } from './fault-effects';
import { headersOfFault, shouldRetryFault, type Faults } from './faults';
import { checkKey, checkSame, fingerprint, isFresh, KeysInUse } from './idempotency';
import { freshId } from './ids';
import { accountInvalid, credentialsOf, secretKeyRequired, type Credentials } from './keys';
import { inOAuthWords } from './oauth-errors';
import { RateLimiter } from './rate-limit';
import { readHead, readRequest, type ApiRequest } from './request';
import type { RequestLog } from './request-log';
import { logCall, type Call } from './log-call';
import { answerHeaders, commonHeaders } from './response-headers';
import { Router } from './router';

export interface ApiParts {
  readonly engine: Engine;
  readonly resources: readonly Resource[];
  readonly faults: Faults;
  readonly log: RequestLog;
  /** Aborted when the emulator closes; ends delays. */
  readonly closing: AbortSignal;
}

/** Takes one HTTP request and sees to its answer. Resolves when it is sent; never rejects. */
export type HttpHandler = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/**
 * Stripe's HTTP API under /v1 (and Stripe's 404 for every other path). It stands on Node's own
 * requests and answers: every layer between costs a client's tests more than the call itself.
 */
export function apiHandler(parts: ApiParts): HttpHandler {
  const api = new Api(parts);
  return async (incoming, outgoing) => {
    if (incoming.method === 'OPTIONS') preflight(incoming, outgoing);
    else await api.answer(incoming, outgoing);
  };
}

/** Any origin may call with a publishable key, and may send any header. */
function preflight({ headers: asking }: IncomingMessage, outgoing: ServerResponse): void {
  const { 'content-type': _, ...headers } = commonHeaders;
  const asked = asking['access-control-request-headers'];
  outgoing.writeHead(204, {
    ...headers,
    'access-control-allow-headers':
      asked ?? 'Authorization, Content-Type, Idempotency-Key, Stripe-Account, Stripe-Version',
  });
  outgoing.end();
}

class Api {
  readonly #parts: ApiParts;
  readonly #router: Router;
  readonly #keys = new KeysInUse();
  readonly #limiter = new RateLimiter();

  constructor(parts: ApiParts) {
    this.#parts = parts;
    this.#router = new Router(parts.resources);
  }

  /** Reads, checks, executes, logs and answers one call. Never throws. */
  async answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const at = Date.now();
    const call: Call = { id: freshId('', 'req', 0), head: readHead(incoming) };
    const outcome = await this.#outcome(call, incoming);
    // Whoever went away before all was said asked nothing, and hears nothing.
    if (!incoming.complete && incoming.destroyed) return;
    const answer = inOAuthWords(call.head.path, outcome);
    logCall(this.#parts.log, call, answer, at);
    const headers = answerHeaders({
      request: call.id,
      method: call.head.method,
      version: call.version,
      account: call.account === call.head.account ? call.head.account : null,
      idempotencyKey: call.idempotencyKey ?? null,
      replayOf: call.replayOf ?? null,
      shouldRetry: shouldRetry(call, answer),
      rateLimited: answer.error?.code === 'rate_limit',
    });
    // 403 for an account without access bears no request id (as recorded from Stripe).
    if (answer.error?.code === 'account_invalid') delete headers['request-id'];
    Object.assign(headers, headersOfFault(call.fault));
    await sufferWaiting(call.fault, this.#parts.closing);
    if (sufferAfter(call.fault, outgoing, answer, headers, this.#parts.closing)) return;
    headers['content-length'] = String(Buffer.byteLength(answer.body));
    outgoing.writeHead(answer.status, headers);
    outgoing.end(answer.body);
  }

  async #outcome(call: Call, incoming: IncomingMessage): Promise<Answer> {
    try {
      return await this.#handle(call, await readRequest(incoming, call.head));
    } catch (thrown) {
      const { method, path } = call.head;
      const error =
        thrown instanceof StripeError ? thrown : internalError(thrown, call.id, method, path);
      // What is refused before its version is known has no entry in Stripe's log of requests.
      const account = call.version === undefined ? null : (call.account ?? null);
      return errorAnswer(error, account, call.id);
    }
  }

  async #handle(call: Call, request: ApiRequest): Promise<Answer> {
    const { engine } = this.#parts;
    const { path } = request;
    // A HEAD is a GET of which nothing but the headers is sent.
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    call.head = call.request = request;
    const credentials = (call.credentials = credentialsOf(request.key, request.keyInParameters));
    const account = this.#account(credentials, request.account);
    call.account = account;
    const version = (call.version = checkApiVersion(request.version, engine.settings.apiVersion));
    this.#limiter.take(credentials.platform, method, engine.settings.rateLimit?.per_second ?? null);
    const match = this.#router.match(method, path);
    if (!match) throw unrecognizedUrl(method, path);
    if (match.route === null) throw notEmulated(method, match.pattern);
    if (request.unread) throw request.unread;
    if (credentials.kind === 'publishable' && match.route.access === 'secret') {
      throw secretKeyRequired();
    }
    const key = method === 'POST' ? checkKey(request.idempotencyKey) : null;
    call.idempotencyKey = method === 'GET' ? null : (request.idempotencyKey ?? null);
    const keyed = key ? { key, method, path, fingerprint: fingerprintOf(request) } : null;
    const release = key ? this.#keys.take(account, key) : undefined;
    try {
      const { platform } = credentials;
      call.fault = this.#parts.faults.hit({ method, path, account, platform });
      await sufferBefore(call.fault, this.#parts.closing);
      if (keyed) {
        const entry = engine.store.state.get(account, 'idempotent_answer', keyed.key);
        const first = entry && storedOf<'idempotent_answer'>(entry).object;
        if (first && isFresh(first, Math.floor(engine.clock() / 1000))) {
          checkSame(first, keyed);
          call.replayOf = first.request;
          return replayedAnswer(first.status, first.body);
        }
      }
      const parameters = decodeCall(engine, match, request, credentials.kind, version);
      const actor = {
        account,
        platform: credentials.platform,
        key: credentials.kind,
        apiVersion: version,
        request: {
          id: call.id,
          idempotencyKey: key,
          maskedKey: credentials.masked,
          ...(request.upload ? { upload: request.upload } : {}),
        },
      };
      return executeCall(engine, actor, match, request, parameters, call.id, keyed);
    } finally {
      release?.();
    }
  }

  /** The account acted on. Throws Stripe's 403 for one that isn't the platform's. */
  #account({ platform, masked }: Credentials, asked: string | null): string {
    if (asked === null || asked === platform) return platform;
    if (!this.#parts.engine.isConnected(platform, asked)) throw accountInvalid(masked, asked);
    return asked;
  }
}

function fingerprintOf(request: ApiRequest): string {
  const { form, expand, upload } = request;
  return fingerprint({
    ...form,
    expand: [...expand],
    ...(upload ? { file: upload.digest } : {}),
  });
}

/**
 * Stripe tells its libraries not to repeat an answer that would be the same again, and to repeat
 * what was only busy.
 */
function shouldRetry(call: Call, { status, error }: Answer): boolean | null {
  const wanted = shouldRetryFault(call.fault);
  if (wanted !== undefined) return wanted;
  // Left to the caller, who knows how long to wait.
  if (error?.code === 'rate_limit') return false;
  if (status === 409 || status === 429) return true;
  return call.head.method === 'POST' || status >= 500 ? false : null;
}
