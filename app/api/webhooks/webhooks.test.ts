import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { prepareQueues } from '@/lib/jobs/boss';
import * as settings from '@/lib/config/config';
import type { SubscriptionId } from '@/lib/model/ids';
import type { WebhookEndpoint } from '@/lib/model/webhook';
import { forgetLimits } from '@/lib/security/rate-limit';
import { milestones, webhookEvents } from '@/lib/store/schema';
import { testDb } from '@/lib/store/testing/database';
import { syncKeys } from '@/lib/subscriptions/sync/request-sync';
import { forgetDeliveries, refusingEndpoints } from '@/lib/webhooks/deliveries';
import * as inbox from '@/lib/webhooks/inbox';
import { eventLimit, unsignedBodies } from '@/lib/webhooks/receive-event';
import { shutEndpoints, tellShutEndpoints } from '@/lib/webhooks/shut-endpoints';
import { delivery, eventBody, secrets, signature } from '@/lib/webhooks/testing/deliveries';
import { POST as connect } from './connect/route';
import { POST as platform } from './platform/route';

const posts = { platform, connect };
const account = 'acct_1SoukSeller0000';
const sync = syncKeys('sub_1' as SubscriptionId, 1);
let database: Awaited<ReturnType<typeof testDb>>;

beforeAll(async () => {
  database = await testDb();
  await prepareQueues();
});
beforeEach(async () => {
  forgetLimits();
  forgetDeliveries();
  await database.db.delete(milestones);
  await database.db.delete(webhookEvents);
  await database.db.execute(sql`delete from pgboss.job`);
  haveSecrets({ platform: [secrets.platform], connect: [secrets.connect] });
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => database.close());

function haveSecrets(webhookSecrets: settings.Config['webhookSecrets']) {
  vi.spyOn(settings, 'config').mockReturnValue({ ...settings.readConfig({}), webhookSecrets });
}

const send = (endpoint: WebhookEndpoint, body: string, header?: string | null) =>
  posts[endpoint](delivery(endpoint, body, header), undefined);
const rows = () => database.db.select().from(webhookEvents);
const jobs = async () => {
  const { rows: found } = (await database.db.execute(
    sql`select data from pgboss.job where name = 'handle-event' and state < 'active'`,
  )) as unknown as { rows: { data: unknown }[] };
  return found.map(({ data }) => data);
};
/** Seconds until the only job may be taken. */
const jobWaits = async () => {
  const { rows: found } = (await database.db.execute(
    sql`select extract(epoch from start_after - created_on)::float as seconds from pgboss.job`,
  )) as unknown as { rows: { seconds: number }[] };
  return found.map(({ seconds }) => Math.round(seconds));
};
/** What changes nothing: no row, no job. */
async function nothingHappened() {
  expect(await rows()).toEqual([]);
  expect(await jobs()).toEqual([]);
}

const paid = eventBody('payment_intent.succeeded', { id: 'pi_1' }, { account });
const saved = eventBody('setup_intent.succeeded', { id: 'seti_1' });

describe('a delivery that is signed', () => {
  it.each([
    ['connect', paid, { accountId: account, objectId: 'pi_1', type: 'payment_intent.succeeded' }],
    ['platform', saved, { accountId: null, objectId: 'seti_1', type: 'setup_intent.succeeded' }],
  ] as const)(
    'to %s is written down with its job before the answer',
    async (endpoint, body, row) => {
      const answer = await send(endpoint, body);
      expect(answer.status).toBe(200);
      const eventId = (JSON.parse(body) as { id: string }).id;
      expect(await rows()).toMatchObject([
        { endpoint, eventId, ...row, state: 'received', attempts: 0, livemode: false },
      ]);
      expect(await jobs()).toEqual([{ endpoint, eventId }]);
    },
  );

  it('keeps ids alone, and the PaymentIntent that an object hangs on', async () => {
    const refund = { id: 're_1', payment_intent: 'pi_1', charge: 'ch_1', reason: 'a secret' };
    await send('connect', eventBody('refund.created', refund, { account }));
    expect(await rows()).toMatchObject([{ objectId: 're_1', paymentIntentId: 'pi_1' }]);
    expect(JSON.stringify(await rows())).not.toContain('a secret');
  });

  it('needs no Origin, and may come from anywhere', async () => {
    const request = delivery('connect', paid);
    request.headers.set('origin', 'https://somewhere.example');
    request.headers.set('sec-fetch-site', 'cross-site');
    expect((await connect(request, undefined)).status).toBe(200);
  });

  it('twice, also at once, is one row and one job', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => send('connect', paid)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await rows()).toHaveLength(1);
    expect(await jobs()).toHaveLength(1);
  });

  it.each([
    ['tells of a charge of our own', 'charge:leg_1:1', 10],
    ['tells of a refund of our own', 'refund:ref_1', 10],
    ['tells of a sync that points at another card', sync.pointKey, 10],
    ['tells of what a sync asks to be paid', sync.payKey, 0],
    ['tells of somebody else’s call', 'stripe-node-retry-1', 0],
    ['tells of no call', null, 0],
  ])('that %s (%s) is looked at after %i s', async (_, idempotencyKey, seconds) => {
    const request = { id: 'req_1', idempotency_key: idempotencyKey };
    await send(
      'connect',
      eventBody('payment_intent.succeeded', { id: 'pi_1' }, { account, request }),
    );
    expect(await jobWaits()).toEqual([seconds]);
    // Nor is it taken for one whose job was lost.
    const [row] = await rows();
    expect(Math.round((Number(row?.nextTryAt) - Number(row?.receivedAt)) / 1000)).toBe(seconds);
  });

  it('again, when it was handled, sets nothing going', async () => {
    await send('connect', paid);
    await database.db.update(webhookEvents).set({ state: 'handled' });
    await database.db.execute(sql`delete from pgboss.job`);
    expect((await send('connect', paid)).status).toBe(200);
    expect(await rows()).toMatchObject([{ state: 'handled' }]);
    expect(await jobs()).toEqual([]);
  });

  it.each(['received', 'failed'] as const)(
    'again, when its row is still %s, sets it going again',
    async (state) => {
      await send('connect', paid);
      await database.db.update(webhookEvents).set({ state, attempts: 9 });
      await database.db.execute(sql`delete from pgboss.job`);
      expect((await send('connect', paid)).status).toBe(200);
      expect(await rows()).toMatchObject([{ state: 'received' }]);
      expect(await jobs()).toHaveLength(1);
    },
  );

  it('is answered with a 500 when it could not be written, so that Stripe sends it again', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    vi.spyOn(inbox, 'storeEvent').mockRejectedValue(new Error('the disk is full'));
    expect((await send('connect', paid)).status).toBe(500);
    expect(log).toHaveBeenCalledTimes(1);
    await nothingHappened();
  });

  it.each([
    ['of a type nobody listens to', 'customer.created', {}, 'unknown_type'],
    ['of live mode', 'payment_intent.succeeded', { livemode: true }, 'wrong_mode'],
    ['of a type of the other endpoint', 'setup_intent.succeeded', {}, 'unknown_type'],
    ['of a type named like a member of objects', 'toString', {}, 'unknown_type'],
  ])('%s is counted and set aside', async (_, type, more, ignored) => {
    const body = eventBody(type, { id: 'x_1' }, { account, ...more });
    expect((await send('connect', body)).status).toBe(200);
    expect(await rows()).toMatchObject([{ state: 'ignored', ignored }]);
    expect(await jobs()).toEqual([]);
    const troubling = await inbox.listTroublingEvents();
    expect(troubling).toHaveLength(ignored === 'wrong_mode' ? 1 : 0);
    expect(await inbox.countEvents()).toMatchObject([{ type, ignored, count: 1 }]);
  });
});

