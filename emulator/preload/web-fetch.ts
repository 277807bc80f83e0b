import { atOrigin } from '../hosts/at-origin';
import { isStripe, refusalOf } from './destination';

/**
 * Calls by the global `fetch`, which the library's fetch client and Next.js use; `unreachable` is
 * told when nothing listens at the emulator's address.
 */
export function redirectFetch(emulator: URL, unreachable: () => void): void {
  const original = globalThis.fetch;
  if (typeof original !== 'function') return;
  globalThis.fetch = async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : String(input), 'http://here');
    if (!isStripe(address.hostname)) return original(input, init);
    const headers = new Headers(
      init?.headers ?? (input instanceof Request ? input.headers : undefined),
    );
    const refusal = refusalOf(address.hostname, headers.get('authorization') ?? undefined);
    if (refusal) {
      return new Response(refusal.body, {
        status: refusal.status,
        headers: { 'Content-Type': 'application/json', 'Stripe-Should-Retry': 'false' },
      });
    }
    const target = atOrigin(emulator, address);
    const moved = input instanceof Request ? new Request(target, input) : target;
    try {
      return await original(moved, init);
    } catch (error) {
      const { code } = ((error as Error).cause ?? {}) as NodeJS.ErrnoException;
      if (code === 'ECONNREFUSED') unreachable();
      throw error;
    }
  };
}
