import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { POST as signUp } from '@/app/api/session/sign-up/route';
import { POST as retry } from '@/app/api/orders/[id]/legs/[leg]/attempts/route';
import { GET as getOrder } from '@/app/api/orders/[id]/route';
import { POST as finish } from '@/app/api/setup-intents/[id]/finish/route';
import { POST as begin } from '@/app/api/setup-intents/route';
import { DELETE as remove, PATCH as makeDefault } from '@/app/api/wallet/[id]/route';
import { GET as underneath } from '@/app/api/underneath/route';
import { GET as wallet } from '@/app/api/wallet/route';
import type { PlatformSetupIntentId } from '@/lib/model/ids';
import type { OrderView } from '@/lib/model/order-views';
import type { SavedMethodView, SessionUser } from '@/lib/model/views';
import { consent } from '@/lib/payments/wallet/consent';
import { convergeSetup } from '@/lib/payments/wallet/converge-setup';
import { openHouse } from '@/lib/payments/testing/house';
import { fillCart, openStalls, type Stall } from '@/lib/payments/testing/shop';
import { refusalsOfBuyer } from '@/lib/payments/limits';
import * as limits from '@/lib/security/rate-limit';
import { forgetLimits } from '@/lib/security/rate-limit';
import { POST as checkout } from './route';

const house = openHouse();
const origin = 'http://localhost:3000';
let stalls: Stall[];

beforeAll(async () => {
  stalls = await openStalls(house.emulator, 2);
});
beforeEach(forgetLimits);

interface Visitor {
  readonly cookie: string;
  readonly user: SessionUser;
}

