/** The emulator for programs: `import { createEmulator } from 'souk-emulator'`. */
import { createEmulator as create } from './server/emulator';
import type { Emulator, EmulatorOptions } from './server/public-api';

export type { DunningSettings, Origins, Settings, StripeJsSettings } from './server/contract';
export type {
  ClientOptions,
  Emulator,
  EmulatorOptions,
  Forward,
  Seed,
  SeedObject,
  StripeHosts,
} from './server/public-api';

/**
 * Starts an emulator on three ports and resolves when all of them listen. Rejects, with nothing left
 * running, when a port is taken or the data directory can't be used; the message is for the user.
 */
export function createEmulator(options: EmulatorOptions): Promise<Emulator> {
  return create(options);
}
