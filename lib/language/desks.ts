/** Told to pages by `proxy.ts`, which alone knows every address: this one is read in English. */
export const deskHeader = 'x-souk-desk';

const desks = ['/seller', '/sell', '/operator', '/lab'];

/** True of the pages for sellers, operators and engineers, which stay English. */
export function isDesk(pathname: string): boolean {
  return desks.some((path) => pathname === path || pathname.startsWith(`${path}/`));
}
