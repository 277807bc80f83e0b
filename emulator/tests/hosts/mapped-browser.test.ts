import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { confirmAtStripe } from '../elements/at-stripe';
import { mountPayment } from '../elements/stage';
import { launchBrowser } from '../support/browser';
import { useMappedStage } from './mapped-stage';

const stage = useMappedStage();
const here = path.resolve(import.meta.dirname, '../..');

/** What a line of /etc/hosts does, which tests may not write. */
const resolver = `
const dns = require('node:dns');
const { lookup } = dns;
dns.lookup = (name, ...rest) => lookup(name.endsWith('.stripe.com') ? '127.0.0.1' : name, ...rest);
`;

/** A server with the official library as it comes; only the port is not 443, for which one must be root. */
const server = `${resolver}
const Stripe = require('stripe');
const stripe = new Stripe('sk_test_emulator', { port: Number(process.argv[1]), maxNetworkRetries: 0 });
stripe.paymentIntents
  .create({ amount: 2000, currency: 'usd', excluded_payment_method_types: ['us_bank_account'] })
  .then((intent) => console.log(JSON.stringify([intent.id, intent.client_secret])));
`;

test('a server and a page that name Stripe alone pay with 3D Secure', async () => {
  const { url, caFile, chromium } = stage.emulator.hosts!;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['-e', server, '--', new URL(url).port],
    { cwd: here, env: { ...process.env, NODE_EXTRA_CA_CERTS: caFile } },
  );
  const [id, clientSecret] = JSON.parse(stdout) as [string, string];

  const browser = await launchBrowser(chromium);
  try {
    const page = await browser.newPage();
    const failures: string[] = [];
    page.on('requestfailed', (request) => failures.push(request.url()));
    await page.goto(stage.shop.url);
    await mountPayment(page, { elements: { clientSecret } });
    const { paymentIntent } = await confirmAtStripe(page, 'confirmPayment');
    expect(paymentIntent).toMatchObject({ id, status: 'succeeded' });
    // Apart from the page, as Stripe's are: nothing of a frame can be read from it.
    const seen = await page.evaluate(() =>
      [...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument),
    );
    expect([...new Set(seen)]).toEqual([null]);
    expect(failures).toEqual([]);
  } finally {
    await browser.close();
  }
  const { amount_received } = await stage.stripe.paymentIntents.retrieve(id);
  expect(amount_received).toBe(2000);
});
