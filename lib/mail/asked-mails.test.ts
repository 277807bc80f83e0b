/** A bank asks for its buyer and nobody answers: the link for later goes by e-mail. */
import { and, desc, eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatTime } from '../language/formats';
import type { MailAbout } from '../model/mail';
import { cancelOrder } from '../payments/cancel-order';
import { convergeLeg } from '../payments/converge-leg';
import { endUnanswered } from '../payments/end-unanswered';
import { payLegs } from '../payments/pay-leg';
import { resumeLeg } from '../payments/resume-leg';
import { startCheckout } from '../payments/start-checkout';
import { placedTogether } from '../payments/testing/all-or-nothing';
import { asked, atBank, back, legOf, press } from '../payments/testing/authentication';
import { openMarket } from '../payments/testing/market';
import {
  firstLeg,
  minutesAgo,
  placed,
  readLeg,
  rewind,
  type Placed,
} from '../payments/testing/orders';
import { fillCart, newBuyer, saveCard } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { attempts, legs, mails, milestones, sellers, users } from '../store/schema';
import { dueMails } from './due-mails';
import { sendMail } from './send-mail';
import { openPost } from './testing/post';
import { writeMail } from './write-mail';

const post = await openPost();
const market = openMarket(2);
const strict = 'pm_card_authenticationRequired';

beforeAll(async () => {
  await dueMails();
  await (await getDb()).update(milestones).set({ at: minutesAgo(3 * 1_440) });
});
beforeEach(async () => {
  const db = await getDb();
  await db.delete(mails);
  // What other tests left does not belong to this one.
  await db.update(legs).set({ state: 'canceled' });
});

/** Lets the bank have asked so long ago, at the attempt that counts now. */
async function waited({ legIds }: Pick<Placed, 'legIds'>, minutes = 6): Promise<MailAbout> {
  const db = await getDb();
  const [newest] = await db
    .select({ id: attempts.id })
    .from(attempts)
    .innerJoin(legs, and(eq(legs.id, attempts.legId), eq(legs.state, 'action_needed')))
    .where(eq(legs.orderId, sql`(select order_id from legs where id = ${legIds[0]})`))
    .orderBy(desc(attempts.number))
    .limit(1);
  if (!newest) throw new Error('no bank asks');
  await db
    .update(attempts)
    .set({ finishedAt: minutesAgo(minutes) })
    .where(eq(attempts.id, newest.id));
  return `action_needed:${newest.id}`;
}

async function confirm(order: Placed) {
  await press(order);
  await atBank(market.emulator, order, 'authenticate');
  await back(order);
  expect((await legOf(order)).state).toBe('paid');
}

const rowOf = async (about: MailAbout) => {
  const rows = await (await getDb()).select().from(mails).where(eq(mails.about, about));
  expect(rows).toHaveLength(1);
  return rows[0] as (typeof rows)[number];
};
const received = (about: MailAbout) => dueMails().then((due) => due.includes(about));

