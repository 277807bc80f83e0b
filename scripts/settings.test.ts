import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { dataDirFrom, portFrom } from './settings.mjs';

afterEach(() => vi.unstubAllEnvs());

const root = path.resolve(import.meta.dirname, '..');

test.each([
  [{}, 3000],
  [{ PORT: '' }, 3000],
  [{ PORT: '4000' }, 4000],
])('the port that %o names is %i', (env, port) => {
  expect(portFrom(env, 'PORT', 3000)).toBe(port);
});

test.each(['x', '0', '70000', '3000.5'])('%s is not a port, and said to be none', (PORT) => {
  expect(() => portFrom({ PORT }, 'PORT', 3000)).toThrow(
    `PORT=${PORT} is not a port. Give a number such as 3000.`,
  );
});

test.each([
  [{}, path.join(root, '.data')],
  [{ DATA_DIR: '' }, path.join(root, '.data')],
  [{ DATA_DIR: 'else/where' }, path.join(root, 'else/where')],
])('with %o data is kept in %s', (env, folder) => {
  expect(dataDirFrom(env)).toBe(folder);
});

test('Next builds where it always does when the variable is empty', async () => {
  vi.stubEnv('SOUK_DIST_DIR', '');
  const file: string = path.join(root, 'next.config.js');
  const config = (await import(file)) as { default: { distDir: string } };
  expect(config.default.distDir).toBe('.next');
});
