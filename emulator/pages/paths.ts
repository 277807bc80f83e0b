import type { Found } from './reading';

/** Addresses of the dashboard's pages. */
export const paths = {
  overview: '/',
  requests: '/dashboard/requests',
  events: '/dashboard/events',
  faults: '/dashboard/faults',
  control: '/dashboard/control',
  find: '/dashboard/find',
  account: (id: string) => `/dashboard/accounts/${segment(id)}`,
  kind: (account: string, kind: string) => `${paths.account(account)}/${segment(kind)}`,
  object: ({ account, kind, object }: Pick<Found, 'account' | 'kind' | 'object'>) =>
    `${paths.kind(account, kind)}/${segment(object.id)}`,
  request: (id: string) => withQuery(paths.requests, { open: id }),
  event: (id: string, account: string) => withQuery(paths.events, { account, open: id }),
};

/** An address with those parameters that have a value. */
export function withQuery(
  path: string,
  parameters: Readonly<Record<string, string | number | undefined>>,
): string {
  const given = Object.entries(parameters).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return given.length ? `${path}?${query}` : path;
}

function segment(text: string): string {
  return encodeURIComponent(text);
}
