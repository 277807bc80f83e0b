/** What Stripe does not let go of a Subscription nobody wants: told as it is, to its buyer and the operator. */
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prepareQueues } from '../../jobs/boss';
import type { SessionUser } from '../../model/views';
import { readOwnOrder } from '../../payments/orders';
import { operator } from '../../payments/testing/after-sale';
import { openMarket } from '../../payments/testing/market';
import { getDb } from '../../store/client';
import { acts } from '../../store/schema';
import { workView } from '../../work/list-work';
import { tryAgain } from '../../work/try-again';
import { endStray } from '../drift/end-stray';
import { compareAccounts } from '../drift/compare-mirrors';
import { readOwnSubscription } from '../subscriptions';
import { openPlan, type PlanStall } from '../testing/mirrors';
import { giveCredit, makeStray, type Stray } from '../testing/strays';

const market = openMarket(1);
let plan: PlanStall;
let olu: SessionUser;
beforeAll(async () => {
  await prepareQueues();
  plan = await openPlan(market.emulator, market.stalls[0] as never);
});
beforeEach(async () => {
  olu = await operator();
});

const on = () => ({ stripeAccount: plan.accountId });
const stripe = () => market.emulator.stripe;
const actor = () => ({ id: olu.id, role: 'operator' }) as const;

/** Stripe says no, so many times, to what is written of a Customer's balance or of an invoice. */
const refuse = (path: string, times = 1) =>
  market.emulator.fault({
    ...{ method: 'POST', path, action: 'fail', status: 400, times },
    error: { type: 'invalid_request_error', message: 'Not this one.' },
  });
const ledgerOf = ({ customer }: Stray) => `/v1/customers/${customer}/balance_transactions`;

async function balanceOf({ customer }: Stray) {
  const found = await stripe().customers.retrieve(customer, {}, on());
  return found.deleted ? null : found.balance;
}

/** What its buyer reads on its page and on that of its order. */
async function shown({ of, id }: Stray) {
  const view = await readOwnSubscription(of.buyer.id, id);
  const order = await readOwnOrder(of.buyer.id, of.orderId);
  const onOrder = order?.subscriptions.find((one) => one.id === id)?.creditNotBack;
  expect(onOrder).toEqual(view?.creditNotBack);
  const lines = view?.invoices.flatMap(({ creditUsed, creditState }) =>
    creditUsed ? [creditState] : [],
  );
  const allBack = view?.invoices.some(({ afterSale }) =>
    /^All of it/.test(afterSale.cannotAsk ?? ''),
  );
  return {
    ...{ lines, allBack },
    notBack: onOrder?.map(({ amount, isLost }) => [amount.amount, isLost]),
  };
}

const onDesk = async ({ id }: Stray) =>
  (await workView()).stopped.find(({ codes }) => codes.some(([, code]) => code === id));

