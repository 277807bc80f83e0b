/** What holds of every route handler, whichever there are: found on disk, called as a browser would. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { prepareQueues } from '@/lib/jobs/boss';
import { workerOf } from '@/lib/seller/testing';
import { newSession } from '@/lib/session/testing';
import { startRun } from '@/lib/lab/runs';
import { askRefund } from '@/lib/payments/refunds/ask-refund';
import { consent, plusConsent } from '@/lib/payments/wallet/consent';
import { operator, paidOrder, type PaidOrder } from '@/lib/payments/testing/after-sale';
import { asked as askedByBank } from '@/lib/payments/testing/authentication';
import { openHouse } from '@/lib/payments/testing/house';
import { beginPlus } from '@/lib/payments/testing/membership';
import { firstLeg } from '@/lib/payments/testing/orders';
import { beginSetup, openStalls, type Stall } from '@/lib/payments/testing/shop';
import { makeMirror, openPlan } from '@/lib/subscriptions/testing/mirrors';
import { ask as askForSync } from '@/lib/subscriptions/testing/sync-house';
import { forgetLimits } from '@/lib/security/rate-limit';
import type { DisputeId } from '@/lib/model/ids';
import { testDataKinds } from '@/lib/model/test-data';
import { getDb } from '@/lib/store/client';
import { newId } from '@/lib/store/new-id';
import { disputes, variants } from '@/lib/store/schema';

type Handler = (request: Request, context: unknown) => Promise<Response>;
type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

interface Route {
  /** Its folder, e.g. `orders/[id]`. */
  readonly noun: string;
  readonly method: Method;
  readonly call: Handler;
}

const here = path.dirname(new URL(import.meta.url).pathname);
const origin = 'http://localhost:3000';
const house = openHouse();
const all: Route[] = [];
let mine: { order: PaidOrder; ids: Record<string, string>; cookie: string };
let strangers: { buyer: string; operator: string; seller: string };

/** Bodies that each route reads; a new route with an id has to be told here. */
const bodies: Readonly<Record<string, unknown>> = {
  'POST lab/runs/[id]/refusals': { refusal: 'without-customer' },
  'POST lab/runs/[id]/steps': { step: 0, browserDone: false, fromBrowser: null },
  'POST orders/[id]/cancel': {},
  'POST orders/[id]/cart': {},
  'POST orders/[id]/legs/[leg]/attempts': {
    savedMethodId: 'sm_00000000000000000000',
    attempt: 1,
  },
  'POST orders/[id]/legs/[leg]/authentication': { attempt: 1, way: 'in_page' },
  'POST orders/[id]/legs/[leg]/authentication/finish': {},
  'POST orders/[id]/legs/[leg]/refunds': {
    number: 1,
    amount: 'all',
    reason: 'changed_mind',
    note: '',
  },
  'POST mirrors/[id]/repair': {},
  'POST orders/[id]/subscriptions/[subscription]/attempts': {
    savedMethodId: 'sm_00000000000000000000',
    attempt: 1,
  },
  'POST orders/[id]/subscriptions/[subscription]/authentication': { way: 'in_page' },
  'POST orders/[id]/subscriptions/[subscription]/authentication/finish': {},
  'POST orders/[id]/subscriptions/[subscription]/leave': {},
  'POST plus/[id]/finish': {},
  'POST disputes/[id]/evidence': { evidence: {}, files: [], submit: false },
  'POST disputes/[id]/evidence/files': { field: 'receipt', name: 'a.pdf', file: 'JVBERi0=' },
  'PATCH goods/[id]': {
    ...{ name: 'Thing', description: 'A thing.', category: 'home', delivery: '', pictures: [''] },
    ...{ pictureTexts: {}, hidden: false, kinds: [] },
  },
  'POST sales/[id]/refunds': { number: 1, amount: 'all', answer: '' },
  'POST refunds/[id]/decision': { decision: 'grant', answer: '' },
  'POST setup-intents/[id]/finish': {},
  'POST setup-intents/[id]/verification': {},
  'POST subscriptions/[id]/authentication': { way: 'in_page' },
  'POST subscriptions/[id]/authentication/finish': {},
  'POST subscriptions/[id]/cancel': { when: 'now' },
  'POST subscriptions/[id]/method': { savedMethodId: 'sm_00000000000000000000' },
  'POST subscriptions/[id]/payments': { invoice: 'in_1' },
  'POST subscriptions/[id]/refunds': {
    ...{ invoice: 'in_1', number: 1, amount: 'all', reason: 'changed_mind', note: '' },
  },
  'POST subscriptions/[id]/quantity': { quantity: 2 },
  'POST subscriptions/[id]/quantity/keep': {},
  'POST subscriptions/[id]/quantity/preview': { quantity: 2 },
  'POST subscriptions/[id]/resume': {},
  'POST syncs/[id]/retry': {},
  'PATCH wallet/[id]': { isDefault: true },
  'PATCH wallet/[id]/details': {
    ...{ expMonth: 1, expYear: new Date().getUTCFullYear() + 5 },
    ...{ name: '', line1: '', city: '', postalCode: '', country: '' },
  },
  'POST wallet/[id]/replacement': { savedMethodId: 'sm_00000000000000000000' },
};