describe('a delivery changes nothing and is answered with 400', () => {
  const now = Math.floor(Date.now() / 1000);
  it.each([
    ['without a signature', null],
    ['with a header that is none', 'nonsense'],
    ['with a wrong one', `t=${now},v1=${'0'.repeat(64)}`],
    ['signed 301 seconds ago', signature(paid, secrets.connect, { ageSeconds: 301 })],
    ['with the secret of the other endpoint', signature(paid, secrets.platform)],
    ['with the signature of another body', signature(saved, secrets.connect)],
    ['signed by an older scheme alone', signature(paid, secrets.connect).replace('v1=', 'v0=')],
  ])('%s', async (_, header) => {
    const logs = (['log', 'warn', 'error'] as const).map((name) =>
      vi.spyOn(console, name).mockReturnValue(),
    );
    expect((await send('connect', paid, header)).status).toBe(400);
    await nothingHappened();
    // What strangers send is nobody's to read; that they do is told once a minute.
    const said = logs.flatMap((log) => log.mock.calls);
    expect(said).toEqual([
      [expect.stringMatching(/^\[webhooks\] \/api\/webhooks\/connect refuses/)],
    ]);
    const { id } = JSON.parse(paid) as { id: string };
    for (const secret of [id, header || id]) expect(said.join()).not.toContain(secret);
  });

  it('when a single byte differs, and when it is no text at all', async () => {
    const header = signature(paid, secrets.connect);
    expect((await send('connect', `${paid} `, header)).status).toBe(400);
    expect((await send('connect', `\uFEFF${paid}`, header)).status).toBe(400);
    const bytes = Buffer.concat([Buffer.from(paid.slice(0, -1)), Buffer.from([0xff, 0x7d])]);
    const request = new Request('http://localhost:3000/api/webhooks/connect', {
      method: 'POST',
      headers: { 'stripe-signature': signature(bytes.toString(), secrets.connect) },
      body: bytes,
    });
    expect((await connect(request, undefined)).status).toBe(400);
    await nothingHappened();
  });

  it.each(['not json', '[]', '{"object":"event"}', '{"id":"evt_1","object":"v2.core.event"}'])(
    'when what was signed is no event: %s',
    async (body) => {
      expect((await send('connect', body)).status).toBe(400);
      await nothingHappened();
    },
  );

  it('and after many of them with 429, while what Stripe signs is still taken', async () => {
    for (let count = 0; count < unsignedBodies.most; count += 1) await send('connect', paid, 'no');
    expect((await send('connect', paid, 'no')).status).toBe(429);
    expect((await send('connect', paid)).status).toBe(200);
    expect(await rows()).toHaveLength(1);
  });
});

