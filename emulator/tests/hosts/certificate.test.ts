import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeCertificate } from '../../hosts/certificate';
import { keepCertificate, type KeptCertificate } from '../../hosts/kept-certificate';
import { temporaryDirectory } from '../support/data-directory';
import { startEmulator } from '../support/emulator';
import { ask } from './mapped';

const DAY_MS = 86_400_000;

describe('the certificate', () => {
  test('is believed for every host by who trusts the authority, and by nobody else', async () => {
    const emulator = await startEmulator({ tlsPort: 0 });
    const { names = [] } = emulator.hosts ?? {};
    expect(names).toContain('js.stripe.com');
    for (const name of [...names, 'localhost']) {
      expect((await ask(emulator, `https://${name}/`)).error, name).toBeUndefined();
    }
    expect((await ask(emulator, 'https://example.com/')).error).toBe(
      'ERR_TLS_CERT_ALTNAME_INVALID',
    );
    const untrusting = await ask(emulator, 'https://js.stripe.com/v3/', { ca: null });
    expect(untrusting.error).toBe('SELF_SIGNED_CERT_IN_CHAIN');
  });

  test('is the same at the next start of a data directory, and its key is for the owner alone', async () => {
    const dataDir = await temporaryDirectory();
    const first = await startEmulator({ dataDir, tlsPort: 0 });
    await first.close();
    const second = await startEmulator({ dataDir, tlsPort: 0 });
    expect(second.hosts?.spki).toBe(first.hosts?.spki);
    expect(second.hosts?.ca).toBe(first.hosts?.ca);
    expect(second.hosts?.caFile).toBe(path.join(dataDir, 'tls', 'ca.pem'));
    const kept = (name: string) => path.join(dataDir, 'tls', name);
    expect(statSync(kept('server.pem')).mode & 0o777).toBe(0o600);
    expect(readFileSync(kept('.gitignore'), 'utf8')).toBe('*\n');
    await second.close();
    chmodSync(kept('server.pem'), 0o644);
    await startEmulator({ dataDir, tlsPort: 0 });
    expect(statSync(kept('server.pem')).mode & 0o777).toBe(0o600);
  });

  test('without a directory leaves no key behind, and after the end nothing', async () => {
    const emulator = await startEmulator({ tlsPort: 0 });
    const { caFile = '', ca } = emulator.hosts ?? {};
    expect(readFileSync(caFile, 'utf8')).toBe(ca);
    expect(readdirSync(path.dirname(caFile))).toEqual(['ca.pem']);
    await emulator.close();
    expect(() => statSync(path.dirname(caFile))).toThrow('ENOENT');
  });

  test.each([
    ['would end within a week', (): void => undefined, 392 * DAY_MS],
    ['is damaged', (file: string) => writeFileSync(file, 'nothing of the kind'), 0],
    ['has another key', (file: string) => writeFileSync(file, withKeyOfAnother(file)), 0],
  ])('that %s is made anew', async (_why, spoil, later) => {
    const directory = await temporaryDirectory();
    const now = Date.now();
    const first = keepCertificate(directory, now);
    expect(keepCertificate(directory, now).spki).toBe(first.spki);
    spoil(path.join(directory, 'server.pem'));
    const second = keepCertificate(directory, now + later);
    expect(second.spki).not.toBe(first.spki);
    expect(readFileSync(second.authorityFile, 'utf8')).toBe(second.authority);
    expect(keepCertificate(directory, now + later).spki).toBe(second.spki);
  });
});

test('another start that was faster is whose certificate both have', async () => {
  const directory = await temporaryDirectory();
  let faster: KeptCertificate | undefined;
  const slower = keepCertificate(directory, Date.now(), 'localhost', (...given) => {
    faster ??= keepCertificate(directory);
    return makeCertificate(...given);
  });
  expect(slower.spki).toBe(faster?.spki);
  expect(readFileSync(slower.authorityFile, 'utf8')).toBe(faster?.authority);
});

test('a directory with other files in it is not hidden from a repository', async () => {
  const directory = await temporaryDirectory();
  writeFileSync(path.join(directory, 'notes.txt'), 'mine');
  keepCertificate(directory);
  expect(readdirSync(directory).sort()).toEqual(['ca.pem', 'notes.txt', 'server.pem']);
});

function withKeyOfAnother(file: string): string {
  const other = keepCertificate(null);
  other.forget();
  return readFileSync(file, 'utf8').replace(/^[^]*?-----END .*-----\n/, other.key);
}