function ask(method: string, body?: unknown, headers: Record<string, string> = {}): Request {
  return new Request(`${origin}/api/any`, {
    method,
    headers: {
      host: 'localhost:3000',
      origin,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const as = ({ cookie }: Visitor, method: string, body?: unknown) => ask(method, body, { cookie });
const lookUnder = ({ cookie }: Visitor, page: string) => {
  const address = `${origin}/api/underneath?${new URLSearchParams({ page })}`;
  return underneath(new Request(address, { headers: { cookie } }), undefined);
};
const at = <Params>(params: Params) => ({ params: Promise.resolve(params) });
const read = async <Body>(response: Response) => (await response.json()) as Body;

let people = 0;
async function visitor(): Promise<Visitor> {
  people += 1;
  const form = { name: 'Ann', email: `ann-${people}@example.com`, password: 'correct horse' };
  const response = await signUp(ask('POST', form), undefined);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return { cookie, ...(await read<{ user: SessionUser }>(response)) };
}

async function save(who: Visitor, testMethod = 'pm_card_visa'): Promise<SavedMethodView> {
  const begun = await begin(as(who, 'POST', { consentVersion: consent.version }), undefined);
  expect(begun.status).toBe(201);
  expect(begun.headers.get('cache-control')).toContain('no-store');
  const { setupId, clientSecret } = await read<{ setupId: string; clientSecret: string }>(begun);
  const [intent = ''] = clientSecret.split('_secret_');
  await house.emulator.stripe.setupIntents.confirm(intent, { payment_method: testMethod });
  const finished = await finish(as(who, 'POST', {}), at({ id: setupId }));
  return (await read<{ method: SavedMethodView }>(finished)).method;
}

describe('paying over HTTP', () => {
  it('saves, pays, shows and explains', async () => {
    const who = await visitor();
    const card = await save(who);
    const listed = await wallet(as(who, 'GET'), undefined);
    expect(await read(listed)).toEqual({ methods: [card] });

    const quote = await fillCart(who.user, stalls);
    const body = { quote, savedMethodId: card.id };
    const paid = await checkout(as(who, 'POST', body), undefined);
    expect(paid.status).toBe(201);
    const { orderId, status } = await read<{ orderId: string; status: string }>(paid);
    expect(status).toBe('paid');
    const shown = await getOrder(as(who, 'GET'), at({ id: orderId }));
    const { order } = await read<{ order: OrderView }>(shown);
    expect(order).toMatchObject({ id: orderId, status: 'paid' });
    const calls = await lookUnder(who, `/orders/${orderId}`);
    expect((await read<{ calls: unknown[] }>(calls)).calls).toHaveLength(4);

    const removed = await remove(as(who, 'DELETE'), at({ id: card.id }));
    expect(removed.status).toBe(200);
    expect(await read(await wallet(as(who, 'GET'), undefined))).toEqual({ methods: [] });
  });

  it('counts what banks refuse, in saving, in paying and in trying again', async () => {
    const who = await visitor();
    const count = vi.spyOn(limits, 'countAgainst');
    const card = await save(who, 'pm_card_chargeCustomerFail');
    expect(count).not.toHaveBeenCalled();
    const quote = await fillCart(who.user, stalls.slice(0, 1));
    const paid = await checkout(as(who, 'POST', { quote, savedMethodId: card.id }), undefined);
    const { orderId } = await read<{ orderId: string }>(paid);
    expect(count).toHaveBeenCalledTimes(1);
    const shown = await getOrder(as(who, 'GET'), at({ id: orderId }));
    const leg = (await read<{ order: OrderView }>(shown)).order.legs[0]?.id ?? '';
    const again = { savedMethodId: card.id, attempt: 1 };
    await retry(as(who, 'POST', again), at({ id: orderId, leg }));
    expect(count).toHaveBeenCalledTimes(2);
    const begun = await begin(as(who, 'POST', { consentVersion: consent.version }), undefined);
    const { setupId, clientSecret } = await read<{ setupId: string; clientSecret: string }>(begun);
    const [intent = ''] = clientSecret.split('_secret_');
    await house.emulator.stripe.setupIntents
      .confirm(intent, { payment_method: 'pm_card_chargeDeclined' })
      .catch(() => undefined);
    const once = vi.spyOn(limits, 'countOnce');
    expect((await finish(as(who, 'POST', {}), at({ id: setupId }))).status).toBe(409);
    expect(count).toHaveBeenCalledTimes(2);
    expect(once).toHaveBeenCalledTimes(1);
    for (const [limit, buyer] of [...count.mock.calls, ...once.mock.calls]) {
      expect(limit).toBe(refusalsOfBuyer);
      expect(buyer).toBe(who.user.id);
    }
  });

  it('shuts a client secret that card after card is tried with, without any call to us', async () => {
    const who = await visitor();
    const begun = await begin(as(who, 'POST', { consentVersion: consent.version }), undefined);
    const { setupId, clientSecret } = await read<{ setupId: string; clientSecret: string }>(begun);
    const [intentId = ''] = clientSecret.split('_secret_');
    const { setupIntents } = house.emulator.stripe;
    const tried = (method: string) =>
      setupIntents.confirm(intentId, { payment_method: method }).then(
        () => null,
        ({ code }: { code: string }) => code,
      );
    // As Stripe's event has it handled; that it comes twice counts once.
    const told = () => convergeSetup(intentId as PlatformSetupIntentId);
    const most = refusalsOfBuyer.most;
    for (let round = 0; round < most - 2; round += 1) {
      limits.countAgainst(refusalsOfBuyer, who.user.id);
    }
    expect(await tried('pm_card_chargeDeclined')).toBe('card_declined');
    await told();
    await told();
    expect(await tried('pm_card_chargeDeclined')).toBe('card_declined');
    await told();
    expect(await tried('pm_card_visa')).toBe('setup_intent_unexpected_state');
    expect(
      (await begin(as(who, 'POST', { consentVersion: consent.version }), undefined)).status,
    ).toBe(429);
    expect((await finish(as(who, 'POST', {}), at({ id: setupId }))).status).toBe(409);
    expect(await read(await wallet(as(who, 'GET'), undefined))).toEqual({ methods: [] });
  });

  it('refuses a price, a fee or an account from the browser', async () => {
    const who = await visitor();
    const card = await save(who);
    const quote = await fillCart(who.user, stalls);
    await house.emulator.forget();
    for (const extra of [
      { amount: 1 },
      { fee: 0 },
      { accountId: 'acct_1' },
      { customer: 'cus_1' },
    ]) {
      const body = { quote, savedMethodId: card.id, ...extra };
      expect((await checkout(as(who, 'POST', body), undefined)).status).toBe(400);
    }
    expect(await house.emulator.writes()).toEqual([]);
  });

  it('gives the same 404 for what is not yours and for what is not there', async () => {
    const [owner, stranger] = [await visitor(), await visitor()];
    const card = await save(owner);
    const quote = await fillCart(owner.user, stalls);
    const body = { quote, savedMethodId: card.id };
    const paid = await checkout(as(owner, 'POST', body), undefined);
    const { orderId } = await read<{ orderId: string }>(paid);
    const shown = await getOrder(as(owner, 'GET'), at({ id: orderId }));
    const { order } = await read<{ order: OrderView }>(shown);
    const leg = order.legs[0]?.id ?? '';
    const begun = await begin(as(owner, 'POST', { consentVersion: consent.version }), undefined);
    const { setupId } = await read<{ setupId: string }>(begun);
    await house.emulator.forget();

    const again = { savedMethodId: card.id, attempt: 1 };
    const answers = [];
    for (const [id, method, setup] of [
      [order.id, card.id, setupId],
      ['ord_00000000000000000000', 'sm_00000000000000000000', 'set_00000000000000000000'],
      ["ord_' or 1=1", 'sm_\u0000', '..'],
    ] as const) {
      answers.push(
        await getOrder(as(stranger, 'GET'), at({ id })),
        await lookUnder(stranger, `/orders/${id}`),
        await retry(as(stranger, 'POST', again), at({ id, leg })),
        await makeDefault(as(stranger, 'PATCH', { isDefault: true }), at({ id: method })),
        await remove(as(stranger, 'DELETE'), at({ id: method })),
        await finish(as(stranger, 'POST', {}), at({ id: setup })),
      );
    }
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    const errors = await Promise.all(
      answers.map(async (one) => {
        const { error } = await read<{ error: { code: string; message: string } }>(one);
        return `${error.code} ${error.message}`;
      }),
    );
    expect(new Set(errors).size).toBe(1);
    expect(await house.emulator.calls()).toEqual([]);
  });

  it('wants a person, and a page of ours', async () => {
    const body = { consentVersion: consent.version };
    expect((await begin(ask('POST', body), undefined)).status).toBe(401);
    expect((await wallet(ask('GET'), undefined)).status).toBe(401);
    const who = await visitor();
    const foreign = { cookie: who.cookie, origin: 'https://evil.example' };
    expect((await begin(ask('POST', body, foreign), undefined)).status).toBe(403);
    expect(await house.emulator.writes()).toEqual([]);
  });

  it('shuts out whoever begins to save card after card', async () => {
    const who = await visitor();
    const statuses = new Set<number>();
    for (let turn = 0; turn < 41; turn += 1) {
      const response = await begin(as(who, 'POST', { consentVersion: 'old' }), undefined);
      statuses.add(response.status);
      if (response.status === 429) expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
    }
    expect(statuses).toEqual(new Set([409, 429]));
  });
});
