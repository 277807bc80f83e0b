import { describe, expect, it, vi } from 'vitest';
import type { AccountId, BuyerId, IdempotencyKey } from '../model/ids';
import { openHouse } from '../payments/testing/house';
import { newBuyer } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { flushCalls } from '../inspector/record';
import { stripeCalls } from '../store/schema';
import { newId } from '../store/new-id';
import { accountStripe } from './account-stripe';
import { platformStripe } from './platform-stripe';

// As with real test keys; read at the first use of config().
vi.stubEnv('STRIPE_CALLS_PER_SECOND', '20');
const house = openHouse();

const write = (subject: { buyerId?: BuyerId } = {}) => ({
  key: newId('key') as string as IdempotencyKey,
  subject,
});

const statuses = async () => (await house.emulator.calls()).map(({ status }) => status);

describe('at a Stripe that counts calls', () => {
  it('a hundred writes at once draw no 429', async () => {
    const { stripe } = house.emulator;
    const accounts = await Promise.all(
      Array.from({ length: 3 }, () => stripe.accounts.create({ type: 'custom', country: 'US' })),
    );
    // A second in which Stripe counts may hold what was sent in two of ours, and not in three.
    await setRateLimit({ per_second: 49 });
    await house.emulator.forget();
    const all = Array.from({ length: 100 }, (_, index) => {
      const account = accounts[index % 4];
      return account
        ? refusedClone(account.id as AccountId)
        : platformStripe().customers.create({}, write());
    });
    await Promise.all(all);
    expect(await statuses()).toHaveLength(100);
    expect(await statuses()).not.toContain(429);
    // The limit is in force: this is what happens without ours.
    await Promise.allSettled(
      Array.from({ length: 300 }, () => stripe.customers.create({}, { maxNetworkRetries: 0 })),
    );
    expect(await statuses()).toContain(429);
    await setRateLimit(null);
  });

  it.each([
    { what: 'a rate limit', action: 'rate_limit', times: 2 } as const,
    { what: 'an object in use', action: 'lock_timeout', times: 2 } as const,
  ])('$what is sent again with its key and done once', async ({ action, times }) => {
    await house.emulator.fault({ method: 'POST', path: '/v1/customers', action, times });
    const made = write();
    const { id } = await platformStripe().customers.create({ name: 'Jenny' }, made);
    const calls = await house.emulator.calls();
    expect(calls.map(({ status }) => status)).toEqual([429, 429, 200]);
    expect(new Set(calls.map((call) => call.idempotency_key))).toEqual(new Set([made.key]));
    expect((await platformStripe().customers.create({ name: 'Jenny' }, made)).id).toBe(id);
  });

  it('the inspector files a call that had to wait under whom it was made for', async () => {
    const buyers = await Promise.all(Array.from({ length: 30 }, newBuyer));
    await Promise.all(
      buyers.map(({ id }) =>
        platformStripe().customers.create({ metadata: { buyer: id } }, write({ buyerId: id })),
      ),
    );
    await flushCalls();
    const rows = await (await getDb()).select().from(stripeCalls);
    const told = rows.filter(({ buyerId }) => buyerId !== null);
    expect(told).toHaveLength(buyers.length);
    for (const { buyerId, request } of told) {
      expect(JSON.stringify(request)).toContain(buyerId);
    }
  });
});

/** A write on an account: what is cloned does not exist, which costs Stripe a call all the same. */
async function refusedClone(accountId: AccountId): Promise<void> {
  const params = { customer: 'cus_none', payment_method: 'pm_none' };
  await accountStripe(accountId)
    .paymentMethods.clone(params as never, write())
    .catch((error: { statusCode?: number }) => expect(error.statusCode).toBeLessThan(429));
}

async function setRateLimit(rateLimit: { per_second: number } | null): Promise<void> {
  const response = await fetch(`${house.emulator.url}/_emulator/settings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ rateLimit }),
  });
  expect(response.status).toBe(200);
}
