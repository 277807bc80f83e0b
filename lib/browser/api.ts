import { noteStep } from './steps';

export type ApiAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: string; readonly message: string };

let said = {
  offline: 'We could not reach Souk. Check your connection and try again.',
  unreadable: 'Something went wrong on our side. Please try again.',
};

/** Has failures that no answer tells of said in the page's language. */
export function sayFailures(words: typeof said): void {
  said = words;
}

/**
 * One call to our own API. Never throws: a lost connection and an answer that is not JSON are
 * refusals with a sentence too, so that a form can always say something.
 */
export async function callApi<Value>(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<ApiAnswer<Value>> {
  let response: Response;
  const at = Date.now();
  const note = (status: number | null) =>
    noteStep({ method, path, status, at, ms: Date.now() - at });
  try {
    response = await fetch(path, {
      method,
      cache: 'no-store',
      credentials: 'same-origin',
      headers: method === 'GET' ? {} : { 'Content-Type': 'application/json' },
      body: method === 'GET' ? undefined : JSON.stringify(body ?? {}),
    });
    note(response.status);
  } catch {
    note(null);
    return failed('offline', said.offline);
  }
  let answer: unknown;
  try {
    answer = response.status === 204 ? {} : await response.json();
  } catch {
    return failed('unreadable', said.unreadable);
  }
  if (response.ok) return { ok: true, value: answer as Value };
  const error = (answer as { error?: { code?: unknown; message?: unknown } } | null)?.error;
  return failed(
    typeof error?.code === 'string' ? error.code : 'fault',
    typeof error?.message === 'string' ? error.message : said.unreadable,
  );
}

function failed(code: string, message: string): ApiAnswer<never> {
  return { ok: false, code, message };
}
