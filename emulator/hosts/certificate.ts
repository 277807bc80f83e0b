import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { bare, bits, field, integer, octets, oid, sequence, set, text, time, yes } from './der';

/** What a server needs to be believed, in PEM. */
export interface Certificate {
  readonly key: string;
  /** The server's certificate, for the key. */
  readonly server: string;
  /** That of the authority which signed it: what clients are to trust. */
  readonly authority: string;
}

const DAY_MS = 86_400_000;

/** No longer than clients take from a server, 398 days; and begun before any clock that is slow. */
const LASTS_MS = 397 * DAY_MS;

const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));

/** For what the names are written: `*.stripe.com`, `localhost`, `127.0.0.1`. */
export interface Names {
  readonly dns: readonly string[];
  /** Addresses by their bytes. */
  readonly ip: readonly (readonly number[])[];
}

/**
 * Makes a certificate for these names, and an authority that signs it and nothing else ever: its key
 * is not kept, so that whoever trusts it trusts this one server (RFC 5280).
 */
export function makeCertificate(names: Names, now = Date.now()): Certificate {
  const lasts = { from: new Date(now - DAY_MS), until: new Date(now - DAY_MS + LASTS_MS) };
  const ca = newKey();
  const server = newKey();
  const issuer = nameOf(`Souk emulator ${randomBytes(4).toString('hex')}`);
  const signed = (key: Key, subject: Buffer, extensions: Buffer[]): string => {
    const content = sequence(
      field(0, integer(2)),
      integer(0x40, ...randomBytes(15)),
      ecdsaWithSha256,
      issuer,
      sequence(time(lasts.from), time(lasts.until)),
      subject,
      key.spki,
      field(3, sequence(...extensions)),
    );
    const signature = sign('sha256', content, ca.privateKey);
    return pem('CERTIFICATE', sequence(content, ecdsaWithSha256, bits(signature)));
  };
  return {
    key: String(server.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    authority: signed(ca, issuer, [
      extension('2.5.29.19', sequence(yes, integer(0)), true),
      // To sign certificates, and lists of revoked ones.
      extension('2.5.29.15', bits(Buffer.from([0b110]), 1), true),
      extension('2.5.29.14', octets(ca.id)),
    ]),
    server: signed(server, nameOf('js.stripe.com'), [
      // To sign, which is what a server does with such a key.
      extension('2.5.29.15', bits(Buffer.from([0b1000_0000]), 7), true),
      extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
      extension('2.5.29.17', alternativeNames(names)),
      extension('2.5.29.14', octets(server.id)),
      extension('2.5.29.35', sequence(bare(0, ca.id))),
    ]),
  };
}

interface Key {
  readonly privateKey: KeyObject;
  readonly spki: Buffer;
  /** What other certificates call it. */
  readonly id: Buffer;
}

function newKey(): Key {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return { privateKey, spki, id: createHash('sha256').update(spki).digest().subarray(0, 20) };
}

function nameOf(commonName: string): Buffer {
  return sequence(set(sequence(oid('2.5.4.3'), text(commonName))));
}

function alternativeNames({ dns, ip }: Names): Buffer {
  return sequence(
    ...dns.map((name) => bare(2, Buffer.from(name, 'ascii'))),
    ...ip.map((address) => bare(7, Buffer.from(address))),
  );
}

function extension(id: string, value: Buffer, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [yes] : []), octets(value));
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
