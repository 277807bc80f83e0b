/** What the bank's own window says to the window that opened it. Both are on the frames' origin. */

/** An id that binds one login to one opening of the window. */
export function newLoginId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

/** The address of a bank's login page, beside the document that asks. */
export function writeLoginAddress(login: {
  institution: string;
  id: string;
  locale: string;
}): string {
  const hash = /-([0-9a-f]+)\.html$/.exec(window.location.pathname)?.[1] ?? '0';
  const fragment = new URLSearchParams(login);
  return `/v3/linked-accounts-oauth-${hash}.html#${fragment.toString()}`;
}

/** Tells the opener how the login ended. */
export function tellOpener(id: string, outcome: 'granted' | 'refused'): void {
  const opener = window.opener as Window | null;
  opener?.postMessage({ bankLogin: id, outcome }, window.location.origin);
}

/** Reads a message that may come from anybody. */
export function readLoginMessage(data: unknown, id: string): 'granted' | 'refused' | null {
  if (typeof data !== 'object' || data === null) return null;
  const { bankLogin, outcome } = data as { bankLogin?: unknown; outcome?: unknown };
  if (bankLogin !== id) return null;
  return outcome === 'granted' || outcome === 'refused' ? outcome : null;
}
