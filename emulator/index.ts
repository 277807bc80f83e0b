/** The emulator for programs: `import { createEmulator } from 'souk-emulator'`. */
export { createEmulator, type Emulator, type EmulatorOptions } from './server/emulator';
export type { Context, Origins, Settings } from './server/contract';
