import type { Origins } from '../server/contract';
import type { StripeHosts } from '../server/public-api';
import { listenForStripe } from './front';
import { keepCertificate, type KeptCertificate } from './kept-certificate';
import { answeredHosts, STRIPE_PATTERNS } from './stripe-hosts';

export interface StandIn {
  readonly hosts: StripeHosts;
  close(): Promise<void>;
}

interface StandInOptions {
  readonly host: string;
  /** The host as others call it. */
  readonly shownHost: string;
  readonly port: number;
  /** Where the certificate is kept, if it is. */
  readonly directory: string | null;
  readonly origins: Origins;
}

/** Stands in for Stripe's hosts by their names, and says how to get others to come here. */
export async function standIn(options: StandInOptions): Promise<StandIn> {
  const bare = options.shownHost.replace(/[[\]]/g, '');
  const certificate = keepCertificate(options.directory, Date.now(), bare);
  try {
    const listener = await listenForStripe({ ...options, certificate });
    return {
      hosts: tell(`${options.shownHost}:${listener.port}`, options.shownHost, certificate),
      close: async () => {
        await listener.close();
        certificate.forget();
      },
    };
  } catch (error) {
    certificate.forget();
    throw error;
  }
}

function tell(address: string, host: string, certificate: KeptCertificate): StripeHosts {
  const rules = STRIPE_PATTERNS.map((pattern) => `MAP ${pattern} ${address}`).join(', ');
  return {
    url: `https://${address}`,
    names: answeredHosts,
    chromium: [
      `--host-resolver-rules=${rules}`,
      `--ignore-certificate-errors-spki-list=${certificate.spki}`,
    ],
    etcHosts: `${host.replace(/[[\]]/g, '')} ${answeredHosts.join(' ')}`,
    caFile: certificate.authorityFile,
    ca: certificate.authority,
    spki: certificate.spki,
  };
}