/** The same of routes without an id. */
const plainBodies: Readonly<Record<string, unknown>> = {
  'POST checkout': { quote: 'x'.repeat(43), savedMethodId: 'sm_00000000000000000000' },
  'POST plus': { consentVersion: plusConsent.version },
  'POST setup-intents': { consentVersion: consent.version },
  'POST session': { email: 'ann@souk.example', password: 'correct horse' },
  'POST session/sign-up': {
    ...{ name: 'Ann', email: 'ann@souk.example', password: 'correct horse' },
  },
  'POST session/demo': { persona: 'jenny' },
  'POST lab/runs': { way: 'clone-and-charge', sellerId: 'sel_1', choices: {} },
  'POST test-runs': { kind: testDataKinds[0] },
  'POST work/endings': { legId: 'leg_00000000000000000000' },
  'POST work/comparisons': { day: '2026-01-10' },
  'POST seller/application': {
    ...{ name: 'Ann’s', sells: 'Jam', place: 'Lyon', country: 'FR', statementName: 'ANNS JAM' },
  },
  'PATCH seller/shop': { tagline: 'Jam', about: 'Jam.', place: 'Lyon', statementName: 'ANNS JAM' },
  'POST goods': {
    ...{ name: 'Thing', description: 'A thing.', category: 'home', delivery: '', pictures: [''] },
    ...{ price: '1', stock: null, interval: null },
  },
  'POST goods/pictures': { file: 'AAAA' },
  'PATCH details': { name: 'Ann', email: 'ann@souk.example' },
  'POST work/tries': { refundId: 'ref_00000000000000000000' },
  'POST reviews': { product: 'jam', stars: 5, text: '' },
  'DELETE reviews': { product: 'jam' },
};

beforeAll(async () => {
  await prepareQueues();
  for (const file of readdirSync(here, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('route.ts')) continue;
    const handlers = (await import(path.join(here, file))) as Record<string, Handler>;
    for (const [method, call] of Object.entries(handlers)) {
      if (!/^(GET|POST|PATCH|PUT|DELETE)$/.test(method)) continue;
      all.push({ noun: path.dirname(file), method: method as Method, call });
    }
  }
  const stalls = await openStalls(house.emulator, 1);
  const order = await paidOrder(house.emulator, stalls);
  const { setupId } = await beginSetup(order.buyer);
  const asked = await askRefund(order.buyer, order, {
    number: 1,
    amount: '1',
    reason: 'changed_mind',
    note: '',
  });
  if (!asked.ok) throw new Error(asked.message);
  const { membershipId } = await beginPlus(order.buyer);
  const plan = await openPlan(house.emulator, stalls[0] as never);
  const mirror = await makeMirror(house.emulator, order.buyer, order.card, plan);
  // A change of a mirror, what is sold, and a payment that a bank takes back: all somebody's.
  const { changeId } = await askForSync({ buyerId: order.buyer.id });
  const db = await getDb();
  const [sold] = await db
    .select({ productId: variants.productId })
    .from(variants)
    .where(eq(variants.id, (stalls[0] as Stall).variantId));
  const disputeId = newId<DisputeId>('dsp');
  await db.insert(disputes).values({
    ...{ id: disputeId, legId: order.legId, accountDisputeId: 'du_access' as never, amount: 1 },
    ...{ currency: 'usd', reason: 'fraudulent', status: 'needs_response' },
    ...{ refundable: false, createdAt: new Date() },
  });
  const run = await startRun(order.buyer.id, {
    way: 'clone-and-charge',
    sellerId: String(stalls[0]?.sellerId),
    choices: {},
  });
  if (!run.ok) throw new Error(run.message);
  const ids = {
    lab: run.value.runId,
    orders: order.orderId,
    subscriptions: mirror.id,
    subscription: mirror.id,
    mirrors: mirror.id,
    syncs: changeId,
    plus: membershipId,
    leg: order.legId,
    refunds: asked.value.refundId,
    sales: order.legId,
    goods: String(sold?.productId),
    disputes: disputeId,
    'setup-intents': setupId,
    wallet: order.card.id,
  };
  mine = { order, ids, cookie: await newSession(order.buyer.id) };
  const { id } = await operator();
  const other = await paidOrder(house.emulator, stalls);
  const [, elsewhere] = await openStalls(house.emulator, 2);
  strangers = {
    buyer: await newSession(other.buyer.id),
    operator: await newSession(id),
    seller: await newSession((await workerOf(elsewhere as never)).id),
  };
});
beforeEach(() => {
  forgetLimits();
  vi.spyOn(console, 'error').mockReturnValue();
});