describe('a signature', () => {
  it('is good for 300 seconds', async () => {
    const header = signature(paid, secrets.connect, { ageSeconds: 295 });
    expect((await send('connect', paid, header)).status).toBe(200);
  });

  it('is good with either secret while one is rolled, and beside another', async () => {
    const old = 'whsec_that_is_retired_tomorrow';
    haveSecrets({ platform: [], connect: [secrets.connect, old] });
    expect((await send('connect', paid, signature(paid, old))).status).toBe(200);
    const [time, mine] = signature(paid, secrets.connect).split(',');
    const both = `${time},v1=${'0'.repeat(64)},${mine}`;
    expect((await send('connect', paid, both)).status).toBe(200);
    expect(await rows()).toHaveLength(1);
  });
});

it('refuses a body that is too large, whatever it says of its length', async () => {
  const large = eventBody('payment_intent.succeeded', { id: 'pi_1', fill: 'x'.repeat(eventLimit) });
  expect((await send('connect', large)).status).toBe(413);
  const pieces = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)),
  });
  const endless = new Request('http://localhost:3000/api/webhooks/connect', {
    method: 'POST',
    headers: { 'stripe-signature': signature(large, secrets.connect) },
    body: pieces,
    duplex: 'half',
  } as RequestInit);
  expect((await connect(endless, undefined)).status).toBe(413);
  await nothingHappened();
});

