import { Agent, request } from 'node:http';
import { afterAll, expect, test } from 'vitest';
import { checkShape } from '../../generated/check-shape';
import type { Emulator } from '../../server/emulator';
import { stripeFor } from '../support/emulator';
import { control } from '../support/raw-call';
import { charge, cloneCard, saveCard, scene } from '../resources/scene';
import { Dice } from './dice';
import { malformed, type Known, type Malformed } from './malformed';
import { seed } from '../support/random';
import { drawn } from '../support/whole';

const REQUESTS = drawn(4_000, 20_000);
const ROUNDS = drawn(2, 10);
const LANES = 8;

const agent = new Agent({ keepAlive: true, maxSockets: LANES });
afterAll(() => agent.destroy());

interface Answered {
  readonly status: number;
  readonly text: string;
}

function send(emulator: Emulator, { method, path, headers, body }: Malformed): Promise<Answered> {
  const { hostname, port } = new URL(emulator.urls.api);
  return new Promise((resolve, reject) => {
    const length = body ? { 'content-length': String(body.length) } : {};
    const options = { hostname, port, method, path, headers: { ...headers, ...length }, agent };
    const outgoing = request(options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () =>
        resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
      incoming.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body ?? undefined);
  });
}

/** What is wrong with an answer, or null. */
function problemOf({ method, path }: Malformed, { status, text }: Answered): string | null {
  if (status >= 500 || status < 200) return `status ${status}`;
  if (method === 'HEAD' || status === 204) return text === '' ? null : 'a body';
  let json: {
    object?: unknown;
    error?: string | { type?: unknown; message?: unknown };
    error_description?: unknown;
  };
  try {
    json = JSON.parse(text) as typeof json;
  } catch {
    return `a body that is no JSON: ${text.slice(0, 100)}`;
  }
  if (status >= 300) {
    const { error, error_description } = json;
    const told =
      typeof error === 'string'
        ? path.startsWith('/oauth/') && typeof error_description === 'string'
        : typeof error?.type === 'string' && typeof error.message === 'string';
    return told ? null : `an error without an error: ${text.slice(0, 100)}`;
  }
  return json.error ? 'an error that is none' : null;
}

/** Something of everything, for requests to be about. */
async function furnish(): Promise<{ emulator: Emulator; scopes: Known[] }> {
  const made = await scene();
  const { stripe, seller, jenny, account, american, emulator } = made;
  const method = await saveCard(made, 'pm_card_visa');
  const clone = await cloneCard(made, method);
  const paid = await charge(made, clone.id, { application_fee_amount: 100 });
  const { data: fees } = await stripe.applicationFees.list();
  const endpoint = await stripe.webhookEndpoints.create({
    url: `${emulator.urls.frames}/nobody`,
    enabled_events: ['customer.created'],
  });
  const open = await stripe.paymentIntents.create({
    amount: 900,
    currency: 'usd',
    customer: jenny,
  });
  const held = await charge(made, 'pm_card_visa', { capture_method: 'manual' });
  const asking = await stripe.setupIntents.create({ customer: jenny });
  const refund = await stripe.refunds.create({ payment_intent: paid.id, amount: 100 }, seller);
  const disputed = await charge(made, 'pm_card_createDispute');
  const { data: disputes } = await stripe.disputes.list({}, seller);
  const { data: events } = await stripe.events.list({ limit: 5 }, seller);
  const { data: booked } = await stripe.balanceTransactions.list({ limit: 3 }, seller);
  const accounts = [account, american];
  return {
    emulator,
    scopes: [
      {
        account: null,
        ids: [
          ...accounts,
          ...[jenny, method, open.id, asking.id, endpoint.id, ...fees.map(({ id }) => id)],
          ...[open.client_secret ?? '', asking.client_secret ?? ''],
        ],
      },
      {
        account,
        ids: [
          ...accounts,
          ...[clone.id, paid.id, held.id, disputed.id, refund.id],
          ...[String(paid.latest_charge), String(disputed.latest_charge)],
          ...[...disputes, ...events, ...booked].map(({ id }) => id),
        ],
      },
    ],
  };
}

/** Whatever was let in is still what Stripe's types promise. */
async function expectWholeObjects(emulator: Emulator, account: string | null): Promise<void> {
  const stripe = stripeFor(emulator, account ? { account } : {});
  const limit = 100;
  // The account may have been deleted, which is fair.
  const there = await stripe.balance.retrieve().then(
    () => true,
    ({ statusCode }) => statusCode !== 403,
  );
  if (!there) return;
  for (const list of [
    await stripe.customers.list({ limit }),
    await stripe.paymentIntents.list({ limit }),
    await stripe.setupIntents.list({ limit }),
    await stripe.charges.list({ limit }),
    await stripe.refunds.list({ limit }),
    await stripe.disputes.list({ limit }),
    await stripe.balanceTransactions.list({ limit }),
  ]) {
    expect(checkShape(JSON.parse(JSON.stringify(list)))).toEqual([]);
  }
}

test(`${REQUESTS} malformed requests (TEST_SEED=${seed}) are answered, and none by a server error`, async () => {
  const dice = new Dice(seed);
  const statuses = new Map<number, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const { emulator, scopes } = await furnish();
    let left = REQUESTS / ROUNDS;
    const lane = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const sent = malformed(dice, scopes);
        const answer = await send(emulator, sent);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        const problem = problemOf(sent, answer);
        if (problem) {
          const body = sent.body?.toString('latin1').slice(0, 2_000) ?? '';
          expect.fail(
            `${problem}\nTEST_SEED=${seed}\n${sent.method} ${sent.path}\n${JSON.stringify(sent.headers)}\n${body}`,
          );
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    const health = await control<{ status: string }>(emulator, 'GET', '/health');
    expect(health.status).toBe('ok');
    for (const { account } of scopes) await expectWholeObjects(emulator, account);
    const customer = await stripeFor(emulator).customers.create({ name: 'still here' });
    expect(customer.name).toBe('still here');
    await emulator.close();
  }
  // A fuzz that is refused at the door finds nothing.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(REQUESTS / 20);
  expect(statuses.get(400) ?? 0).toBeGreaterThan(REQUESTS / 20);
}, 180_000);
