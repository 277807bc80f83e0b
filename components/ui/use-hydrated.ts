import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/**
 * False in the server's markup and until React has taken it over. What only script can do says so
 * until then (`aria-disabled`), so that an early press is seen to be too early instead of being lost.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
