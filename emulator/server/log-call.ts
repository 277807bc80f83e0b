import type { Credentials } from './keys';
import type { Answer } from './errors';
import type { Fault } from './faults';
import { redactEscaped, redactForm, redactMessage, redactQuery, redactText } from './redact';
import type { ApiRequest } from './request';
import type { LoggedRequest, RequestLog } from './request-log';

/** What has become known of a call while it was handled. */
export interface Call {
  readonly id: string;
  head: Omit<ApiRequest, 'form' | 'expand'>;
  request?: ApiRequest;
  credentials?: Credentials;
  /** The account acted on. */
  account?: string;
  version?: string;
  idempotencyKey?: string | null;
  replayOf?: string;
  fault?: Fault | undefined;
}

/** Writes a finished call into the log; `at` is when it arrived, in Unix milliseconds. */
export function logCall(log: RequestLog, call: Call, answer: Answer, at: number): void {
  const { head, request } = call;
  const { error } = answer;
  const entry: LoggedRequest = {
    id: call.id,
    at,
    duration_ms: Date.now() - at,
    method: head.method,
    path: redactEscaped(head.path),
    query: redactQuery(head.query),
    platform: call.credentials?.platform ?? null,
    account: head.account,
    idempotency_key: call.idempotencyKey ? redactText(call.idempotencyKey) : null,
    key: call.credentials?.kind ?? 'none',
    parameters: redactForm({
      ...request?.form,
      // What was uploaded, by its name alone.
      ...(request?.upload ? { file: request.upload.name } : {}),
      ...(request?.expand.length ? { expand: [...request.expand] } : {}),
    }),
    status: answer.status,
    error: error && {
      type: error.type,
      ...(error.code ? { code: error.code } : {}),
      ...(error.message ? { message: redactMessage(error.message, request?.form ?? {}) } : {}),
    },
    replayed: call.replayOf !== undefined,
    fault: call.fault?.id ?? null,
    object_id: answer.objectId,
  };
  log.add(entry, answer.body);
}
