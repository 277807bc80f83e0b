import { createServer, request, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { launchWithStripe } from '../../cypress';
import { fillCard } from '../../playwright/fill-card';
import { callStripe, mountPayment } from '../elements/stage';
import { useMappedStage } from '../hosts/mapped-stage';
import { launchBrowser } from '../support/browser';
import { startEmulator } from '../support/emulator';

const stage = useMappedStage();
const chrome = { name: 'chrome', family: 'chromium' };

/** What Cypress itself gives a Chrome, of what matters here (its `_getArgs`, in `browsers/chrome.ts`). */
const cypressArguments = (proxy: string) => [
  `--proxy-server=${proxy}`,
  '--proxy-bypass-list=<-loopback>',
  '--disable-site-isolation-trials',
  '--disable-web-security',
];

let proxy: Server | undefined;
afterEach(() => {
  proxy?.closeAllConnections();
  proxy?.close();
});

/** A proxy as Cypress's is one, which knows nothing of the emulator; `asked` are the hosts. */
async function startProxy(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  proxy = createServer((incoming, outgoing) => {
    const { host, pathname, search } = new URL(incoming.url ?? '');
    asked.push(host);
    const { method, headers } = incoming;
    const [hostname, port] = host.split(':');
    const path = `${pathname}${search}`;
    incoming.pipe(
      request({ hostname, port, path, method, headers }, (response) => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
        // What a browser asks of its own accord, of hosts that are not there.
      }).on('error', () =>
        outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end(),
      ),
    );
  });
  proxy.on('connect', (incoming: { url?: string }, socket: Socket) => {
    asked.push(incoming.url ?? '');
    // A browser that ends may reset what it no longer needs.
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy?.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked };
}

describe('a browser that Cypress is about to start', () => {
  test('finds the emulator at Stripe’s hosts past Cypress’s proxy, and the page through it', async () => {
    const { url, asked } = await startProxy();
    const launch = { args: cypressArguments(url), preferences: {} };
    const told = await launchWithStripe(chrome, launch, { url: stage.emulator.urls.api });
    expect(told).toBe(launch);
    const { client_secret } = await stage.stripe.setupIntents.create({
      excluded_payment_method_types: ['us_bank_account'],
    });
    const browser = await launchBrowser(told.args);
    try {
      const page = await browser.newPage();
      await page.goto(stage.shop.url);
      await mountPayment(page, { elements: { clientSecret: client_secret } });
      await fillCard(page, { number: '4242424242424242' });
      // Cypress reaches into frames by their documents, which `chromeWebSecurity: false` opens to it.
      const number = await page.evaluate(
        () =>
          document
            .querySelector<HTMLIFrameElement>('iframe[title="Secure payment input frame"]')
            ?.contentDocument?.querySelector<HTMLInputElement>('input[name="number"]')?.value,
      );
      expect(number).toBe('4242 4242 4242 4242');
      const { setupIntent } = await callStripe(page, 'confirmSetup', { redirect: 'if_required' });
      expect(setupIntent?.status).toBe('succeeded');
    } finally {
      await browser.close();
    }
    expect(asked).toContain(new URL(stage.shop.url).host);
    expect(asked.filter((host) => /stripe/.test(host))).toEqual([]);
  });

  test('keeps what it is told besides', async () => {
    const own = ['--host-resolver-rules=MAP shop.test 127.0.0.1', '--lang=fr'];
    const { args } = await launchWithStripe(
      chrome,
      { args: [...own] },
      { url: stage.emulator.urls.api },
    );
    const [rules = '', trusted = ''] = stage.emulator.hosts?.chromium ?? [];
    expect(args).toEqual([
      `${own[0]},${rules.split('=')[1]}`,
      '--lang=fr',
      trusted,
      '--proxy-bypass-list=stripe.com,*.stripe.com,*.stripe.network',
    ]);
  });

  test('is not started where its requests would go to Stripe', async () => {
    const url = stage.emulator.urls.api;
    for (const browser of [
      { name: 'firefox', family: 'firefox' },
      { name: 'electron', family: 'chromium' },
    ]) {
      await expect(launchWithStripe(browser, { args: [] }, { url })).rejects.toThrow(
        `${browser.name} cannot be told`,
      );
    }
    const { urls } = await startEmulator();
    await expect(launchWithStripe(chrome, { args: [] }, { url: urls.api })).rejects.toThrow(
      '--tls-port',
    );
    await expect(
      launchWithStripe(chrome, { args: [] }, { url: 'http://127.0.0.1:1' }),
    ).rejects.toThrow('No Stripe emulator answers at http://127.0.0.1:1.');
  });
});
