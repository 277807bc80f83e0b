import { createHash } from 'node:crypto';

/**
 * Stands in the address of a hosted page so that it can't be guessed from ids: whoever has the
 * address may see the page.
 */
export function sealOf(what: string, secret: string): string {
  return createHash('sha256').update(`${what} ${secret}`).digest('base64url').slice(0, 32);
}
