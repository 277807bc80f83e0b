import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { BuyerId, LabRunId } from '../model/ids';
import type { BrowserTask } from '../model/lab';
import { answerBank } from '../payments/testing/bank';
import { openHouse } from '../payments/testing/house';
import { mandate, newBuyer, openStalls, type Stall } from '../payments/testing/shop';
import { handlerOf } from '../webhooks/handlers';
import { startRun, takeStep, tryRefusal } from './runs';
import { viewRun, viewWay } from './view';
import { wayOf, ways } from './ways';
import { cardQuestion, tokenQuestion } from './ways/test-cards';

const house = openHouse();
let american: Stall;
let french: Stall;
let buyerId: BuyerId;

beforeAll(async () => {
  [american, french] = (await openStalls(house.emulator, 2)) as [Stall, Stall];
  buyerId = (await newBuyer()).id;
});

async function begin(
  way: string,
  choices: Record<string, string> = {},
  stall = american,
): Promise<LabRunId> {
  const started = await startRun(buyerId, { way, sellerId: stall.sellerId, choices });
  if (!started.ok) throw new Error(started.message);
  return started.value.runId;
}

/** Takes a step as the page does: first without the browser's part, then, when there is one, with it. */
async function step(runId: LabRunId, number: number) {
  const request = { step: number, browserDone: false, fromBrowser: null };
  const first = await takeStep(buyerId, runId, request);
  if (!first.ok) throw new Error(first.message);
  const { task } = first.value;
  if (!task) return;
  const fromBrowser = await browse(task);
  const second = await takeStep(buyerId, runId, { ...request, browserDone: true, fromBrowser });
  expect(second).toEqual({ ok: true, value: { task: null } });
}

/** What a browser does, by the calls that Stripe.js makes. */
async function browse(task: BrowserTask): Promise<string | null> {
  const { stripe } = house.emulator;
  const on = 'accountId' in task && task.accountId ? { stripeAccount: task.accountId } : {};
  switch (task.kind) {
    case 'next_action': {
      const [id] = task.clientSecret.split('_secret_') as [string];
      const intent = id.startsWith('seti_')
        ? await stripe.setupIntents.retrieve(id, {}, on)
        : await stripe.paymentIntents.retrieve(id, {}, on);
      await answerBank(house.emulator, intent, 'authenticate', task.accountId);
      return null;
    }
    case 'payment_element': {
      const [id] = task.clientSecret.split('_secret_') as [string];
      await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' }, on);
      return null;
    }
    case 'card_element': {
      const card = { type: 'card', card: { token: 'tok_visa' } } as const;
      return (await stripe.paymentMethods.create(card, on)).id;
    }
    case 'bank_account': {
      const [id] = task.clientSecret.split('_secret_') as [string];
      await stripe.setupIntents.confirm(id, {
        payment_method: 'pm_usBankAccount_success',
        mandate_data: mandate,
      });
      return null;
    }
    case 'visit':
      await fetch(task.url, {
        method: 'POST',
        body: new URLSearchParams({ outcome: 'authenticate' }),
        redirect: 'manual',
      });
      if (task.url.includes('/redirect/sources/') && (await onAccount())) await deliverChargeable();
      return null;
  }
}

async function takeAll(runId: LabRunId, slug: string): Promise<void> {
  const { steps } = wayOf(slug) ?? { steps: [] };
  for (const number of steps.keys()) await step(runId, number);
}

/** Whether the account has been told of a Source that can be charged. */
async function onAccount(): Promise<boolean> {
  const { data } = await house.emulator.stripe.events.list(
    { type: 'source.chargeable', limit: 1 },
    { stripeAccount: american.accountId },
  );
  return data.length > 0;
}

/** Stripe's event, as the endpoint hands it on. */
async function deliverChargeable(): Promise<void> {
  const { data } = await house.emulator.stripe.events.list(
    { type: 'source.chargeable', limit: 1 },
    { stripeAccount: american.accountId },
  );
  const source = data[0]?.data.object as { readonly id: string };
  const handle = handlerOf('connect', 'source.chargeable');
  const event = { type: 'source.chargeable', paymentIntentId: null, objectId: source.id };
  // Twice, as events may come.
  for (let times = 0; times < 2; times += 1) {
    expect(await handle?.({ ...event, accountId: american.accountId })).toBe('converged');
  }
}

