import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { budgets } from '@/e2e/support/budgets';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Sources of what is seen. The mark belongs to where a page of the server meets the browser's part,
 * so hooks, which only such parts use, bear none. Next wants pages of errors to be the client's, so
 * they are nobody's choice:
 * https://nextjs.org/docs/app/api-reference/file-conventions/error
 */
const sources = ['app', 'components'].flatMap((room) =>
  fs
    .readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|error\.tsx$/.test(file))
    .map((file) => {
      const text = fs.readFileSync(path.join(root, room, file), 'utf8');
      const client = /^['"]use client['"]/m.test(text);
      return { file: path.join(room, file), lines: text.split('\n').length - 1, client };
    }),
);

const linesOf = (files: typeof sources) => files.reduce((all, { lines }) => all + lines, 0);

test('most of what is seen is drawn on the server', () => {
  const clients = sources.filter(({ client }) => client);
  const largest = [...clients].sort((one, other) => other.lines - one.lines).slice(0, 10);
  const told = largest.map(({ file, lines }) => `${lines} ${file}`).join('\n  ');
  expect(
    linesOf(clients) / linesOf(sources),
    `lines in files that say \`use client\`, of ${linesOf(sources)}; the largest:\n  ${told}`,
  ).toBeLessThanOrEqual(budgets.clientShare);
});

test('no layout is the client’s: everything below it would be', () => {
  const layouts = sources.filter(({ file }) => /(^|\/|\\)layout\.tsx$/.test(file));
  expect(layouts.length).toBeGreaterThan(5);
  expect(layouts.filter(({ client }) => client).map(({ file }) => file)).toEqual([]);
});