describe('a mail that asks for the buyer', () => {
  it('is due once the bank has waited for some minutes, and goes out once', async () => {
    const order = await asked(market.emulator, market.oneStall);
    expect(await dueMails()).toEqual([]);
    await waited(order, 4);
    expect(await dueMails()).toEqual([]);
    const about = await waited(order);
    expect(await dueMails()).toEqual([about]);
    // Two workers, and one that comes late.
    await Promise.all([sendMail(about), sendMail(about)]);
    await sendMail(about);
    expect(post.arrived.map(({ to }) => to)).toEqual([order.buyer.email]);
    expect(await rowOf(about)).toMatchObject({ state: 'sent', kind: 'action_needed' });
    expect(await dueMails()).toEqual([]);
  });

  it('says whom, how much, what follows and by when, and opens nothing by itself', async () => {
    const order = await asked(market.emulator, market.oneStall);
    const about = await waited(order);
    await sendMail(about);
    const mail = await rowOf(about);
    const { attempt } = await readLeg(firstLeg(order));
    const end = new Date(attempt.createdAt.getTime() + 86_400_000);
    for (const said of [
      'Stall 0',
      '$42.00',
      'Visa ending in 3184',
      'is given up',
      `${formatTime(end, 'en')} UTC`,
    ]) {
      expect(mail.text).toContain(said);
      expect(mail.html).toContain(said);
    }
    const page = `http://localhost:3000/orders/${order.orderId}#leg-${firstLeg(order)}`;
    expect(mail.text.match(/https?:\S+/g)).toEqual([page]);
    expect([...mail.html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([page]);
    const raw = post.arrived[0]?.raw ?? '';
    expect(`${raw}${mail.html}${mail.text}`).not.toMatch(/_secret_|pi_|[?&]\w+=|sk_test|<script/);
  });

  it.each([
    ['en', /^Please confirm /],
    ['fr', /^Veuillez confirmer /],
    ['ja', /ご確認ください/],
    ['ar', /^يُرجى تأكيد /],
  ] as const)('is written in %s, where its buyer chose that', async (language, subject) => {
    const order = await asked(market.emulator, market.oneStall);
    await (await getDb()).update(users).set({ language }).where(eq(users.id, order.buyer.id));
    const mail = await writeMail(await waited(order));
    expect(mail?.subject).toMatch(subject);
    expect(mail?.html).toContain(`<html lang="${language}"`);
    expect(/Hello|nothing|sign in|asks for/.test(String(mail?.text))).toBe(language === 'en');
  });

  it('is found whoever heard of the question: the request, the sweeper or an event', async () => {
    const buyer = await newBuyer();
    const card = await saveCard(market.emulator, buyer, strict);
    const quote = await fillCart(buyer, market.oneStall);
    const bought = await startCheckout(buyer, { quote, savedMethodId: card.id });
    if (!bought.ok) throw new Error(bought.message);
    const db = await getDb();
    const [leg] = await db.select().from(legs).where(eq(legs.orderId, bought.value.orderId));
    if (!leg) throw new Error('no leg');
    const byRequest = await waited({ legIds: [leg.id] });

    const swept = await placed(market.emulator, market.oneStall, strict);
    await resumeLeg(firstLeg(swept));
    const bySweeper = await waited(swept);

    const told = await asked(market.emulator, market.oneStall);
    const { accountId, attempts: tries } = await legOf(told);
    const paymentIntentId = tries[0]?.paymentIntentId as never;
    await rewind(firstLeg(told), { state: 'processing' }, { paymentIntentId });
    expect(await convergeLeg({ accountId, paymentIntentId } as never)).toBe('converged');
    const byEvent = await waited(told);

    const due = await dueMails();
    expect(new Set(due)).toEqual(new Set([byRequest, bySweeper, byEvent]));
  });

  it('is not written where its buyer confirmed in time', async () => {
    const order = await asked(market.emulator, market.oneStall);
    const about = await waited(order);
    await confirm(order);
    expect(await received(about)).toBe(false);
    expect(await writeMail(about)).toBeNull();
  });

  it('is not written about a seller whose account has left since', async () => {
    const order = await asked(market.emulator, market.oneStall);
    const about = await waited(order);
    const db = await getDb();
    await db.update(sellers).set({ leftAt: new Date() });
    expect(await received(about)).toBe(false);
    expect(await writeMail(about)).toBeNull();
    await db.update(sellers).set({ leftAt: null });
    expect(await received(about)).toBe(true);
  });

  it('comes once more when the buyer has tried again and left the bank open', async () => {
    const order = await asked(market.emulator, market.oneStall);
    const first = await waited(order);
    await sendMail(first);
    await press(order);
    expect((await legOf(order)).atTheBank).toBe(true);
    expect(await dueMails()).toEqual([]);
    const second = await waited(order);
    expect(second).not.toBe(first);
    expect(await dueMails()).toEqual([second]);
  });

  it('killed after it was written, it goes out as it was written', async () => {
    const about = await waited(await asked(market.emulator, market.oneStall));
    const written = await writeMail(about);
    expect(post.arrived).toEqual([]);
    expect(await dueMails()).toEqual([about]);
    await sendMail(about);
    expect(post.arrived).toHaveLength(1);
    expect(post.arrived[0]?.raw).toContain(written?.messageId);
  });
});

describe('written, and not sent any more', () => {
  const ends: [why: string, end: (order: Placed) => Promise<unknown>][] = [
    ['paid', confirm],
    [
      'given up',
      async (order) => {
        await (await getDb()).update(attempts).set({ createdAt: minutesAgo(1_441) });
        expect(await endUnanswered(firstLeg(order))).toBe(true);
      },
    ],
    ['at the bank by another attempt', (order) => press(order)],
  ];
  it.each(ends)('once the leg is %s', async (_, end) => {
    const order = await asked(market.emulator, market.oneStall);
    const about = await waited(order);
    post.refuse = 'try later';
    await sendMail(about);
    expect(await rowOf(about)).toMatchObject({ state: 'waiting', tries: 1 });
    await end(order);
    await (await getDb()).update(mails).set({ nextAt: minutesAgo(1) });
    post.refuse = null;
    expect(await received(about)).toBe(true);
    await sendMail(about);
    expect(post.arrived).toEqual([]);
    expect(await rowOf(about)).toMatchObject({ state: 'outdated', leaseOwner: null });
    expect(await received(about)).toBe(false);
  });
});

describe('all or nothing', () => {
  it('says that the whole order is canceled within the hour, until it is', async () => {
    const order = await placedTogether(market.emulator, market.stalls, strict);
    await payLegs(order.legIds);
    const about = await waited(order);
    expect(await dueMails()).toEqual([about]);
    const mail = await writeMail(about);
    const db = await getDb();
    const rows = await db.select().from(legs).where(eq(legs.orderId, order.orderId));
    const touched = Math.max(...rows.map(({ updatedAt }) => updatedAt.getTime()));
    const end = new Date(touched + 3_600_000);
    expect(mail?.text).toContain(`the whole order is canceled on ${formatTime(end, 'en')} UTC`);
    expect(mail?.text).toContain('Stall 1');
    expect(mail?.text).toContain('€12.00');
    expect(await cancelOrder(order.buyer, order.orderId)).toMatchObject({ ok: true });
    await sendMail(about);
    expect(post.arrived).toEqual([]);
    expect((await rowOf(about)).state).toBe('outdated');
  });
});