async function look(runId: LabRunId) {
  const run = await viewRun(buyerId, runId);
  if (!run) throw new Error('no run');
  return run;
}

const walkable = ways.map(({ slug }) => slug);

describe.each(walkable)('%s', (slug) => {
  it('is walked to its end, and every write has a key of the run', async () => {
    const runId = await begin(slug);
    await takeAll(runId, slug);
    const run = await look(runId);
    expect(run.stopped).toBeNull();
    expect(run.taken).toBe(wayOf(slug)?.steps.length);
    expect(run.told).toHaveLength(run.taken);
    expect(run.told.join(' ')).not.toMatch(/start anew/i);
    const writes = run.calls.filter(({ method }) => method === 'POST');
    expect(writes.length).toBeGreaterThan(0);
    for (const { idempotencyKey } of writes) expect(idempotencyKey).toContain(`lab:${runId}:`);
    expect(JSON.stringify(run)).not.toMatch(/_secret_(?!\[hidden\])/);
  });

  it('shows the code that runs', async () => {
    const view = await viewWay(slug);
    for (const { code } of [...(view?.steps ?? []), ...(view?.refusals ?? [])]) {
      expect(code.text).toMatch(/^\/\*\*[^]+\nexport async function [^]+\n\}$/);
      expect(code.line).toBeGreaterThan(1);
    }
  });
});

const used = /It may not be used again/;
const elsewhere = { code: 'resource_missing', message: /No such PaymentMethod/ };
const wrongWay = { code: null, message: /You must authenticate as a connected account/ };

/** What Stripe answers to what is tried on purpose. */
const refused: Record<string, Record<string, { code: string | null; message: RegExp }>> = {
  'clone-and-charge': {
    'without-customer': {
      code: null,
      message: /for security purposes you must provide the customer in the request/,
    },
    'original-on-account': elsewhere,
    'clone-on-platform': elsewhere,
  },
  'clone-unattached': {
    again: { code: null, message: used },
    'attach-used': { code: null, message: /may not be used again/ },
  },
  'clone-twice': {
    consumed: { code: null, message: used },
    'attach-consumed': { code: null, message: /may not be used again/ },
  },
  'on-account-browser': { 'on-platform': elsewhere, 'to-platform': wrongWay },
  'on-account-server': {
    'switched-off': { code: null, message: /is not allowed for this PaymentIntent/ },
    'no-capability': { code: null, message: /not?.* activated/i },
  },
  'us-bank-account': { euros: { code: null, message: /payment method type/ } },
  recurring: {
    unattached: { code: 'resource_missing', message: /must be attached to the customer/ },
    original: elsewhere,
  },
  'not-clonable': {
    'other-type': { code: null, message: /types card and us_bank_account can be shared/ },
    'wrong-customer': { code: null, message: /does not belong to the Customer/ },
    'account-customer': { code: 'resource_missing', message: /No such customer/ },
    'foreign-account': { code: 'account_invalid', message: /does not have access to account/ },
    back: wrongWay,
    expired: { code: 'expired_card', message: /expired/ },
    detached: { code: null, message: used },
  },
  'token-from-customer': {
    again: { code: 'token_already_used', message: /more than once/ },
    'methods-only': { code: null, message: /must have an active payment source attached/ },
    'method-as-card': { code: 'resource_missing', message: /does not have card with ID pm_/ },
  },
  sources: {
    ended: { code: null, message: /is consumed because/ },
    gone: { code: null, message: /sofort/ },
    closed: { code: null, message: /three_d_secure/ },
  },
  'source-on-account': {
    'other-account': { code: 'resource_missing', message: /No such source/ },
    'in-page': { code: null, message: /not in a chargeable state/ },
  },
  'clone-source': {
    'unattached-twice': { code: null, message: /is consumed because/ },
    'wrong-usage': { code: null, message: /must be one of reusable or single_use/ },
    nobody: { code: 'parameter_missing', message: /customer/ },
  },
};