it('is shut without a secret, and the start and the operator’s page say so', async () => {
  haveSecrets({ platform: [], connect: [secrets.connect] });
  expect((await send('platform', saved)).status).toBe(503);
  expect((await send('platform', saved, signature(saved, ''))).status).toBe(503);
  await nothingHappened();
  expect(shutEndpoints()).toEqual([
    { path: '/api/webhooks/platform', variable: 'STRIPE_WEBHOOK_SECRET_PLATFORM' },
  ]);
  expect(tellShutEndpoints()).toEqual([
    expect.stringMatching(/\/api\/webhooks\/platform.*STRIPE_WEBHOOK_SECRET_PLATFORM/),
  ]);
});

describe('an endpoint that refuses what comes', () => {
  const quiet = () => vi.spyOn(console, 'warn').mockReturnValue();
  const refused = async () =>
    (await refusingEndpoints()).map(({ path, cause, refused: many }) => [path, cause, many]);
  const [toPlatform, toConnect] = ['/api/webhooks/platform', '/api/webhooks/connect'];
  const old = (body: string, secret: string) => signature(body, secret, { ageSeconds: 301 });

  it('is shown with its reason: swapped secrets, a clock that is wrong, no event', async () => {
    const log = quiet();
    await send('connect', paid, signature(paid, secrets.platform));
    await send('platform', saved, signature(saved, secrets.connect));
    expect(await refused()).toEqual([
      [toPlatform, 'other_secret', 1],
      [toConnect, 'other_secret', 1],
    ]);
    expect(log.mock.calls.flat()).toEqual([
      expect.stringMatching(/SECRET_CONNECT and STRIPE_WEBHOOK_SECRET_PLATFORM seem to be swapped/),
      expect.stringMatching(/SECRET_PLATFORM and STRIPE_WEBHOOK_SECRET_CONNECT seem to be swapped/),
    ]);
    await send('connect', paid, old(paid, secrets.connect));
    await send('platform', '[]', signature('[]', secrets.platform));
    // A stranger's is no news of our set-up.
    await send('platform', saved, 'no');
    expect(await refused()).toEqual([
      [toPlatform, 'no_event', 3],
      [toConnect, 'clock', 2],
    ]);
  });

  it('is not shown for what a stranger sends once, nor once it has taken a delivery', async () => {
    quiet();
    await send('connect', paid, 'no');
    await send('connect', paid, 'no');
    expect(await refused()).toEqual([]);
    await send('connect', paid, null);
    expect(await refused()).toEqual([[toConnect, 'unknown', 3]]);
    await send('connect', paid);
    expect(await refused()).toEqual([]);
    await send('connect', paid, old(paid, secrets.connect));
    expect(await refusingEndpoints()).toMatchObject([{ refused: 1, takenAt: expect.any(String) }]);
    // Without a secret it says something else.
    haveSecrets({ platform: [secrets.platform], connect: [] });
    expect(await refused()).toEqual([]);
  });

  it('costs a flood of them one row and one line', async () => {
    const log = quiet();
    const now = vi.spyOn(performance, 'now').mockReturnValue(0);
    const before = database.statements.length;
    const written = () =>
      database.statements.slice(before).filter((one) => one.includes('"milestones"')).length;
    for (let count = 0; count < 99; count += 1) await send('connect', paid, 'no');
    // Read and written once …
    await expect.poll(written).toBe(2);
    // … and the rest with the next one that is, seconds later.
    now.mockReturnValue(5_000);
    await send('connect', paid, 'no');
    await expect.poll(written).toBe(4);
    expect(log).toHaveBeenCalledTimes(1);
    expect(await refused()).toEqual([[toConnect, 'unknown', 100]]);
    expect(await database.db.select().from(milestones)).toHaveLength(1);
  });

  it('is answered while the database does not answer', async () => {
    quiet();
    vi.spyOn(database.db, 'transaction').mockReturnValue(new Promise<never>(() => undefined));
    expect((await send('connect', paid, 'no')).status).toBe(400);
  });
});
