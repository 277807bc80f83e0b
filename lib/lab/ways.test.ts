import { describe, expect, it } from 'vitest';
import { tryRefusal } from './runs';
import { begin, buyerId, house, look, step, takeAll } from './testing/lab';
import { viewWay } from './view';
import { wayOf, ways } from './ways';
import { cardQuestion, tokenQuestion } from './ways/test-cards';

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