describe('credit that Stripe does not take back', () => {
  it('keeps no charge, is not told as given back, and goes back at an operator’s press', async () => {
    const one = await makeStray(market.emulator, plan);
    await refuse(ledgerOf(one), 2);
    expect(await one.told()).toBe('converged');
    const { data } = await stripe().charges.list({ customer: one.customer }, on());
    expect(data.map(({ refunded }) => refunded)).toEqual([true, false]);
    expect(await shown(one)).toEqual({
      ...{ lines: ['not_back'], allBack: false },
      notBack: [[300, false]],
    });

    const waits = await onDesk(one);
    expect(waits).toMatchObject({
      ...{ title: 'Credit that was not put back', reason: 'Not this one.', canTry: true },
      ...{ orderId: one.of.orderId, triesText: 'Tried once' },
    });
    expect(waits?.codes).toContainEqual(['Credit', '$3.00']);
    if (!waits) throw new Error('nothing waits');
    const refused = { ok: false, reason: 'refused', message: 'Stripe refused: Not this one.' };
    expect(await tryAgain(olu, waits.ref)).toMatchObject(refused);
    expect(await onDesk(one)).toMatchObject({ triesText: 'Tried 2 times' });
    expect(await tryAgain(olu, waits.ref)).toMatchObject({ ok: true });

    expect(await balanceOf(one)).toBe(-one.credit);
    expect(await onDesk(one)).toBeUndefined();
    expect(await shown(one)).toEqual({ lines: ['back'], allBack: true, notBack: [] });
    expect(await tryAgain(olu, waits.ref)).toMatchObject({ reason: 'not_found' });
    // Stripe keeps a refusal under its key.
    const keys = (await market.emulator.calls())
      .filter(({ method, path }) => method === 'POST' && path === ledgerOf(one))
      .map(({ idempotency_key: key }) => key);
    expect(new Set(keys).size).toBe(3);
    const db = await getDb();
    const rows = await db.select().from(acts).where(eq(acts.actorId, olu.id));
    const about = { invoiceId: one.late.latest_invoice, subscriptionId: one.id };
    expect(rows.map(({ kind }) => kind)).toEqual(['work_tried_again', 'work_tried_again']);
    expect(rows[0]).toMatchObject({ about });
  });

  it('is told where it paid for the whole, so that there is no line about it', async () => {
    const one = await makeStray(market.emulator, plan, 1_000_000);
    await refuse(ledgerOf(one));
    expect(await one.told()).toBe('converged');
    expect(await shown(one)).toMatchObject({ lines: [], notBack: [[one.price, false]] });
    // Another event of it is another try.
    expect(await one.told()).toBe('converged');
    expect(await shown(one)).toMatchObject({ lines: [], notBack: [] });
    expect(await onDesk(one)).toBeUndefined();
  });

  it('is put back once where an operator has added it by hand, naming the invoice', async () => {
    const one = await makeStray(market.emulator, plan);
    await refuse(ledgerOf(one));
    await one.told();
    await stripe().customers.createBalanceTransaction(
      one.customer,
      { amount: -300, currency: 'usd', metadata: { invoice: String(one.late.latest_invoice) } },
      on(),
    );
    const waits = await onDesk(one);
    expect(waits && (await tryAgain(olu, waits.ref))).toMatchObject({ ok: true });
    expect(await balanceOf(one)).toBe(-300);
  });

  it('is told as lost where its Customer was deleted, and waits for nobody', async () => {
    const one = await makeStray(market.emulator, plan);
    await stripe().customers.del(one.customer, {}, on());
    expect(await one.told()).toBe('converged');
    expect(await shown(one)).toMatchObject({ lines: ['not_back'], notBack: [[300, true]] });
    expect(await onDesk(one)).toBeUndefined();
  });

  it('is not told as sent back by a repair that ends what took it', async () => {
    const one = await makeStray(market.emulator, plan);
    const { strays } = await compareAccounts([one.id]);
    await refuse(ledgerOf(one));
    const [found] = strays;
    if (!found) throw new Error('no stray');
    expect(await endStray(actor(), found)).toContain('Stripe refused to undo an invoice of it');
  });
});

it('an invoice that Stripe does not void waits for an operator, and is told where credit is in it', async () => {
  const one = await makeStray(market.emulator, plan);
  const { customer, credit, late } = one;
  await giveCredit(market.emulator, plan, customer, 200);
  const extra = { customer, subscription: late.id };
  const made = await stripe().invoices.create(extra, on());
  const item = { ...extra, invoice: made.id, amount: 900, currency: 'usd' };
  await stripe().invoiceItems.create(item, on());
  await stripe().invoices.finalizeInvoice(made.id, {}, on());
  await refuse(`/v1/invoices/${made.id}/void`);
  expect(await one.told()).toBe('converged');
  expect(await shown(one)).toMatchObject({ notBack: [[200, false]] });
  const waits = await onDesk(one);
  expect(waits?.title).toBe('An invoice that nobody wants, and that was not voided');
  // Somebody does it at Stripe; then it waits for nothing.
  await stripe().invoices.voidInvoice(made.id, {}, on());
  expect(waits && (await tryAgain(olu, waits.ref))).toMatchObject({ ok: true });
  expect(await shown(one)).toMatchObject({ notBack: [] });
  expect(await balanceOf(one)).toBe(-credit - 200);
});
