import { config } from '../config/config';

// A word for each mode that may: another one, should there ever be one, may not.
const modes: readonly string[] = ['emulator', 'test'];

/**
 * Whether test data may be made here: with the emulator or in Stripe's test mode, and not where the
 * demo people are off, since such a shop is somebody's own.
 */
export function mayMakeTestData(
  { mode, demo }: { readonly mode: string; readonly demo: boolean } = config(),
): boolean {
  return modes.includes(mode) && demo;
}
