import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCommand } from '../../server/cli-options';
import { runCli, startChild } from '../support/child-emulator';
import { temporaryDirectory } from '../support/data-directory';
import { control } from '../support/raw-call';

describe('options', () => {
  test('ports follow the first one; a free one means free ones', () => {
    expect(readCommand([], {})).toMatchObject({
      options: {
        port: 12111,
        framesPort: 12112,
        bankPort: 12113,
        dataDir: null,
        host: '127.0.0.1',
      },
    });
    expect(readCommand(['--port', '5000', '--bank-port', '7000'], {})).toMatchObject({
      options: { port: 5000, framesPort: 5001, bankPort: 7000 },
    });
    expect(readCommand(['--platform-name', 'Souk'], {})).toMatchObject({
      options: { settings: { platformName: 'Souk' } },
    });
    expect(readCommand(['--port', '0'], {})).toMatchObject({
      options: { port: 0, framesPort: 0, bankPort: 0 },
    });
  });

  test('the environment is read, and the command line wins', () => {
    const env = { EMULATOR_PORT: '4000', EMULATOR_DATA: '/data' };
    expect(readCommand([], env)).toMatchObject({ options: { port: 4000, dataDir: '/data' } });
    expect(readCommand(['--port', '1', '--data', '/x'], env)).toMatchObject({
      options: { port: 1, dataDir: '/x' },
    });
  });

  test.each([
    [['--port', 'x'], {}, 'is not a port'],
    [['--port', '70000'], {}, 'is not a port'],
    [['--host', '0.0.0.0'], {}, '--allow-remote'],
    [[], { NODE_ENV: 'production' }, '--allow-production'],
    [['--nonsense'], {}, 'nonsense'],
  ])('%j is refused', (args, env, message) => {
    expect(() => readCommand(args, env as NodeJS.ProcessEnv)).toThrow(message);
  });

  test('the flags let it through', () => {
    const args = ['--host', '0.0.0.0', '--allow-remote', '--allow-production'];
    expect(readCommand(args, { NODE_ENV: 'production' })).toMatchObject({
      options: { host: '0.0.0.0' },
    });
  });
});

describe('starting', () => {
  test('prints its addresses and answers on them', async () => {
    const emulator = await startChild([]);
    expect(await control(emulator, 'GET', '/health')).toMatchObject({
      status: 'ok',
      urls: emulator.urls,
    });
    expect(await emulator.end('SIGINT')).toEqual({ code: 0, signal: null });
  });

  test('a port in use is one clear sentence', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const ended = await runCli(['--port', String(port), '--frames-port', '0', '--bank-port', '0']);
    await new Promise((resolve) => server.close(resolve));
    expect(ended).toEqual({
      code: 1,
      output: '',
      errors: `Port ${port} is in use; stop what listens there or give another --port.\n`,
    });
  });

  test('a data directory in use is one clear sentence', async () => {
    const dataDir = await temporaryDirectory();
    await startChild(['--data', dataDir]);
    const ended = await runCli(['--port', '0', '--data', dataDir]);
    expect(ended.code).toBe(1);
    expect(ended.errors).toMatch(/^The data directory \S+ is in use by process \d+; stop it .*\n$/);
  });

  test('a data directory that is a file is one clear sentence', async () => {
    const file = path.join(await temporaryDirectory(), 'file');
    await writeFile(file, '');
    const ended = await runCli(['--port', '0', '--data', file]);
    expect(ended.code).toBe(1);
    expect(ended.errors).toMatch(/^The data directory \S+ cannot be written \(\w+\)\.\n$/);
  });

  test('help explains the options', async () => {
    const { code, output } = await runCli(['--help']);
    expect(code).toBe(0);
    expect(output).toContain('--data DIR');
  });
});
