import { config } from '../config/config';

/** Who stands for everybody whose address is not known. */
export const unknownAddress = 'unknown';

/**
 * Where a request comes from. `X-Forwarded-For` is the client's own word but for what our proxies
 * appended: behind n of them (`TRUSTED_PROXIES`) the n-th entry from the right is what the outermost
 * one saw. With none, nobody's address is known.
 * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/X-Forwarded-For
 */
export function addressOf(request: Request, proxies = config().trustedProxies): string {
  if (proxies === 0) return unknownAddress;
  const seen = (request.headers.get('x-forwarded-for') ?? '').split(',');
  return seen.at(-proxies)?.trim().slice(0, 64) || unknownAddress;
}
