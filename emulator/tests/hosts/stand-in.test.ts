import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Agent, get } from 'node:https';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { checkServerIdentity } from 'node:tls';
import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { standIn } from '../../hosts/stand-in';
import { readCommand } from '../../server/cli-options';
import { controlApp, type ControlParts } from '../../server/control';
import type { Emulator } from '../../server/emulator';
import type { StripeHosts } from '../../server/public-api';
import { runCli, startChild } from '../support/child-emulator';
import { startEmulator } from '../support/emulator';
import { control } from '../support/raw-call';
import { ask, toThisMachine } from './mapped';

/** The SDK that knows nothing of the emulator, but for the port that /etc/hosts cannot change. */
function stripeByName(emulator: Emulator): Stripe {
  const { url, ca } = emulator.hosts!;
  return new Stripe('sk_test_emulator', {
    port: Number(new URL(url).port),
    httpAgent: new Agent({ lookup: toThisMachine, ca }),
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

const authorized = { authorization: 'Bearer sk_test_emulator' };

describe('Stripe’s hosts by their names', () => {
  test('each answers as itself', async () => {
    const emulator = await startEmulator({ tlsPort: 0 });
    const script = await ask(emulator, 'https://js.stripe.com/v3/');
    expect(script.headers['content-type']).toContain('javascript');
    expect(script.body.toString()).toContain('"api":"https://api.stripe.com"');
    expect(script.body.includes(emulator.urls.frames)).toBe(false);
    const list = await ask(emulator, 'https://api.stripe.com/v1/customers', {
      headers: authorized,
    });
    expect(JSON.parse(list.body.toString())).toMatchObject({ object: 'list', data: [] });
    expect((await ask(emulator, 'https://testmode-acs.stripe.com/assets/bank.css')).status).toBe(
      200,
    );
    expect((await ask(emulator, 'https://m.stripe.network/inner.html')).body.toString()).toBe('{}');
    const nowhere = await ask(emulator, 'https://dashboard.stripe.com/');
    expect([nowhere.status, nowhere.body.toString()]).toEqual([
      404,
      'The local Stripe emulator has no dashboard.stripe.com.',
    ]);
  });

  test('who calls this machine by its own name gets the API, and a body of a GET does no harm', async () => {
    const emulator = await startEmulator({ tlsPort: 0 });
    const { status } = await ask(emulator, 'https://localhost/v1/balance', {
      headers: { ...authorized, 'content-length': '0', expect: '100-continue' },
    });
    expect(status).toBe(200);
    expect((await ask(emulator, 'https://api.stripe.com/', { method: 'HEAD' })).status).toBe(200);
  });

  test('bytes of a file arrive as they are, at files.stripe.com', async () => {
    const emulator = await startEmulator({ tlsPort: 0 });
    const stripe = stripeByName(emulator);
    const picture = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(300_000)]);
    const file = await stripe.files.create({
      purpose: 'dispute_evidence',
      file: { data: picture, name: 'receipt.png', type: 'image/png' },
    });
    expect(file.size).toBe(picture.length);
  });

  test('an answer comes as it comes, and is cut where the emulator cuts it', async () => {
    const emulator = await startEmulator({ tlsPort: 0 });
    const stripe = stripeByName(emulator);
    await stripe.customers.create({ name: 'Jenny Rosen' });
    const address = 'https://api.stripe.com/v1/customers';
    const whole = await ask(emulator, address, { headers: authorized });
    const slow = { action: 'slow_body', delay_ms: 40, pieces: 8 };
    await control(emulator, 'POST', '/faults', slow);
    expect(await ask(emulator, address, { headers: authorized })).toMatchObject({
      status: 200,
      body: whole.body,
    });
    await control(emulator, 'POST', '/faults', { ...slow, cut_off: true });
    const half = await ask(emulator, address, { headers: authorized });
    expect([half.status, half.error]).toEqual([200, 'ECONNRESET']);
    expect(half.body.length).toBeGreaterThan(0);
    expect(half.body.length).toBeLessThan(whole.body.length);
    expect(whole.body.indexOf(half.body)).toBe(0);
    await control(emulator, 'POST', '/faults', { action: 'drop', method: 'POST' });
    const lost = await ask(emulator, address, { headers: authorized, method: 'POST' });
    expect(lost).toMatchObject({ headers: {}, error: 'ECONNRESET' });
    expect((await stripe.customers.list()).data).toHaveLength(2);
  });
});

/** What the API says to who calls by a name that leads to this machine. */
async function statusAt(name: string, { url, ca }: StripeHosts): Promise<number | undefined> {
  const { host, port } = new URL(url);
  const asked = get({
    ...{ host: '127.0.0.1', port, path: '/v1/balance', ca, agent: false },
    headers: { ...authorized, host },
    checkServerIdentity: (_, certificate) => checkServerIdentity(name, certificate),
  });
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}

describe('starting', () => {
  test('says how to come, and the control API says it again', async () => {
    const emulator = await startChild(['--tls-port', '0']);
    const hosts = await control<Emulator['hosts'] & object>(emulator, 'GET', '/hosts');
    expect(hosts.chromium.join(' ')).toContain(`MAP *.stripe.com ${new URL(hosts.url).host}`);
    expect(hosts.chromium.at(-1)).toBe(`--ignore-certificate-errors-spki-list=${hosts.spki}`);
    expect(hosts.etcHosts).toMatch(/^127\.0\.0\.1 js\.stripe\.com api\.stripe\.com /);
    await expect.poll(() => emulator.output()).toContain(`NODE_EXTRA_CA_CERTS=${hosts.caFile}`);
    for (const [name, value] of hosts.chromium.map((one) => one.split(/=(.*)/s))) {
      expect(emulator.output()).toContain(`${name}="${value}"`);
    }
    expect(await emulator.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  test('says that it is starting until it answers', async () => {
    const parts = { hosts: () => 'starting' } as ControlParts;
    const early = await controlApp(parts).request('http://localhost/hosts');
    expect(early.status).toBe(503);
    expect(await early.json()).toMatchObject({
      error: { message: expect.stringContaining('starting') as string },
    });
  });

  test.each(['box.test', '127.0.0.9', 'fd00::5'])(
    'at %s, it is believed under that address as well, and is the API',
    async (name) => {
      const { urls } = await startEmulator();
      const shownHost = name.includes(':') ? `[${name}]` : name;
      // Listens where every machine has an address.
      const options = { host: '127.0.0.1', shownHost, port: 0, directory: null, origins: urls };
      const stand = await standIn(options);
      try {
        const { hosts } = stand;
        expect(new URL(hosts.url).hostname).toBe(shownHost);
        expect(await statusAt(name, hosts)).toBe(200);
      } finally {
        await stand.close();
      }
    },
  );

  test('ends although somebody has come and not said hello', async () => {
    const emulator = await startEmulator({ tlsPort: 0 });
    const silent = connect(Number(new URL(emulator.hosts!.url).port), '127.0.0.1');
    await once(silent, 'connect');
    const left = once(silent, 'close');
    await ask(emulator, 'https://js.stripe.com/v3/');
    await emulator.close();
    await left;
  });

  test('without a port nothing answers, and the control API says what to do', async () => {
    const emulator = await startEmulator();
    expect(emulator.hosts).toBeNull();
    await expect(control(emulator, 'GET', '/hosts')).rejects.toThrow('--tls-port');
  });

  test('a port in use, or a directory for nothing, is one clear sentence', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const ended = await runCli(['--port', '0', '--tls-port', String(port)]);
    await new Promise((resolve) => server.close(resolve));
    expect([ended.code, ended.errors]).toEqual([
      1,
      `Port ${port} is in use; stop what listens there or give another --tls-port.\n`,
    ]);
    expect(() => readCommand(['--tls-dir', 'certificates'], {})).toThrow('give both');
    expect(readCommand(['--tls-port', '12443', '--tls-dir', 'certificates'], {})).toMatchObject({
      options: { tlsPort: 12443, tlsDir: 'certificates' },
    });
  });
});
