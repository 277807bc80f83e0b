import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import * as settings from '@/lib/config/config';
import {
  finishesOfBuyer,
  looksOfBuyer,
  paymentsOfBuyer,
  refundsOfBuyer,
  refusalsOfBuyer,
  setupsFromAddress,
  setupsOfBuyer,
} from '@/lib/payments/limits';
import { unknownAddress } from '@/lib/security/address';
import { countAgainst, forgetLimits } from '@/lib/security/rate-limit';
import { refundsOfSeller } from '@/lib/seller/requests';
import { workerOf } from '@/lib/seller/testing';
import { newSession } from '@/lib/session/testing';
import { seedCatalog } from '@/lib/catalog/seed/seed';
import { getDb } from '@/lib/store/client';
import { sellers } from '@/lib/store/schema';
import { testDb } from '@/lib/store/testing/database';
import { readSession } from '@/lib/session/read-session';
import { POST as checkout } from './checkout/route';
import { GET as health } from './health/route';
import { POST as retry } from './orders/[id]/legs/[leg]/attempts/route';
import { POST as atBank } from './orders/[id]/legs/[leg]/authentication/route';
import { POST as bankAnswered } from './orders/[id]/legs/[leg]/authentication/finish/route';
import { POST as askBack } from './orders/[id]/legs/[leg]/refunds/route';
import { POST as planAtBank } from './orders/[id]/subscriptions/[subscription]/authentication/route';
import { POST as giveBack } from './sales/[id]/refunds/route';
import { POST as signUp } from './session/sign-up/route';
import { POST as finish } from './setup-intents/[id]/finish/route';
import { POST as setup } from './setup-intents/route';
import { POST as subscriptionAtBank } from './subscriptions/[id]/authentication/route';
import { POST as payInvoice } from './subscriptions/[id]/payments/route';

let database: Awaited<ReturnType<typeof testDb>>;
let ann: string;
let bob: string;
beforeAll(async () => {
  database = await testDb();
  await seedCatalog();
  ann = await buyer('ann');
  bob = await buyer('bob');
});
beforeEach(() => forgetLimits());
afterAll(() => database.close());

const origin = 'http://localhost:3000';

function write(body: unknown, cookie = '') {
  return new Request(`${origin}/api`, {
    method: 'POST',
    headers: { origin, host: 'localhost:3000', 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
}

async function buyer(name: string): Promise<string> {
  const form = { name, email: `${name}@example.com`, password: 'correct horse' };
  const response = await signUp(write(form), undefined);
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ');
}

const unknownSetup = { params: Promise.resolve({ id: 'set_00000000000000000000' }) };
const unknownLeg = {
  params: Promise.resolve({ id: 'ord_00000000000000000000', leg: 'leg_00000000000000000000' }),
};
const refund = { number: 1, amount: 'all' };
const noQuote = { quote: 'x'.repeat(43), savedMethodId: 'sm_00000000000000000000' };

test.each([
  {
    what: 'looks at what became of a card',
    limit: finishesOfBuyer,
    until: 404,
    send: (cookie: string) => finish(write({}, cookie), unknownSetup),
  },
  {
    what: 'cards to save',
    limit: setupsOfBuyer,
    until: 409,
    send: (cookie: string) => setup(write({ consentVersion: 'of long ago' }, cookie), undefined),
  },
  {
    what: 'looks at what a bank has answered',
    limit: looksOfBuyer,
    until: 404,
    send: (cookie: string) => bankAnswered(write({}, cookie), unknownLeg),
  },
  {
    what: 'refunds that are asked for',
    limit: refundsOfBuyer,
    until: 404,
    send: (cookie: string) =>
      askBack(write({ ...refund, reason: 'other', note: '' }, cookie), unknownLeg),
  },
  {
    what: 'orders',
    limit: paymentsOfBuyer,
    until: 409,
    send: (cookie: string) => checkout(write(noQuote, cookie), undefined),
  },
])('too many $what of one buyer are 429, and nobody else’s', async ({ limit, until, send }) => {
  for (let round = 0; round < limit.most; round += 1) {
    expect((await send(ann)).status).toBe(until);
  }
  const refused = await send(ann);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ error: { code: 'too_many' } });
  expect((await send(bob)).status).toBe(until);
});

test('too many refunds of one seller are 429, and nobody else’s', async () => {
  const db = await getDb();
  const [one, other] = await db.select({ sellerId: sellers.id }).from(sellers).limit(2);
  if (!one || !other) throw new Error('nobody sells');
  const of = { params: Promise.resolve({ id: 'leg_00000000000000000000' }) };
  const sent = async (cookie: string) =>
    (await giveBack(write({ ...refund, answer: '' }, cookie), of)).status;
  const mine = await newSession((await workerOf(one)).id);
  for (let round = 0; round < refundsOfSeller.most; round += 1) expect(await sent(mine)).toBe(404);
  expect(await sent(mine)).toBe(429);
  expect(await sent(await newSession((await workerOf(other)).id))).toBe(404);
});

test('too many cards from one address are 429, whoever saves them', async () => {
  for (let round = 0; round < setupsFromAddress.most; round += 1) {
    countAgainst(setupsFromAddress, unknownAddress);
  }
  const sent = (cookie: string) =>
    setup(write({ consentVersion: 'of long ago' }, cookie), undefined);
  expect((await sent(ann)).status).toBe(429);
  expect((await sent(bob)).status).toBe(429);
});

test('whose cards were refused again and again may neither save nor pay for a while', async () => {
  const user = await readSession(new Headers({ cookie: ann }));
  for (let round = 0; round < refusalsOfBuyer.most; round += 1) {
    expect((await checkout(write(noQuote, ann), undefined)).status).toBe(409);
    countAgainst(refusalsOfBuyer, String(user?.id));
  }
  const subscription = 'sub_00000000000000000000';
  const ofSubscription = { params: Promise.resolve({ id: subscription }) };
  const ofOrder = {
    params: Promise.resolve({
      ...{ id: 'ord_00000000000000000000', leg: 'leg_00000000000000000000', subscription },
    }),
  };
  const retried = () =>
    retry(write({ savedMethodId: noQuote.savedMethodId, attempt: 1 }, ann), ofOrder);
  for (const refused of [
    await checkout(write(noQuote, ann), undefined),
    await setup(write({ consentVersion: 'of long ago' }, ann), undefined),
    await retried(),
    await atBank(write({ attempt: 1, way: 'in_page' }, ann), ofOrder),
    await planAtBank(write({ way: 'in_page' }, ann), ofOrder),
    await subscriptionAtBank(write({ way: 'in_page' }, ann), ofSubscription),
    await payInvoice(write({ invoice: 'in_0' }, ann), ofSubscription),
  ]) {
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
  }
  expect((await checkout(write(noQuote, bob), undefined)).status).toBe(409);
});

test('any number of questions about health are one question to Stripe', async () => {
  let questions = 0;
  const stripe = createServer((_request, response) => {
    questions += 1;
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(stripe, 'listening');
  const apiBase = new URL(`http://127.0.0.1:${(stripe.address() as AddressInfo).port}`);
  const { config } = settings;
  const real = config();
  vi.spyOn(settings, 'config').mockReturnValue({ ...real, stripe: { ...real.stripe, apiBase } });
  const answers = await Promise.all(Array.from({ length: 50 }, () => health(write({}), undefined)));
  vi.restoreAllMocks();
  stripe.close();
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(questions).toBe(1);
});