describe('a choice', () => {
  it('names test cards that there are', async () => {
    const { stripe } = house.emulator;
    const cards = cardQuestion.options.map(({ value }) => value);
    await Promise.all(cards.map((card) => stripe.setupIntents.create({ payment_method: card })));
    const tokens = tokenQuestion.options.map(({ value }) => value);
    await Promise.all(
      tokens.map((token) => stripe.paymentMethods.create({ type: 'card', card: { token } })),
    );
  });

  it('leads out of ways that are not for new code', async () => {
    for (const { slug } of ways.filter(({ migrate }) => migrate)) {
      const { pathname, searchParams } = new URL(
        (await viewWay(slug))?.migrate?.href ?? '',
        'http://x',
      );
      const way = wayOf(pathname.replace('/lab/', ''));
      expect(way, slug).toBeDefined();
      for (const [name, chosen] of searchParams) {
        const options = way?.questions.find((question) => question.name === name)?.options;
        expect(
          options?.map(({ value }) => value),
          slug,
        ).toContain(chosen);
      }
    }
  });
});

describe('what is tried on purpose', () => {
  const all = ways.flatMap((way) =>
    way.refusals.map(({ slug, after }) => ({ way: way.slug, slug, after })),
  );

  it.each(all)('$way: $slug is refused, and says so', async ({ way, slug, after }) => {
    const runId = await begin(way);
    for (let number = 0; number < after; number += 1) {
      expect(await tryRefusal(buyerId, runId, slug)).toMatchObject({ reason: 'too_early' });
      await step(runId, number);
    }
    const tried = await tryRefusal(buyerId, runId, slug);
    const { code, message } = refused[way]?.[slug] ?? {};
    expect(tried).toMatchObject({
      ok: true,
      value: {
        outcome: { ok: false, refusal: { code, message: expect.stringMatching(message ?? /^$/) } },
      },
    });
    const run = await look(runId);
    expect(run.refusals[slug]).toEqual(tried.ok ? tried.value.outcome : null);
    // It stands beside the run, and stops nothing of it.
    expect(run).toMatchObject({ taken: after, stopped: null });
  });

  it('is another request when it is tried again', async () => {
    const runId = await begin('not-clonable');
    await tryRefusal(buyerId, runId, 'expired');
    await tryRefusal(buyerId, runId, 'expired');
    const { calls } = await look(runId);
    expect(calls).toHaveLength(6);
    expect(new Set(calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(6);
  });
});

describe('a run', () => {
  it('asks the bank in the browser where the card wants it', async () => {
    const runId = await begin('clone-and-charge', {
      card: 'pm_card_authenticationRequiredOnSetup',
    });
    await step(runId, 0);
    await step(runId, 1);
    const asked = await takeStep(buyerId, runId, {
      step: 2,
      browserDone: false,
      fromBrowser: null,
    });
    expect(asked).toMatchObject({ ok: true, value: { task: { kind: 'next_action' } } });
    await step(runId, 2);
    for (const number of [3, 4]) await step(runId, number);
    expect((await look(runId)).told.at(-1)).toMatch(/is succeeded/);
  });

  it('stops where the bank declines, keeps what it had, and tries again with a new key', async () => {
    const runId = await begin('clone-and-charge', { card: 'pm_card_chargeCustomerFail' });
    for (const number of [0, 1, 2, 3, 4]) await step(runId, number);
    const stopped = await look(runId);
    expect(stopped.taken).toBe(4);
    expect(stopped.stopped).toMatchObject({ code: 'card_declined', status: 402 });
    await step(runId, 4);
    const keys = (await look(runId)).calls
      .filter(({ path, method }) => path === '/v1/payment_intents' && method === 'POST')
      .map(({ idempotencyKey }) => idempotencyKey);
    expect(new Set(keys).size).toBe(2);
  });

  it('says whether the seller’s country was asked', async () => {
    for (const rules of ['platform', 'seller']) {
      const runId = await begin('on-behalf-of', { rules, card: 'pm_card_fr' }, french);
      for (const number of [0, 1, 2, 3, 4]) await step(runId, number);
      const run = await look(runId);
      if (rules === 'seller') expect(run.told.at(-1)).toMatch(/is succeeded/);
      else expect(run.stopped).toMatchObject({ code: 'authentication_required' });
    }
  });

  it('sends the same request again when no answer came', async () => {
    const runId = await begin('clone-and-charge');
    await house.emulator.fault({ method: 'POST', path: '/v1/customers', action: 'drop', times: 9 });
    const first = await takeStep(buyerId, runId, {
      step: 0,
      browserDone: false,
      fromBrowser: null,
    });
    expect(first).toMatchObject({ ok: false, reason: 'unreachable' });
    await house.emulator.clearFaults();
    await step(runId, 0);
    const keys = (await house.emulator.calls())
      .filter(({ path, method }) => path === '/v1/customers' && method === 'POST')
      .map(({ idempotency_key }) => idempotency_key);
    expect(new Set(keys).size).toBe(1);
  });

  it('is taken once, though two windows press', async () => {
    const runId = await begin('clone-and-charge');
    await Promise.all([step(runId, 0), step(runId, 0)]);
    const run = await look(runId);
    expect(run.taken).toBe(1);
    expect(run.told).toHaveLength(1);
    expect(new Set(run.objects.map(({ id }) => id)).size).toBe(1);
  });

  const types = [
    'sepa_debit',
    'alipay',
    'wechat',
    'ach_credit_transfer',
    'multibanco',
    'ach_debit',
  ];

  it.each([...types, 'bancontact'])('takes a Source of the type %s to its end', async (type) => {
    const runId = await begin('sources', { type });
    await step(runId, 0);
    await step(runId, 1);
    // Money and consent of test addresses come after a moment.
    await vi.waitFor(
      async () => {
        await step(runId, 2);
        expect((await look(runId)).taken).toBe(3);
      },
      { timeout: 15_000, interval: 200 },
    );
    for (const number of [3, 4, 5]) await step(runId, number);
    const { told, stopped } = await look(runId);
    expect(stopped).toBeNull();
    expect(told.slice(-2).join(' ')).toMatch(/is (succeeded|pending)\. src_\w+ is consumed\.$/);
  });

  it.each(['second', 'bank'])('shares the %s that a Customer of old has', async (which) => {
    const runId = await begin('token-from-customer', { which });
    await takeAll(runId, 'token-from-customer');
    const { told, stopped } = await look(runId);
    expect(stopped).toBeNull();
    expect(told.join(' ')).toMatch(
      which === 'bank' ? /btok_\w+ holds .* 6789/ : /MasterCard .* 4444/,
    );
    expect(told.at(-1)).toMatch(which === 'bank' ? /py_\w+ is pending/ : /pi_\w+ is succeeded/);
  });

  it('is its owner’s alone', async () => {
    const runId = await begin('clone-and-charge');
    const stranger = (await newBuyer()).id;
    expect(await viewRun(stranger, runId)).toBeNull();
    const request = { step: 0, browserDone: false, fromBrowser: null };
    expect(await takeStep(stranger, runId, request)).toMatchObject({ reason: 'not_found' });
    expect(await tryRefusal(stranger, runId, 'without-customer')).toMatchObject({
      reason: 'not_found',
    });
    expect((await look(runId)).calls).toEqual([]);
  });

  it('begins with what can be chosen, only', async () => {
    const { sellerId } = american;
    const refusals = [
      [{ way: 'steal-and-run', sellerId, choices: {} }, 'not_found'],
      [{ way: 'clone-and-charge', sellerId: 'sel_nobody', choices: {} }, 'wrong_choice'],
      [{ way: 'clone-and-charge', sellerId, choices: { card: 'pm_mine' } }, 'wrong_choice'],
      [{ way: 'us-bank-account', sellerId: french.sellerId, choices: {} }, 'wrong_choice'],
    ] as const;
    for (const [request, reason] of refusals) {
      expect(await startRun(buyerId, request)).toMatchObject({ ok: false, reason });
    }
  });
});
