import { version } from '../package.json';

/** The emulator's own version. */
export const VERSION: string = version;
