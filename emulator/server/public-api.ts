import type { Origins, Settings } from './contract';

/** How an emulator is started. */
export interface EmulatorOptions {
  /** The API's port; 0 for a free one. */
  readonly port: number;
  /** The port of the frames that hold card fields; a free one unless given. */
  readonly framesPort?: number;
  /** The port of the simulated bank; a free one unless given. */
  readonly bankPort?: number;
  /** A port for TLS, at which Stripe's hosts are answered for by their names; none unless given. */
  readonly tlsPort?: number;
  /** Where its certificate is kept; `tls` in the data directory, or nowhere, unless given. */
  readonly tlsDir?: string;
  /** Where data is kept; null keeps it in memory. */
  readonly dataDir: string | null;
  /** 127.0.0.1 unless given. */
  readonly host?: string;
  readonly settings?: Partial<Settings>;
  /** An endpoint that is there from the start and after each reset, as of `stripe listen`. */
  readonly forward?: Forward;
  /** What is there from the start and after each reset: the body of `POST /_emulator/seed`. */
  readonly seed?: Seed;
  /** The clock, in Unix milliseconds. For tests that cannot wait a day. */
  readonly clock?: () => number;
}

/** Where all events of the platform and of its connected accounts are sent. */
export interface Forward {
  readonly url: string;
  /** The signing secret, `whsec_…`. */
  readonly secret: string;
}

/** Objects with ids of their own. Those already there are left as they are. */
export interface Seed {
  /** Connected accounts that can charge. */
  readonly accounts?: readonly SeedObject[];
  /** As in `POST /v1/products`, with `id` and `default_price`. */
  readonly products?: readonly SeedObject[];
  /** As in `POST /v1/prices`, with `id`. */
  readonly prices?: readonly SeedObject[];
  /** As in `POST /v1/customers`, with `id`. */
  readonly customers?: readonly SeedObject[];
}

/** The parameters of one object, in JSON. */
export interface SeedObject {
  readonly [name: string]: unknown;
}

/** Options of Stripe's Node library that point it at this emulator. */
export interface ClientOptions {
  readonly host: string;
  readonly port: number;
  readonly protocol: 'http';
}

/** How Stripe's hosts are made to be this emulator: `GET /_emulator/hosts`. */
export interface StripeHosts {
  /** Where they are answered for. */
  readonly url: string;
  readonly names: readonly string[];
  /** Arguments for browsers of Chromium's family: where the names lead, and whom to trust there. */
  readonly chromium: readonly string[];
  /** The line of /etc/hosts, for a listener at port 443. */
  readonly etcHosts: string;
  /** The certificate of the authority, as a file (for `NODE_EXTRA_CA_CERTS`) and in PEM. */
  readonly caFile: string;
  readonly ca: string;
  /** SHA-256 of the server's public key, in base64. */
  readonly spki: string;
}

/** A running emulator, as programs hold it. */
export interface Emulator {
  readonly urls: Origins;
  /** Null without a `tlsPort`. */
  readonly hosts: StripeHosts | null;
  /** For `new Stripe('sk_test_anything', emulator.client)`. */
  readonly client: ClientOptions;
  /** The settings in force; changed by `POST /_emulator/settings`. */
  readonly settings: Settings;
  /** Stops listening, delivering and all timers, and gives the data directory free. */
  close(): Promise<void>;
}
