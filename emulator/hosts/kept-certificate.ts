import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeCertificate, type Certificate, type Names } from './certificate';
import { STRIPE_PATTERNS } from './stripe-hosts';

/** What the server is called: Stripe's names, and those of this machine. */
const names: Names = {
  dns: [...STRIPE_PATTERNS, 'localhost'],
  ip: [
    [127, 0, 0, 1],
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
  ],
};

/** A certificate that ends sooner is made anew: a test run should not outlive it. */
const LEAST_MS = 7 * 86_400_000;

export interface KeptCertificate extends Certificate {
  /** Where the authority's certificate is, for those who read a file. */
  readonly authorityFile: string;
  /** What Chromium is told to trust: the SHA-256 of the server's public key, in base64. */
  readonly spki: string;
  /** Removes the file, if it is only for as long as the server runs. */
  forget(): void;
}

/**
 * The certificate of a directory, the same at each start, so that what trusts it need not be told
 * again; without a directory a fresh one, of which only the authority's part is ever in a file.
 */
export function keepCertificate(directory: string | null, now = Date.now()): KeptCertificate {
  const home = path.resolve(directory ?? fs.mkdtempSync(path.join(os.tmpdir(), 'souk-emulator-')));
  const authorityFile = path.join(home, 'ca.pem');
  const serverFile = path.join(home, 'server.pem');
  if (directory !== null) fs.mkdirSync(home, { recursive: true, mode: 0o700 });
  const found = directory === null ? undefined : read(serverFile, now);
  const certificate = found ?? makeCertificate(names, now);
  if (directory !== null && !found) {
    const { key, server, authority } = certificate;
    replace(serverFile, `${key}${server}${authority}`, 0o600);
  }
  replace(authorityFile, certificate.authority, 0o644);
  return {
    ...certificate,
    authorityFile,
    spki: spkiOf(certificate.server),
    forget: () => {
      if (directory === null) fs.rmSync(home, { recursive: true, force: true });
    },
  };
}

/** What is there, as long as it fits together, is for today's names and does not end soon. */
function read(file: string, now: number): Certificate | undefined {
  let blocks: string[];
  try {
    blocks = fs.readFileSync(file, 'utf8').match(/-----BEGIN [^]*?-----END .*-----\n/g) ?? [];
  } catch {
    return undefined;
  }
  const [key = '', server = '', authority = ''] = blocks;
  try {
    const { subjectAltName, validTo } = new X509Certificate(server);
    const fits =
      new X509Certificate(server).checkPrivateKey(createPrivateKey(key)) &&
      new X509Certificate(server).verify(new X509Certificate(authority).publicKey) &&
      names.dns.every((name) => subjectAltName?.split(', ').includes(`DNS:${name}`));
    return fits && Date.parse(validTo) > now + LEAST_MS ? { key, server, authority } : undefined;
  } catch {
    // Damaged, and nobody's loss: another one is made.
    return undefined;
  }
}

/** Whole at any instant: another emulator may be reading. */
function replace(file: string, content: string, mode: number): void {
  const draft = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(draft, content, { mode });
  fs.renameSync(draft, file);
}

function spkiOf(certificate: string): string {
  const spki = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('base64');
}
