import { describe, expect, it, vi } from 'vitest';
import { newBuyer } from '../payments/testing/shop';
import { startRun, takeStep, tryRefusal } from './runs';
import { american, begin, buyerId, french, house, look, step, takeAll } from './testing/lab';
import { viewRun } from './view';

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
