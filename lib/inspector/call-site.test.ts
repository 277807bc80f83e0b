import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { SourceMap } from 'node:module';
import { transform } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { captureSite, siteText } from './call-site';
import { originalPosition } from './original-position';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'souk-site-'));
  await mkdir(path.join(root, '.next/server/chunks'), { recursive: true });
});
afterAll(() => rm(root, { recursive: true }));

const stackOf = (...places: string[]) => ({
  stack: ['Error', ...places.map((place) => `    at call (${place})`)].join('\n'),
});

test('the line of this very file that calls is told, without the client between', async () => {
  const client = () => captureSite(client);
  const site = client(); // here
  const lines = (await readFile(new URL(import.meta.url), 'utf8')).split('\n');
  const line = lines.findIndex((text) => text.endsWith('// here')) + 1;
  expect(await siteText(site, process.cwd())).toBe(`lib/inspector/call-site.test.ts:${line}`);
});

test('frames of the Stripe client, of packages and of the runtime are passed over', async () => {
  expect(
    await siteText(
      stackOf(
        `${root}/lib/stripe/sdk.ts:1:1`,
        `${root}/node_modules/stripe/index.js:2:1`,
        '/usr/lib/somewhere/else.js:3:1',
        'node:internal/process/task_queues:95:5',
        `${root}/lib/payments/send-charge.ts:41:9`,
        `${root}/lib/payments/pay-leg.ts:7:9`,
      ),
      root,
    ),
  ).toBe('lib/payments/send-charge.ts:41');
});

test('a place by its address, and one without a name, are understood', async () => {
  const stack = `Error\n    at async file://${root}/lib/a%20b.ts:5:6`;
  expect(await siteText({ stack }, root)).toBe('lib/a b.ts:5');
});

test('a line of the build is told as the line it was made from', async () => {
  const source = [
    'export function pay() {',
    '  const made = 1;',
    '  throw new Error("x" + made);',
    '}',
  ];
  const { code, map } = await transform(source.join('\n'), {
    loader: 'ts',
    minify: true,
    sourcemap: true,
    sourcefile: '../../../lib/payments/pay.ts',
  });
  const file = path.join(root, '.next/server/chunks/pay.js');
  await writeFile(`${file}.map`, map);
  const column = code.indexOf('Error') + 1;
  expect(await siteText(stackOf(`${file}:1:${column}`), root)).toBe('lib/payments/pay.ts:3');
});

test('what cannot be told is not guessed', async () => {
  expect(await siteText({}, root)).toBeNull();
  expect(await siteText(stackOf(`${root}/.next/server/chunks/gone.js:1:1`), root)).toBeNull();
  expect(await siteText(stackOf('/elsewhere/lib/x.ts:1:1'), root)).toBeNull();
});

test('every place of a real map is read as Node reads it', async () => {
  const text = Array.from(
    { length: 40 },
    (_, n) => `export const f${n} = (x: number) => x + ${n};`,
  );
  const { code, map } = await transform(text.join('\n\n'), {
    loader: 'ts',
    minify: true,
    sourcemap: true,
    sourcefile: 'many.ts',
  });
  const read = JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0];
  const node = new SourceMap(read);
  for (const [index, line] of code.split('\n').entries()) {
    for (let column = 1; column <= line.length; column += 1) {
      const entry = node.findEntry(index, column - 1);
      const found = originalPosition(read, index + 1, column);
      expect(found?.line).toBe('originalLine' in entry ? entry.originalLine + 1 : undefined);
    }
  }
});

test('a map of several maps is read by where each begins', () => {
  const one = { sources: ['a.ts'], mappings: 'AAAA' };
  const two = { sources: ['b.ts'], mappings: 'AAEA' };
  const map = {
    sections: [
      { offset: { line: 0, column: 0 }, map: one },
      { offset: { line: 3, column: 10 }, map: two },
    ],
  };
  expect(originalPosition(map, 1, 5)).toEqual({ source: 'a.ts', line: 1 });
  expect(originalPosition(map, 4, 11)).toEqual({ source: 'b.ts', line: 3 });
  expect(originalPosition(map, 4, 10)).toBeNull();
});
