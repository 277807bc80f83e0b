import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { decisions } from './decisions';
import { wayOf, ways } from './ways';

const read = (file: string) => readFileSync(path.join(import.meta.dirname, '../..', file), 'utf8');
const guide = read('docs/sharing-payment-methods.md');
const tests = ['lib/lab/ways.test.ts', 'lib/lab/runs.test.ts', 'e2e/journeys/lab.spec.ts'];
const titles = tests
  .flatMap((file) => [...read(file).matchAll(/\b(?:it|test)\(\s*'((?:[^'\\]|\\.)+)'/g)])
  .map(([, title]) => String(title));

it('ties its statements to tests that there are', () => {
  const prose = guide.replaceAll(/```[^]*?```/g, '').replaceAll(/\s+/g, ' ');
  const named = [...prose.matchAll(/"([^"]+)"/g)].map(([, name]) => String(name));
  expect(named.length).toBeGreaterThan(20);
  for (const name of named) {
    const [slug = '', refusal] = name.split(': ');
    const tried = wayOf(slug)?.refusals.some((one) => one.slug === refusal);
    expect(tried || titles.some((title) => title.startsWith(name)), name).toBe(true);
  }
});

it('tells of every way, with its state', () => {
  const rows = guide.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  for (const { title, state } of ways.filter((way) => way.state !== 'refused')) {
    // The lab says a little more here and there.
    const row = rows.find(
      ([, name = '', status]) => name && status === state && title.startsWith(name),
    );
    expect(row, title).toBeDefined();
  }
});

it('decides for ways that there are', () => {
  for (const { way } of decisions) expect(wayOf(way), way).toBeDefined();
});
