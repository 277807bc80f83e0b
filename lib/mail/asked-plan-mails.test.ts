/** A bank asks about a payment of a plan, and its subscriber is away. */
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prepareQueues } from '../jobs/boss';
import type { AccountInvoiceId } from '../model/ids';
import type { MailAbout } from '../model/mail';
import { answerBank } from '../payments/testing/bank';
import { openMarket } from '../payments/testing/market';
import { minutesAgo } from '../payments/testing/orders';
import { newBuyer, saveCard } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { mails, milestones, sellers, subscriptionInvoices } from '../store/schema';
import { convergeInvoice } from '../subscriptions/converge-event';
import { convergeSubscription } from '../subscriptions/read-subscription';
import { readOwnSubscription } from '../subscriptions/subscriptions';
import { on, passPeriod, readInvoices, readRow } from '../subscriptions/testing/life';
import {
  makeMirror,
  openPlan,
  type Mirror,
  type PlanStall,
} from '../subscriptions/testing/mirrors';
import { dueMails } from './due-mails';
import { sendMail } from './send-mail';
import { openPost } from './testing/post';
import { writeMail } from './write-mail';

const post = await openPost();
const market = openMarket(1);
const strict = 'pm_card_authenticationRequired';
let plan: PlanStall;

beforeAll(async () => {
  await prepareQueues();
  await dueMails();
  await (await getDb()).update(milestones).set({ at: minutesAgo(1_440) });
  plan = await openPlan(market.emulator, market.oneStall[0] as never);
});
beforeEach(async () => {
  const db = await getDb();
  await db.delete(mails);
  // What other tests left does not belong to this one.
  await db.update(subscriptionInvoices).set({ askedAt: null });
});

async function begun(testMethod: string) {
  const buyer = await newBuyer();
  const card = await saveCard(market.emulator, buyer, testMethod);
  const mirror = await makeMirror(market.emulator, buyer, card, plan);
  await convergeSubscription(mirror.id);
  return { buyer, mirror };
}

/** A month later, with a card whose bank asks about every payment; told by Stripe's event. */
async function renewed() {
  const { buyer, mirror } = await begun('pm_card_visa');
  const { stripe } = market.emulator;
  const there = on(mirror.accountId);
  const attached = { customer: mirror.customerId };
  const card = await stripe.paymentMethods.attach(strict, attached, there);
  const update = { default_payment_method: card.id };
  await stripe.subscriptions.update(mirror.stripeId, update, there);
  await passPeriod(market.emulator, mirror);
  const [invoice] = (await stripe.invoices.list({ subscription: mirror.stripeId }, there)).data;
  const id = String(invoice?.id) as AccountInvoiceId;
  expect(await convergeInvoice(mirror.accountId, id)).toBe('converged');
  return { buyer, mirror, about: `plan_action_needed:${id}` as MailAbout };
}

const newest = async (mirror: Mirror) => {
  const invoice = (await readInvoices(mirror.id)).at(-1);
  if (!invoice) throw new Error('no invoice');
  return invoice;
};

async function waited(mirror: Mirror, minutes = 6) {
  const { accountInvoiceId } = await newest(mirror);
  await (
    await getDb()
  )
    .update(subscriptionInvoices)
    .set({ askedAt: minutesAgo(minutes) })
    .where(eq(subscriptionInvoices.accountInvoiceId, accountInvoiceId));
}

const stateOf = async (about: MailAbout) => {
  const rows = await (await getDb()).select().from(mails).where(eq(mails.about, about));
  return rows.map(({ state }) => state);
};

describe('a renewal that a bank asks about', () => {
  it('is told to its subscriber once, whatever is read meanwhile', async () => {
    const { buyer, mirror, about } = await renewed();
    expect(await dueMails()).not.toContain(about);
    await waited(mirror);
    await convergeSubscription(mirror.id);
    expect(await dueMails()).toContain(about);
    await Promise.all([sendMail(about), sendMail(about)]);
    expect(post.arrived.map(({ to }) => to)).toEqual([buyer.email]);
    await convergeSubscription(mirror.id);
    expect(await dueMails()).not.toContain(about);
    expect(await stateOf(about)).toEqual(['sent']);
  });

  it('says whom, how much and what follows, and links to its page', async () => {
    const { buyer, mirror, about } = await renewed();
    const mail = await writeMail(about);
    const view = await readOwnSubscription(buyer.id, mirror.id);
    for (const said of [
      'Stall 0',
      '$42.00',
      String((await newest(mirror)).number),
      ...(view?.dunning?.story ?? ['no story']),
    ]) {
      expect(mail?.text).toContain(said);
      expect(mail?.html).toContain(said);
    }
    const page = `http://localhost:3000/subscriptions/${mirror.id}`;
    expect(mail?.text.match(/https?:\S+/g)).toEqual([page]);
    expect(`${mail?.html}${mail?.text}`).not.toMatch(/_secret_|pi_/);
  });

  it('is not sent once it was confirmed, nor on an account that has left', async () => {
    const { mirror, about } = await renewed();
    await waited(mirror);
    await writeMail(about);
    const { stripe } = market.emulator;
    const { paymentIntentId } = await newest(mirror);
    const { accountMethodId } = await readRow(mirror.id);
    const intent = await stripe.paymentIntents.confirm(
      String(paymentIntentId),
      { payment_method: String(accountMethodId), return_url: 'http://localhost:3000/' },
      on(mirror.accountId),
    );
    await answerBank(market.emulator, intent, 'authenticate', mirror.accountId);
    await convergeSubscription(mirror.id);
    expect(await newest(mirror)).toMatchObject({ status: 'paid', askedAt: null });
    await sendMail(about);
    expect(post.arrived).toEqual([]);
    expect(await stateOf(about)).toEqual(['outdated']);

    const other = await renewed();
    await waited(other.mirror);
    const db = await getDb();
    await db.update(sellers).set({ leftAt: new Date() });
    expect(await dueMails()).not.toContain(other.about);
    await db.update(sellers).set({ leftAt: null });
    expect(await dueMails()).toContain(other.about);
  });
});

it('a first payment that was left at the bank leads to its order, with the day it is called off', async () => {
  const { mirror } = await begun(strict);
  await waited(mirror);
  const about = `plan_action_needed:${(await newest(mirror)).accountInvoiceId}` as const;
  expect(await dueMails()).toContain(about);
  const mail = await writeMail(about);
  const { orderId } = await readRow(mirror.id);
  expect(mail?.text).toContain(`http://localhost:3000/orders/${orderId}#subscription-${mirror.id}`);
  expect(mail?.text).toContain('Without this payment it is called off on');
});
