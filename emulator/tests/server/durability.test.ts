import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { runCli, startChild } from '../support/child-emulator';
import { temporaryDirectory } from '../support/data-directory';
import { stripeFor, startEmulator, seedAccount } from '../support/emulator';

const slow = { timeout: 60_000 };

test(
  'everything that was answered is there after kill -9, with its idempotency key',
  slow,
  async () => {
    const dataDir = await temporaryDirectory();
    const acknowledged = new Map<string, { id: string; account: string | undefined }>();
    for (let round = 0; round < 3; round += 1) {
      const emulator = await startChild(['--data', dataDir]);
      const connected = await seedAccount(emulator, { id: 'acct_1DurabilityTest1' });
      const stripe = stripeFor(emulator);
      let killed = false;
      const writer = async (name: string, account: string | undefined): Promise<void> => {
        for (let n = 0; !killed; n += 1) {
          const key = `${round}-${name}-${n}`;
          try {
            const { id } = await stripe.customers.create(
              { name: key, metadata: { n } },
              { idempotencyKey: key, ...(account ? { stripeAccount: account } : {}) },
            );
            acknowledged.set(key, { id, account });
          } catch (error) {
            // What was not answered may be lost; anything but a broken line is a failure of the test.
            if (!(error instanceof Stripe.errors.StripeConnectionError)) throw error;
            return;
          }
        }
      };
      const before = acknowledged.size;
      const writers = [
        ...['a', 'b', 'c'].map((name) => writer(name, undefined)),
        ...['d', 'e', 'f'].map((name) => writer(name, connected)),
      ];
      // In the middle of writing, whatever the machine's pace.
      await expect.poll(() => acknowledged.size - before, { timeout: 15_000 }).toBeGreaterThan(60);
      const { signal } = await emulator.end('SIGKILL');
      killed = true;
      await Promise.all(writers);
      expect(signal).toBe('SIGKILL');
    }

    const emulator = await startEmulator({ dataDir });
    const stripe = stripeFor(emulator);
    for (const [key, { id, account }] of acknowledged) {
      const where = account ? { stripeAccount: account } : {};
      const found = await stripe.customers.retrieve(id, {}, where);
      expect(found).toMatchObject({ id, name: key });
      const replayed = await stripe.customers.create(
        { name: key, metadata: { n: Number(key.split('-')[2]) } },
        { idempotencyKey: key, ...where },
      );
      expect(replayed.id).toBe(id);
      expect(replayed.lastResponse.headers['idempotent-replayed']).toBe('true');
    }
    expect(acknowledged.size).toBeGreaterThan(180);
    await emulator.close();
  },
);

test('a timer that was set before kill -9 still rings', async () => {
  const dataDir = await temporaryDirectory();
  const first = await startChild(['--data', dataDir]);
  await fetch(`${first.urls.api}/_emulator/settings`, {
    method: 'POST',
    body: JSON.stringify({ settleDelayMs: 300 }),
  });
  const { latest_charge } = await stripeFor(first).paymentIntents.create({
    amount: 500,
    currency: 'usd',
    payment_method: 'pm_card_visa',
    confirm: true,
    off_session: true,
  });
  await first.end('SIGKILL');
  const second = await startEmulator({ dataDir });
  await expect
    .poll(
      async () =>
        (await stripeFor(second).charges.retrieve(String(latest_charge))).balance_transaction,
    )
    .toMatch(/^txn_/);
  await second.close();
});

test('a clean stop frees the directory and keeps what is in it', async () => {
  const dataDir = await temporaryDirectory();
  const first = await startChild(['--data', dataDir]);
  const { id } = await stripeFor(first).customers.create({});
  expect(await readdir(dataDir)).toContain('lock');
  expect(await first.end('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(await readdir(dataDir)).not.toContain('lock');
  const second = await startEmulator({ dataDir });
  expect((await stripeFor(second).customers.retrieve(id)).id).toBe(id);
  await second.close();
});

test('a damaged journal ends the start with one sentence that says what to do', async () => {
  const dataDir = await temporaryDirectory();
  const first = await startEmulator({ dataDir });
  for (const name of ['one', 'two', 'three']) await stripeFor(first).customers.create({ name });
  await first.close();
  const file = path.join(dataDir, 'journal-0.jsonl');
  const whole = await readFile(file, 'utf8');
  // One letter within the second customer, still as valid JSON as before.
  const damaged = whole.replace('"two"', '"twa"');
  await writeFile(file, damaged);
  expect(await runCli(['--port', '0', '--data', dataDir])).toEqual({
    code: 1,
    output: '',
    errors: `The journal ${file} is damaged at line 2; to keep what is before that line, delete it and all that follow, or else choose another data directory.\n`,
  });
  expect(await readFile(file, 'utf8')).toBe(damaged);

  await writeFile(file, whole.slice(0, whole.indexOf('\n') + 1));
  const second = await startEmulator({ dataDir });
  const { data } = await stripeFor(second).customers.list();
  expect(data.map(({ name }) => name)).toEqual(['one']);
  await second.close();
});
