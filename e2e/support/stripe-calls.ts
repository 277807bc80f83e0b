import { expect } from '@playwright/test';
import { emulatorUrl } from './environment';
import { readAccount } from './read-account';

/** One call as the emulator's request log tells it. */
export interface StripeCall {
  id: string;
  method: string;
  path: string;
  account: string | null;
  idempotency_key: string | null;
  key: 'secret' | 'publishable' | 'none';
  status: number;
  parameters: Record<string, unknown>;
  replayed: boolean;
}

/** The writes that Souk is expected to have made: account by id, or `platform`. */
export interface ExpectedCall {
  path: string | RegExp;
  account: string;
  /** Matched against the idempotency key; every write has one. */
  key: string | RegExp;
  status?: number;
}

const matches = (pattern: string | RegExp, value: string) =>
  typeof pattern === 'string' ? pattern === value : pattern.test(value);

/**
 * Listens from now on. On real Stripe nobody keeps such a log, so the assertions say nothing there;
 * everything a person sees is asserted by the journeys themselves.
 */
export class StripeCalls {
  private constructor(private readonly after: string | undefined) {}

  static async fromNow(): Promise<StripeCalls> {
    if (!emulatorUrl) return new StripeCalls(undefined);
    const calls = await new StripeCalls(undefined).all();
    return new StripeCalls(calls.at(-1)?.id);
  }

  async all(): Promise<StripeCall[]> {
    if (!emulatorUrl) return [];
    const query = new URLSearchParams({
      limit: '5000',
      ...(this.after ? { after: this.after } : {}),
    });
    const response = await fetch(`${emulatorUrl}/_emulator/requests?${query}`);
    expect(response.ok).toBe(true);
    const { data } = (await response.json()) as { data: StripeCall[] };
    return data;
  }

  /** The writes that Souk's server made, oldest first; the browser's own calls bear no secret key. */
  async writes(path?: string | RegExp): Promise<StripeCall[]> {
    return (await this.all()).filter(
      (call) =>
        call.key === 'secret' &&
        call.method !== 'GET' &&
        (path === undefined || matches(path, call.path)),
    );
  }

  /** Exactly these writes, in any order, and no other. */
  async expectExactly(expected: ExpectedCall[]): Promise<void> {
    if (!emulatorUrl) return;
    const writes = await this.writes();
    const told = writes.map(
      (call) => `${call.status} ${call.account ?? 'platform'} ${call.path} ${call.idempotency_key}`,
    );
    for (const want of expected) {
      const index = writes.findIndex(
        (call) =>
          matches(want.path, call.path) &&
          (call.account ?? 'platform') === want.account &&
          matches(want.key, call.idempotency_key ?? '') &&
          (want.status ?? 200) === call.status,
      );
      expect(
        index,
        `${JSON.stringify(want, (_, v) => (v instanceof RegExp ? String(v) : v))} among\n${told.join('\n')}`,
      ).toBeGreaterThanOrEqual(0);
      writes.splice(index, 1);
    }
    expect(
      writes
        .filter((call) => !isUpkeep(call))
        .map((call) => `${call.path} ${call.idempotency_key}`),
      'writes that nobody expected',
    ).toEqual([]);
  }
}

/**
 * Copies of cards that no subscription is left for go minutes later, by the sweeper: those of the
 * journeys before, which have used the same shop.
 */
const isUpkeep = ({ path, idempotency_key }: StripeCall): boolean =>
  path.endsWith('/detach') && idempotency_key?.startsWith('detach:kept_') === true;

/** Makes the emulator misbehave; see its README. Returns when the fault is set. */
export async function setFault(fault: Record<string, unknown>): Promise<void> {
  const response = await fetch(`${emulatorUrl}/_emulator/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  expect(response.ok, await response.text()).toBe(true);
}

export async function clearFaults(): Promise<void> {
  if (emulatorUrl) await fetch(`${emulatorUrl}/_emulator/faults`, { method: 'DELETE' });
}

/** How many successful charges of this order the account really has; null on real Stripe. */
export async function chargesOnAccount(account: string, order: string): Promise<number | null> {
  if (!emulatorUrl) return null;
  const { data } = await readAccount<{
    data: { paid: boolean; metadata: { order?: string } }[];
  }>(account, 'charges?limit=100');
  return data.filter(({ paid, metadata }) => paid && metadata.order === order).length;
}

/**
 * Holds so much of the platform's fee for this order's charge on the account to have gone back with its
 * refunds. Says nothing on real Stripe, where the journeys have no key.
 */
export async function expectFeeReturned(
  account: string,
  order: string,
  amount: number,
): Promise<void> {
  if (!emulatorUrl) return;
  const { data } = await readAccount<{
    data: {
      paid: boolean;
      metadata: { order?: string };
      application_fee: { amount_refunded: number } | null;
    }[];
  }>(account, 'charges?limit=100&expand[]=data.application_fee');
  const charge = data.find(({ paid, metadata }) => paid && metadata.order === order);
  expect(charge?.application_fee?.amount_refunded).toBe(amount);
}

/** What was taken from the buyer for this order on the account, in minor units; null on real Stripe. */
export async function takenOnAccount(account: string, order: string): Promise<number | null> {
  if (!emulatorUrl) return null;
  const { data } = await readAccount<{
    data: { amount_captured: number; metadata: { order?: string } }[];
  }>(account, 'charges?limit=100');
  return data
    .filter(({ metadata }) => metadata.order === order)
    .reduce((taken, { amount_captured }) => taken + amount_captured, 0);
}