const nameOf = ({ method, noun }: Route) => `${method} ${noun}`;
const isWrite = ({ method }: Route) => method !== 'GET';
const isSigned = ({ noun }: Route) => noun.startsWith('webhooks');
/** A plain form, which has fields and no body of JSON. */
const isForm = ({ noun }: Route) => /^(language|session\/end|underneath\/files)$/.test(noun);
const typeOf = (route: Route) =>
  isForm(route) ? 'application/x-www-form-urlencoded' : 'application/json';
/** Asks for a person; the others sign one in, or tell nothing about anybody. */
const isPersonal = (route: Route) =>
  !/^(session|language|health)/.test(route.noun) && !isSigned(route);
const isForOperators = ({ noun }: Route) => /^(mirrors|refunds|work|test-runs)\b/.test(noun);
const isForSellers = ({ noun }: Route) => /^(disputes|goods|sales|seller\/shop)\b/.test(noun);

function ask(
  route: Route,
  {
    ids = mine.ids,
    body = bodies[nameOf(route)] ?? plainBodies[nameOf(route)] ?? {},
    ...headers
  }: { ids?: Record<string, string>; body?: unknown } & Record<string, unknown> = {},
): Promise<Response> {
  const hasBody = isWrite(route);
  const request = new Request(`${origin}/api/${encodeURI(route.noun)}`, {
    method: route.method,
    headers: {
      host: 'localhost:3000',
      ...(isWrite(route) ? { origin } : {}),
      ...(hasBody ? { 'content-type': typeOf(route) } : {}),
      ...(headers as Record<string, string>),
    },
    ...(hasBody ? { body: JSON.stringify(body) } : {}),
  });
  const [noun = ''] = route.noun.split('/');
  const params = Promise.resolve({
    id: ids[noun],
    leg: ids.leg,
    subscription: ids.subscription,
    field: 'receipt',
  });
  return route.call(request, { params });
}

/** An answer without what is different every time. */
async function told(response: Response) {
  const { error } = (await response.json()) as { error?: { code: string; message: string } };
  return { status: response.status, code: error?.code, message: error?.message };
}

