import type { Emulator } from '../../server/emulator';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; every answer of the API is. */
  readonly json: {
    readonly id?: string;
    readonly error?: {
      readonly type: string;
      readonly code?: string;
      readonly param?: string;
      readonly message: string;
      readonly doc_url?: string;
      readonly request_log_url?: string;
    };
  } & Readonly<Record<string, unknown>>;
}

interface RawOptions {
  readonly method?: string;
  /** A form, as text. */
  readonly body?: string;
  /** The key, null for none; a secret one unless given. */
  readonly key?: string | null;
  readonly headers?: Record<string, string>;
}

/** One call without the SDK, to see and send what the SDK hides. */
export async function call(
  emulator: Pick<Emulator, 'urls'>,
  path: string,
  options: RawOptions = {},
): Promise<RawAnswer> {
  const { key = 'sk_test_emulator', body, headers } = options;
  const response = await fetch(`${emulator.urls.api}${path}`, {
    method: options.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: text === '' ? {} : (JSON.parse(text) as RawAnswer['json']),
  };
}

/** One call of the control API; the body is sent as JSON. */
export async function control<T = Record<string, unknown>>(
  emulator: Pick<Emulator, 'urls'>,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const response = await fetch(`${emulator.urls.api}/_emulator${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
