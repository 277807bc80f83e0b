import type { Origins, Settings } from './contract';

/** How an emulator is started. */
export interface EmulatorOptions {
  /** The API's port; 0 for a free one. */
  readonly port: number;
  /** The port of the frames that hold card fields; a free one unless given. */
  readonly framesPort?: number;
  /** The port of the simulated bank; a free one unless given. */
  readonly bankPort?: number;
  /** Where data is kept; null keeps it in memory. */
  readonly dataDir: string | null;
  /** 127.0.0.1 unless given. */
  readonly host?: string;
  readonly settings?: Partial<Settings>;
  /** The clock, in Unix milliseconds. For tests that cannot wait a day. */
  readonly clock?: () => number;
}

/** Options of Stripe's Node library that point it at this emulator. */
export interface ClientOptions {
  readonly host: string;
  readonly port: number;
  readonly protocol: 'http';
}

/** A running emulator, as programs hold it. */
export interface Emulator {
  readonly urls: Origins;
  /** For `new Stripe('sk_test_anything', emulator.client)`. */
  readonly client: ClientOptions;
  /** The settings in force; changed by `POST /_emulator/settings`. */
  readonly settings: Settings;
  /** Stops listening, delivering and all timers, and gives the data directory free. */
  close(): Promise<void>;
}
