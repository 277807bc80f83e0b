import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { judgeAudit } from './audit.mjs';
import { checkPackages, compareInstalled, listLicences, readLock } from './packages.mjs';

const root = path.resolve(import.meta.dirname, '..');
const lock = readLock(root);
const text = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** A lockfile with one package more. */
const withPackage = (name: string, about: { license?: string; hasInstallScript?: boolean }) => ({
  packages: { [`node_modules/a/node_modules/${name}`]: { version: '1.0.0', ...about } },
});

it('finds no licence and no install script that nobody has looked at', () => {
  expect(checkPackages(lock)).toEqual([]);
  expect(listLicences(lock).flatMap(([, names]) => names).length).toBeGreaterThan(500);
});

it('finds on the disk what the lockfile says of it', () => {
  const { compared, lines } = compareInstalled(lock, root);
  expect(lines).toEqual([]);
  expect(compared).toBeGreaterThan(400);
});

it.each(['MIT', 'Apache-2.0', '(MIT OR GPL-3.0-only)', 'ISC AND MIT'])('takes %s', (license) => {
  expect(checkPackages(withPackage('new', { license }))).toEqual([]);
});

it.each([
  ['GPL-3.0-only', 'new'],
  ['MIT AND GPL-3.0-only', 'new'],
  ['(GPL-2.0-only OR GPL-3.0-only)', 'new'],
  ['SEE LICENSE IN LICENSE', 'new'],
  ['UNLICENSED', 'new'],
  // Looked at for another package.
  ['LGPL-3.0-or-later', 'new'],
  ['MPL-2.0', '@new/lightningcss'],
  ['constructor', 'new'],
  [undefined, 'new'],
])('asks to look at %s', (license, name) => {
  const [line] = checkPackages(withPackage(name, license === undefined ? {} : { license }));
  expect(line).toContain(`${name} 1.0.0 is under ${license ?? 'no licence'}`);
});

it('asks to look at a package that would run something when it is installed', () => {
  const about = { license: 'MIT', hasInstallScript: true };
  expect(checkPackages(withPackage('esbuild', about))).toEqual([]);
  for (const name of ['new', 'esbuild-plugin', '@new/esbuild']) {
    expect(checkPackages(withPackage(name, about))).toHaveLength(1);
  }
});

it('lets no package run anything when it is installed', () => {
  expect(text('.npmrc').split('\n')).toContain('ignore-scripts=true');
});

it('runs what the newcomer runs, and asks no registry in the tests', () => {
  const commands = text('.ci/run')
    .split('\n')
    .filter((line) => line.startsWith('npm '));
  expect(commands).toEqual(['npm ci', 'npm test']);
  expect(text('scripts/test.mjs')).not.toMatch(/audit/);
});

const audit = (severity: string) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: {
      deep: { name: 'deep', severity, range: '<1.2.3', via: [{ title: 'Reads any file' }] },
      over: { name: 'over', severity, range: '*', via: ['deep'] },
    },
    metadata: { dependencies: { total: 700 } },
  });

it.each([
  ['critical', true],
  ['high', true],
  ['moderate', false],
  ['low', false],
])('an audit with something %s fails: %s', (severity, fails) => {
  expect(judgeAudit(audit(severity))).toEqual({
    packages: 700,
    findings: [
      { fails, line: `${severity}: deep <1.2.3, Reads any file` },
      { fails, line: `${severity}: over *, by deep` },
    ],
  });
});

it.each(['', 'npm error', '{"message":"connect ECONNREFUSED","error":{}}'])(
  'a registry that says %j has audited nothing, and is not taken for one that found nothing',
  (answer) => expect(judgeAudit(answer)).toBeNull(),
);
