/** For tests only: somebody in the lab, with a browser that does what Stripe.js does. */
import { beforeAll, expect } from 'vitest';
import type { BuyerId, LabRunId } from '../../model/ids';
import type { BrowserTask } from '../../model/lab';
import { answerBank } from '../../payments/testing/bank';
import { openHouse } from '../../payments/testing/house';
import { mandate, newBuyer, openStalls, type Stall } from '../../payments/testing/shop';
import { handlerOf } from '../../webhooks/handlers';
import { startRun, takeStep } from '../runs';
import { viewRun } from '../view';
import { wayOf } from '../ways';

export const house = openHouse();
export let american: Stall;
export let french: Stall;
export let buyerId: BuyerId;

beforeAll(async () => {
  [american, french] = (await openStalls(house.emulator, 2)) as [Stall, Stall];
  buyerId = (await newBuyer()).id;
});

export async function begin(
  way: string,
  choices: Record<string, string> = {},
  stall = american,
): Promise<LabRunId> {
  const started = await startRun(buyerId, { way, sellerId: stall.sellerId, choices });
  if (!started.ok) throw new Error(started.message);
  return started.value.runId;
}

/** Takes a step as the page does: first without the browser's part, then, when there is one, with it. */
export async function step(runId: LabRunId, number: number) {
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

export async function takeAll(runId: LabRunId, slug: string): Promise<void> {
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

export async function look(runId: LabRunId) {
  const run = await viewRun(buyerId, runId);
  if (!run) throw new Error('no run');
  return run;
}