describe('every route', () => {
  it('is found by this test, with a body for each that has an id', () => {
    expect(all.length).toBeGreaterThan(20);
    const needed = all.filter((one) => one.noun.includes('[') && /P/.test(one.method));
    expect(needed.map(nameOf).sort()).toEqual(Object.keys(bodies).sort());
  });

  it('that is somebody’s wants a person', async () => {
    for (const route of all.filter(isPersonal)) {
      expect(await told(await ask(route)), nameOf(route)).toMatchObject({
        status: 401,
        code: 'signed_out',
      });
    }
  });

  it('that writes refuses other sites, and what is no JSON', async () => {
    for (const route of all.filter((one) => isWrite(one) && !isSigned(one))) {
      const { cookie } = mine;
      for (const foreign of ['https://evil.example', 'null', `${origin}.evil.example`]) {
        const response = await ask(route, { cookie, origin: foreign });
        expect(response.status, `${nameOf(route)} from ${foreign}`).toBe(403);
      }
      const across = await ask(route, { cookie, 'sec-fetch-site': 'cross-site' });
      expect(across.status, nameOf(route)).toBe(403);
      if (route.method === 'DELETE') continue;
      const form = await ask(route, { cookie, 'content-type': 'text/plain' });
      expect(form.status, nameOf(route)).toBe(415);
    }
  });

  it('that reads a body refuses a key it does not know', async () => {
    const readers = all.filter(
      (one) => isWrite(one) && one.method !== 'DELETE' && !isSigned(one) && !isForm(one),
    );
    for (const route of readers) {
      const cookie = isForOperators(route)
        ? strangers.operator
        : isForSellers(route)
          ? strangers.seller
          : mine.cookie;
      for (const extra of [{ amount: 1 }, { accountId: 'acct_1' }, { buyerId: 'usr_1' }]) {
        const valid = bodies[nameOf(route)] ?? plainBodies[nameOf(route)];
        const body = { ...(valid as object), ...extra };
        const refused = await ask(route, { cookie, body });
        expect(refused.status, nameOf(route)).toBe(400);
        // For that key (of several shapes none is named), and not for one that is wanting.
        const { message } = await told(refused);
        const reasons = [Object.keys(extra)[0], 'The request is not what was expected.'];
        expect(
          reasons.some((words) => message?.includes(String(words))),
          nameOf(route),
        ).toBe(true);
      }
    }
  });

  it('answers about somebody else’s as about what there is not, and asks Stripe nothing', async () => {
    const unknown = Object.fromEntries(
      Object.entries(mine.ids).map(([noun, id]) => [noun, `${id.split('_')[0]}_${'0'.repeat(20)}`]),
    );
    const odd = Object.fromEntries(Object.keys(mine.ids).map((noun) => [noun, "x_' or 1=1"]));
    await house.emulator.forget();
    const before = await fingerprint();
    for (const route of all.filter((one) => one.noun.includes('['))) {
      // A refund is for the operator and for its own seller to decide on.
      const sellers = isForSellers(route) || route.noun === 'refunds/[id]/decision';
      const cookie = sellers ? strangers.seller : strangers.buyer;
      for (const ids of [mine.ids, unknown, odd]) {
        expect(await told(await ask(route, { cookie, ids })), nameOf(route)).toEqual({
          status: 404,
          code: 'not_found',
          message: 'There is no such thing here.',
        });
      }
    }
    expect(await house.emulator.calls()).toEqual([]);
    expect(await fingerprint()).toBe(before);
  });

  it('that only reads changes nothing, signs nobody in, and is kept by no cache', async () => {
    await house.emulator.forget();
    const before = await fingerprint();
    for (const cookie of ['', mine.cookie, strangers.operator, strangers.seller]) {
      for (const route of all.filter((one) => one.method === 'GET')) {
        const response = await ask(route, { cookie });
        expect(response.headers.getSetCookie(), nameOf(route)).toEqual([]);
        expect(response.headers.get('cache-control'), nameOf(route)).toContain('no-store');
      }
    }
    expect(await fingerprint()).toBe(before);
    expect(await house.emulator.writes()).toEqual([]);
  });

  it('that reads outside of the API changes nothing either', async () => {
    const app = path.dirname(here);
    const files = readdirSync(app, { recursive: true, encoding: 'utf8' });
    const routes = files.filter((file) => file.endsWith('route.ts') && !file.startsWith('api/'));
    expect(routes.length).toBeGreaterThan(2);
    await house.emulator.forget();
    const before = await fingerprint();
    for (const file of routes) {
      const { GET } = (await import(path.join(app, file))) as { GET: Handler };
      for (const cookie of ['', mine.cookie, strangers.operator, strangers.seller]) {
        const request = new Request(`${origin}/${path.dirname(file)}`, { headers: { cookie } });
        const response = await GET(request, { params: Promise.resolve({ file: 'none.webp' }) });
        expect(response.headers.getSetCookie(), file).toEqual([]);
      }
    }
    expect(await fingerprint()).toBe(before);
    // Stripe's refresh address has to make a link for the seller who comes by it.
    const written = (await house.emulator.writes()).map((call) => call.split(' ')[2]);
    expect(written).toEqual(['/v1/account_links']);
  });

  it.each([
    ['POST setup-intents', { consentVersion: consent.version }],
    ['POST plus', { consentVersion: plusConsent.version }],
    ['POST orders/[id]/legs/[leg]/authentication', { attempt: 1, way: 'in_page' }],
  ])(
    '%s, with a client secret in its answer, is kept by no cache, and has none in an address',
    async (name, body) => {
      const route = all.find((one) => nameOf(one) === name);
      if (!route) throw new Error('no such route');
      // The bank asks for this buyer; their card and their year of Plus are new.
      const order = await askedByBank(house.emulator, await openStalls(house.emulator, 1));
      const cookie = await newSession(order.buyer.id);
      const ids = { ...mine.ids, orders: order.orderId, leg: firstLeg(order) };
      await house.emulator.forget();
      const response = await ask(route, { cookie, ids, body });
      expect(response.headers.get('cache-control')).toBe('private, no-store');
      expect(response.headers.get('location')).toBeNull();
      const [, secret] = /"clientSecret":"(\w+_secret_\w+)"/.exec(await response.text()) ?? [];
      expect(secret).toBeDefined();
      const calls = await house.emulator.calls();
      expect(calls.length).toBeGreaterThan(0);
      expect(calls.map((call) => call.path).join()).not.toContain(secret);
    },
  );
});

/** Everything that people own or owe, as one word. */
async function fingerprint(): Promise<string> {
  const db = await getDb();
  const hash = createHash('sha256');
  for (const table of [
    ...['users', 'sessions', 'buyers', 'setups', 'saved_methods', 'carts', 'cart_lines'],
    ...['sellers', 'products', 'variants', 'orders', 'legs', 'attempts', 'refunds', 'memberships'],
    ...['subscriptions', 'subscription_changes', 'subscription_invoices', 'syncs', 'kept_clones'],
    'lab_runs',
  ]) {
    const query = sql.raw(`select t::text as row from ${table} t order by 1`);
    const { rows } = (await db.execute(query)) as unknown as { rows: unknown[] };
    hash.update(JSON.stringify(rows));
  }
  return hash.digest('hex');
}
