import Stripe from 'stripe';

/** A platform of its own at the emulator, as the keys of one namespace see it. */
export interface Platform {
  readonly namespace: string;
  readonly secretKey: string;
  readonly publishableKey: string;
  /** Straight to the emulator, for what a browser does and for reading the books. */
  readonly stripe: Stripe;
  readonly url: string;
}

/** The platform whose keys carry `namespace`: letters and digits, at most 16 of them. */
export function platformAt(url: string, namespace: string): Platform {
  const { hostname, port } = new URL(url);
  const secretKey = `sk_test_ns_${namespace}`;
  return {
    namespace,
    secretKey,
    publishableKey: `pk_test_ns_${namespace}`,
    stripe: new Stripe(secretKey, { host: hostname, port, protocol: 'http', telemetry: false }),
    url,
  };
}
