import { createHash, createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import { isIP } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { addressBytes } from './address-bytes';
import { makeCertificate, type Certificate, type Names } from './certificate';
import { STRIPE_PATTERNS } from './stripe-hosts';

/** What the server is called: Stripe's names, those of this machine, and where it listens. */
function namesOf(host: string): Names {
  const dns = [...STRIPE_PATTERNS, 'localhost'];
  const ip = ['127.0.0.1', '::1'];
  (isIP(host) ? ip : dns).push(host);
  return { dns: [...new Set(dns)], ip: [...new Set(ip)].map(addressBytes) };
}

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
export function keepCertificate(
  directory: string | null,
  now = Date.now(),
  host = 'localhost',
  make = makeCertificate,
): KeptCertificate {
  const home = path.resolve(directory ?? fs.mkdtempSync(path.join(os.tmpdir(), 'souk-emulator-')));
  const authorityFile = path.join(home, 'ca.pem');
  const certificate =
    directory === null ? make(namesOf(host), now) : readOrMake(home, host, now, make);
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

/** The one that is there; of two emulators that find none and start at once, both take the first one's. */
function readOrMake(
  home: string,
  host: string,
  now: number,
  make: typeof makeCertificate,
): Certificate {
  const file = path.join(home, 'server.pem');
  fs.mkdirSync(home, { recursive: true, mode: 0o700 });
  // A key is nothing for a repository; what else is in a directory is not ours to hide.
  if (fs.readdirSync(home).every((name) => name.endsWith('.pem'))) {
    fs.writeFileSync(path.join(home, '.gitignore'), '*\n');
  }
  for (;;) {
    const found = read(file, host, now);
    if (found) {
      // It may have been copied here, and be open to everybody.
      fs.chmodSync(file, 0o600);
      return found;
    }
    takeAway(file, host, now);
    const made = make(namesOf(host), now);
    const whole = `${made.key}${made.server}${made.authority}`;
    if (create(file, whole)) return made;
  }
}

/** What is there, as long as it fits together, is for today's names and does not end soon. */
function read(file: string, host: string, now: number): Certificate | undefined {
  let blocks: string[];
  try {
    blocks = fs.readFileSync(file, 'utf8').match(/-----BEGIN [^]*?-----END .*-----\n/g) ?? [];
  } catch {
    return undefined;
  }
  const [key = '', server = '', authority = ''] = blocks;
  try {
    const found = new X509Certificate(server);
    const { subjectAltName, validTo } = found;
    const fits =
      found.checkPrivateKey(createPrivateKey(key)) &&
      found.verify(new X509Certificate(authority).publicKey) &&
      (isIP(host) === 0 || found.checkIP(host) !== undefined) &&
      namesOf(host).dns.every((name) => subjectAltName?.split(', ').includes(`DNS:${name}`));
    return fits && Date.parse(validTo) > now + LEAST_MS ? { key, server, authority } : undefined;
  } catch {
    // Damaged, and nobody's loss: another one is made.
    return undefined;
  }
}

/** Removes what is of no use, unless another emulator has put its own there since it was looked at. */
function takeAway(file: string, host: string, now: number): void {
  const aside = draftOf(file);
  try {
    fs.renameSync(file, aside);
  } catch {
    return;
  }
  if (read(aside, host, now)) linkTo(aside, file);
  fs.rmSync(aside, { force: true });
}

/** Whole from its first instant, and by one alone: false where somebody else was faster. */
function create(file: string, content: string): boolean {
  const draft = draftOf(file);
  fs.writeFileSync(draft, content, { mode: 0o600 });
  const first = linkTo(draft, file);
  fs.rmSync(draft, { force: true });
  return first;
}

function linkTo(draft: string, file: string): boolean {
  try {
    fs.linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // Not every file system has links.
    fs.renameSync(draft, file);
  }
  return true;
}

function draftOf(file: string): string {
  return `${file}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
}

/** Whole at any instant: another emulator may be reading. */
function replace(file: string, content: string, mode: number): void {
  const draft = draftOf(file);
  fs.writeFileSync(draft, content, { mode });
  fs.renameSync(draft, file);
}

function spkiOf(certificate: string): string {
  const spki = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('base64');
}
