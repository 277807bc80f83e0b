/** What holds of the repository as a whole: nothing secret in it, and nothing that would give one away. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter((file) => file && existsSync(path.join(root, file)));
const text = (file: string) => readFileSync(path.join(root, file), 'utf8');
const code = files.filter((file) => /\.(ts|tsx|mjs|cjs|js)$/.test(file));
const shop = code.filter((file) => /^(app|components|lib|proxy|instrumentation)/.test(file));
const written = files.filter(
  (file) => !/\.(svg|png|webp|jpg|ico|woff2?)$|package-lock\.json$/.test(file),
);
const holding = (among: readonly string[], pattern: RegExp) =>
  among.filter((file) => pattern.test(text(file)));

describe('the repository', () => {
  it('is read by this test', () => {
    expect(shop.length).toBeGreaterThan(300);
    expect(written.length).toBeGreaterThan(shop.length);
  });

  it('holds nothing that looks like a key or a signing secret', () => {
    const secret =
      /\b(?:(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{24,}|whsec_[A-Za-z0-9+/]{24,}|-----BEGIN [A-Z ]*PRIVATE KEY)/;
    // Says itself that it is none, or stands in Stripe's documentation.
    const known = /(?:sk|pk)_test_(?:51Souk[A-Za-z]*0{8,}\d*|TYooMQauvdEDq54NiTphI7jx)/g;
    const found = written.filter((file) => secret.test(text(file).replaceAll(known, '')));
    expect(found).toEqual([]);
  });

  it('holds no card number but those that Stripe publishes for tests', () => {
    const found = written.flatMap((file) =>
      cardNumbers(text(file))
        .filter((number) => !published.has(number))
        .map((number) => `${file}: …${number.slice(-4)}`),
    );
    expect(found).toEqual([]);
  });

  it('names files in its documentation that there are', () => {
    const guides = files.filter((file) => file.endsWith('.md'));
    const named = guides.flatMap((guide) => {
      const prose = text(guide).replaceAll(/```[^]*?```/g, '');
      const links = [...prose.matchAll(/\]\((?:<([^>]+)>|((?!\w+:)[^)#\s]+))(?:#[^)]*)?\)/g)];
      const paths = [...prose.matchAll(/`((?:app|components|docs|e2e|lib|proofs)\/[^`\s*…]+)`/g)];
      return [
        ...links.map(([, a, b]) => path.join(path.dirname(guide), a ?? b ?? '')),
        // The emulator speaks of its own rooms.
        ...(guide.startsWith('emulator/') ? [] : paths.map(([, file]) => String(file))),
      ].map((file) => ({ guide, file }));
    });
    expect(named.length).toBeGreaterThan(150);
    expect(named.filter(({ file }) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  it('says of every room what it holds', () => {
    const folders = (pattern: RegExp) => [
      ...new Set(files.flatMap((file) => pattern.exec(file)?.[1] ?? [])),
    ];
    // Beside those of the top: the rooms of lib, and the rooms within them that hold use-cases.
    const rooms = [
      ...folders(/^([a-z][^/]*\/)/).filter((room) => room !== 'lib/'),
      ...folders(/^(lib\/[^/]+\/)/),
      ...folders(/^(lib\/(?:payments|subscriptions)\/[^/]+\/)/),
    ].filter((room) => !room.endsWith('/testing/'));
    expect(rooms.length).toBeGreaterThan(40);
    const told = text('docs/how-it-works.md');
    expect(rooms.filter((room) => !told.includes(`| \`${room}\``))).toEqual([]);
  });

  it('tells of every command in its documentation', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
    const told = text('docs/running.md');
    const names = Object.keys(scripts);
    expect(names.length).toBeGreaterThan(15);
    const isTold = (name: string) => new RegExp(`\`npm (?:run )?${name}[\` ]`).test(told);
    expect(names.filter((name) => !isTold(name))).toEqual([]);
  });

  it('reads the environment in lib/config alone', () => {
    const allowed = /^(lib\/config\/config\.ts|instrumentation|lib\/.*\.test\.ts|.*\/testing\/)/;
    const readers = holding(shop, /\bprocess\.env\b|\benv\b[^\n]*\bfrom 'node:process'/);
    expect(readers.filter((file) => !allowed.test(file))).toEqual([]);
  });

  it('gives the browser no variable', () => {
    expect(holding(shop, /\bNEXT_PUBLIC_[A-Z]/).filter((file) => !/\.test\./.test(file))).toEqual(
      [],
    );
  });

  it('hands Stripe no write without what was written down for it', () => {
    const verbs =
      'create|update|cancel|confirm|capture|attach|detach|pay|resume|advance|submit|close|reject|del|verifyMicrodeposits|finalizeInvoice|voidInvoice';
    const writes = new RegExp(`\\bsdk(?:\\.\\w+)+\\.(?:${verbs})\\(`, 'g');
    const found = shop
      .filter((file) => file.startsWith('lib/stripe/') && !/\.test\./.test(file))
      .flatMap((file) => [...text(file).matchAll(writes)].map((call) => callOf(file, call.index)));
    expect(found.length).toBeGreaterThan(30);
    expect(found.filter((call) => !/\bwriting\(write\b/.test(call))).toEqual([]);
  });

  it('asks for a card number in no field of the shop’s own', () => {
    const field = /autocomplete=["'{]+cc-(?:number|csc)|name=["'](?:card-?number|cvc|cvv)/i;
    expect(holding(shop, field).filter((file) => !/\.test\./.test(file))).toEqual([]);
  });

  it('writes no text into a page but through React, which escapes it', () => {
    const raw =
      /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write/;
    expect(holding(shop, raw).filter((file) => !/\.test\./.test(file))).toEqual([]);
  });

  it('names exact versions, all of them in the lockfile', () => {
    const lock = JSON.parse(text('package-lock.json')) as {
      packages: Record<string, { version?: string; integrity?: string; link?: boolean }>;
    };
    for (const file of ['package.json', 'emulator/package.json']) {
      const manifest = JSON.parse(text(file)) as Record<string, Record<string, string>>;
      const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
      for (const [name, version] of wanted) {
        expect(version, `${name} in ${file}`).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
        const own = lock.packages[`${path.dirname(file)}/node_modules/${name}`];
        const locked = own ?? lock.packages[`node_modules/${name}`];
        expect(locked?.version, name).toBe(version);
      }
    }
    const unchecked = Object.entries(lock.packages).filter(
      ([name, { link, integrity }]) => name.includes('node_modules/') && !link && !integrity,
    );
    expect(unchecked.map(([name]) => name)).toEqual([]);
  });

  it('says how to report a fault, and its notes lead somewhere', () => {
    expect(text('SECURITY.md')).toMatch(/report/i);
    for (const file of ['SECURITY.md', 'docs/security.md']) {
      const links = [...text(file).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, to]) =>
        String(to),
      );
      expect(links.length, file).toBeGreaterThan(0);
      const dead = links.filter((to) => !existsSync(path.join(root, path.dirname(file), to)));
      expect(dead, file).toEqual([]);
    }
  });

  it('maps each promise to a test that there is', () => {
    const named = [
      ...text('docs/security.md').matchAll(
        /`([\w./[\]()-]+\.(?:test|spec)\.ts)`: ((?:“[^”]+”(?:, )?)+)/g,
      ),
    ];
    expect(named.length).toBeGreaterThan(40);
    const missing = named.flatMap(([, file = '', titles = '']) => {
      if (!existsSync(path.join(root, file))) return [file];
      const source = text(file).replaceAll(/\s+/g, ' ');
      const quoted = [...titles.matchAll(/“([^”]+)”/g)].map(([, title]) => String(title));
      expect(quoted.length, file).toBeGreaterThan(0);
      return quoted.filter((title) => !source.includes(title)).map((it) => `${file}: ${it}`);
    });
    expect(missing).toEqual([]);
  });
});

/** Those on https://docs.stripe.com/testing: what the emulator knows of, and takes nothing else. */
const published = new Set(
  files
    .filter((file) => /^emulator\/(?:rules\/|tests\/resources\/published-cards)/.test(file))
    .flatMap((file) => cardNumbers(text(file))),
);
// Everybody's example, and none of Stripe's: the emulator is shown to refuse it.
published.add('4'.padEnd(16, '1'));

/** Digit groups that could be printed on a card: a network's beginning, its length, a good check digit. */
function cardNumbers(source: string): string[] {
  const groups = source.match(/(?<![\w.-])(?:\d[ -]?){12,18}\d(?![\w.-])/g) ?? [];
  return groups.map((group) => group.replaceAll(/\D/g, '')).filter(isCard);
}

function isCard(digits: string): boolean {
  if (!/^(?:4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|6(?:011|5\d\d)\d{12})$/.test(digits)) {
    return false;
  }
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** A call from its name to the bracket that ends it. */
function callOf(file: string, start: number): string {
  const rest = text(file).slice(start);
  let open = 0;
  for (const [index, letter] of [...rest].entries()) {
    if (letter === '(') open += 1;
    if (letter === ')') open -= 1;
    if (letter === ')' && open === 0) return rest.slice(0, index + 1);
  }
  return rest;
}
