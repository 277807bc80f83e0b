import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { escapeHtml } from '../model/escape-html';
import type { MailAbout } from '../model/mail';
import { askRefund } from '../payments/refunds/ask-refund';
import { decideRefund } from '../payments/refunds/decide-refund';
import { readReceipt } from '../payments/read-receipt';
import { sendRefund } from '../payments/refunds/send-refund';
import { operator, paidOrder, type PaidOrder } from '../payments/testing/after-sale';
import { openMarket } from '../payments/testing/market';
import { newBuyer } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { legs, mails, refunds, users } from '../store/schema';
import { dueMails } from './due-mails';
import { readMail, listMails } from './list-mails';
import { sendMail } from './send-mail';
import { openPost } from './testing/post';
import { writeMail } from './write-mail';

const post = await openPost();
const market = openMarket(1);
let order: PaidOrder;
let about: MailAbout;

beforeAll(async () => {
  // Mails begin now; nobody gets one about what was paid before.
  expect(await dueMails()).toEqual([]);
});
beforeEach(async () => {
  const db = await getDb();
  await db.delete(mails);
  // What other tests left does not belong to this one.
  await db.update(legs).set({ state: 'canceled' });
  await db.update(refunds).set({ state: 'failed' });
  order = await paidOrder(market.emulator, market.oneStall);
  await db
    .update(legs)
    .set({ paidAt: sql`now()` })
    .where(eq(legs.id, order.legId));
  about = `receipt:${order.legId}`;
});

const mailRow = async () => {
  const [row] = await (await getDb()).select().from(mails).where(eq(mails.about, about));
  if (!row) throw new Error('no mail');
  return row;
};
const header = (raw: string, name: string) =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(raw)?.[1]?.trim();

/** Lets the pause before the next try pass. */
const pausePassed = async () =>
  (await getDb()).update(mails).set({ nextAt: sql`now() - interval '1 second'` });

describe('a receipt by e-mail', () => {
  it('is due once its leg is paid, and goes to its buyer once', async () => {
    expect(await dueMails()).toEqual([about]);
    await sendMail(about);
    await sendMail(about);
    await Promise.all([sendMail(about), sendMail(about)]);
    expect(post.arrived).toHaveLength(1);
    expect(post.arrived[0]?.to).toBe(order.buyer.email);
    expect(await dueMails()).toEqual([]);
    expect(await mailRow()).toMatchObject({ state: 'sent', tries: 1, problem: null });
  });

  it('says what was paid, in text and HTML, and names the card by its last digits alone', async () => {
    await sendMail(about);
    const mail = await mailRow();
    const receipt = await readReceipt(order.buyer.id, order.orderId, order.legId);
    for (const said of [
      'Thing 0',
      '$42.00',
      'Visa ending in 4242',
      order.chargeId,
      receipt?.statement,
    ]) {
      expect(mail.text).toContain(said);
      expect(mail.html).toContain(said);
    }
    const raw = post.arrived[0]?.raw ?? '';
    expect(raw).toMatch(/multipart\/alternative/);
    expect(header(raw, 'Subject')).toBe(mail.subject);
    expect(`${raw}${mail.html}`).not.toMatch(/a-password|sk_test|4242424242|_secret_/);
    expect(mail.html).not.toMatch(/<script|<img|src=/);
  });

  it('is written in the language that its buyer chose', async () => {
    const db = await getDb();
    await db.update(users).set({ language: 'ar' }).where(eq(users.id, order.buyer.id));
    const mail = await writeMail(about);
    expect(mail?.subject).toMatch(/^إيصالك من /);
    expect(mail?.html).toContain('<html lang="ar" dir="rtl">');
    // Only sellers' and banks' own words are left as they are.
    expect(mail?.text).not.toMatch(/Paid|Receipt|statement|Hello/);
    expect(mail?.text).toContain('42.00');
  });

  it('is written before it is sent: killed in between, it goes out as it was written', async () => {
    const written = await writeMail(about);
    expect(post.arrived).toEqual([]);
    // The next look of any process.
    expect(await dueMails()).toEqual([about]);
    await sendMail(about);
    expect(post.arrived).toHaveLength(1);
    expect(header(post.arrived[0]?.raw ?? '', 'Message-ID')).toBe(written?.messageId);
    expect(await (await getDb()).select().from(mails)).toHaveLength(1);
  });

  it('killed between the server’s word and ours, it goes again under the same Message-ID', async () => {
    await sendMail(about);
    await (
      await getDb()
    )
      .update(mails)
      .set({ state: 'waiting', leaseOwner: 'proc_of_before:run_1', sentAt: null });
    await pausePassed();
    await sendMail(about);
    expect(post.arrived).toHaveLength(2);
    const ids = post.arrived.map(({ raw }) => header(raw, 'Message-ID'));
    expect(new Set(ids).size).toBe(1);
  });

  it('is not sent by a second process while one sends it', async () => {
    await writeMail(about);
    await (
      await getDb()
    )
      .update(mails)
      .set({ leaseOwner: 'somebody', leaseUntil: sql`now() + interval '1 minute'` });
    await (await getDb()).execute(sql`insert into processes (name) values ('somebody')`);
    await sendMail(about);
    expect(post.arrived).toEqual([]);
    expect(await dueMails()).toEqual([]);
  });

  it('refused by the server, it waits and is tried again, as often as there is hope', async () => {
    post.refuse = 'try later';
    await sendMail(about);
    const waiting = await mailRow();
    expect(waiting).toMatchObject({ state: 'waiting', tries: 1, leaseOwner: null });
    expect(waiting.problem).toMatch(/451 try later/);
    expect(waiting.problem).not.toContain('a-password');
    expect(await readMail(waiting.id)).toMatchObject({ nextTryAt: waiting.nextAt.toISOString() });
    // Not before its pause has passed.
    expect(await dueMails()).toEqual([]);
    await sendMail(about);
    expect((await mailRow()).tries).toBe(1);
    await pausePassed();
    expect(await dueMails()).toEqual([about]);
    post.refuse = null;
    await sendMail(about);
    expect(await mailRow()).toMatchObject({ state: 'sent', tries: 2, problem: null });
    expect(await readMail(waiting.id)).toMatchObject({ nextTryAt: null });
    expect(post.arrived).toHaveLength(1);
  });

  it('is left to the operator after the last try', async () => {
    await writeMail(about);
    await (await getDb()).update(mails).set({ tries: 18 });
    post.refuse = 'never';
    await sendMail(about);
    expect(await mailRow()).toMatchObject({ state: 'failed', tries: 19 });
    expect(await dueMails()).toEqual([]);
    expect((await listMails(1)).rows[0]).toMatchObject({
      state: 'failed',
      recipient: order.buyer.email,
    });
  });
});

it('money given back is told once it is back, not before', async () => {
  await sendMail(about);
  const asked = await askRefund(order.buyer, order, {
    number: 1,
    amount: '12.00',
    reason: 'changed_mind',
    note: '<b>please</b>',
  });
  if (!asked.ok) throw new Error(asked.message);
  expect(await dueMails()).toEqual([]);
  const refundId = asked.value.refundId;
  await decideRefund(await operator(), refundId, { decision: 'grant', answer: '' });
  await sendRefund(refundId);
  expect(await dueMails()).toEqual([`refund:${refundId}`]);
  await sendMail(`refund:${refundId}`);
  await sendMail(`refund:${refundId}`);
  expect(post.arrived.map(({ to }) => to)).toEqual([order.buyer.email, order.buyer.email]);
  const [newest] = (await listMails(1)).rows;
  const mail = await readMail(newest?.id ?? '');
  expect(mail?.subject).toMatch(/^\$12\.00 back from Stall 0/);
  const receipt = await readReceipt(order.buyer.id, order.orderId, order.legId);
  expect(receipt?.refunds.map(({ amount }) => amount.text)).toEqual(['$12.00']);
  expect(receipt?.refunded?.text).toBe('$12.00');
});

it('a receipt is its buyer’s, and there is none of what is not paid', async () => {
  const somebody = await newBuyer();
  expect(await readReceipt(somebody.id, order.orderId, order.legId)).toBeNull();
  const other = await paidOrder(market.emulator, market.oneStall);
  expect(await readReceipt(order.buyer.id, order.orderId, other.legId)).toBeNull();
  await (await getDb()).update(legs).set({ state: 'processing', paidAt: null });
  expect(await readReceipt(order.buyer.id, order.orderId, order.legId)).toBeNull();
  await sendMail(about);
  expect(post.arrived).toEqual([]);
});

it('what people typed is text in a mail, never markup', () => {
  expect(escapeHtml(`<a href="x" o='y'>&`)).toBe('&lt;a href=&quot;x&quot; o=&#39;y&#39;&gt;&amp;');
});
