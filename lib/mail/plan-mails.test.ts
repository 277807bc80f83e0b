/** Receipts of what is paid without a leg, and mails that were given up. */
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prepareQueues } from '../jobs/boss';
import type { Language } from '../language/languages';
import { finishMembership } from '../payments/plus/finish-membership';
import { operator } from '../payments/testing/after-sale';
import { beginPlus, membershipRow, payWith } from '../payments/testing/membership';
import { openMarket } from '../payments/testing/market';
import { newBuyer, saveCard } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { acts, mails, users } from '../store/schema';
import { convergeSubscription } from '../subscriptions/read-subscription';
import { passPeriod, readInvoices } from '../subscriptions/testing/life';
import { makeMirror, openPlan, type PlanStall } from '../subscriptions/testing/mirrors';
import { workView } from '../work/list-work';
import { tryAgain } from '../work/try-again';
import { dueMails } from './due-mails';
import { sendMail } from './send-mail';
import { writeMail } from './write-mail';

const market = openMarket(1);
let plan: PlanStall;

beforeAll(async () => {
  await prepareQueues();
  // Mails begin now; nobody gets one about what was paid before.
  await dueMails();
  plan = await openPlan(market.emulator, market.oneStall[0] as never);
});
beforeEach(async () => {
  const db = await getDb();
  await db.delete(mails);
});

async function reader(language: Language | null = null) {
  const buyer = await newBuyer();
  await (await getDb()).update(users).set({ language }).where(eq(users.id, buyer.id));
  return buyer;
}

async function subscribed(language: Language | null = null, of = plan) {
  const buyer = await reader(language);
  const card = await saveCard(market.emulator, buyer, 'pm_card_visa');
  const mirror = await makeMirror(market.emulator, buyer, card, of);
  await convergeSubscription(mirror.id);
  const [invoice] = await readInvoices(mirror.id);
  if (!invoice) throw new Error('no invoice');
  return { buyer, mirror, invoice };
}

describe('the receipt of a plan', () => {
  it('goes to its buyer for the first payment, once, and for each renewal', async () => {
    const { buyer, mirror, invoice } = await subscribed();
    const about = `plan:${invoice.accountInvoiceId}` as const;
    expect(await dueMails()).toContain(about);
    await Promise.all([sendMail(about), sendMail(about)]);
    const rows = await (await getDb()).select().from(mails).where(eq(mails.about, about));
    expect(rows).toHaveLength(1);
    const [mail] = rows;
    expect(mail).toMatchObject({ kind: 'plan', recipient: buyer.email, legId: null });
    for (const said of [
      '$42.00',
      'Visa ending in 4242',
      String(invoice.number),
      String(invoice.chargeId),
      `/subscriptions/${mirror.id}`,
      'every month',
    ]) {
      expect(mail?.text).toContain(said);
      expect(mail?.html).toContain(said);
    }
    expect(await dueMails()).not.toContain(about);

    await passPeriod(market.emulator, mirror);
    await convergeSubscription(mirror.id);
    const renewal = (await readInvoices(mirror.id)).at(-1);
    expect(await dueMails()).toContain(`plan:${String(renewal?.accountInvoiceId)}`);
  });

  it('is written in the language that its buyer chose', async () => {
    const { invoice } = await subscribed('fr');
    const mail = await writeMail(`plan:${invoice.accountInvoiceId}`);
    expect(mail?.subject).toMatch(/^Votre reçu de /);
    // A plan's name is its seller's own.
    expect(mail?.text).not.toMatch(/Paid|Receipt|statement|Hello|Next/);
  });

  it('is not written of a trial, where nothing was paid', async () => {
    const trial = await openPlan(market.emulator, market.oneStall[0] as never, { trialDays: 14 });
    const { invoice } = await subscribed(null, trial);
    const about = `plan:${invoice.accountInvoiceId}` as const;
    expect(await dueMails()).not.toContain(about);
    expect(await writeMail(about)).toBeNull();
  });
});

describe('the receipt of Souk Plus', () => {
  it.each([
    ['en', /^Your receipt for Souk Plus/],
    ['ja', /^Souk Plusの領収書/],
  ] as const)('goes to a new member, in %s', async (language, subject) => {
    const buyer = await reader(language);
    const { membershipId, intentId } = await beginPlus(buyer);
    const about = `plus:${membershipId}` as const;
    expect(await writeMail(about)).toBeNull();
    await payWith(market.emulator, intentId);
    await finishMembership(buyer, membershipId);
    expect(await dueMails()).toContain(about);
    const mail = await writeMail(about);
    expect(mail?.subject).toMatch(subject);
    expect(mail).toMatchObject({ kind: 'plus', recipient: buyer.email });
    expect(mail?.text).toContain('$24.00');
    expect(mail?.text).toContain(String((await membershipRow(membershipId)).platformChargeId));
  });
});

describe('a mail that was given up', () => {
  it('stands on the operator’s desk, and is tried anew under the same Message-ID', async () => {
    const { invoice } = await subscribed();
    const about = `plan:${invoice.accountInvoiceId}` as const;
    const mail = await writeMail(about);
    if (!mail) throw new Error('no mail');
    const db = await getDb();
    const lost = { state: 'failed', tries: 19, problem: '451 never' } as const;
    await db.update(mails).set(lost).where(eq(mails.id, mail.id));
    expect((await workView()).stopped).toMatchObject([
      { ref: { mailId: mail.id }, title: 'Send an e-mail', canTry: true, reason: '451 never' },
    ]);

    const olu = { id: (await operator()).id, role: 'operator' } as const;
    const pressed = await Promise.all([
      tryAgain(olu, { mailId: mail.id }),
      tryAgain(olu, { mailId: mail.id }),
    ]);
    expect(pressed.filter(({ ok }) => ok)).toHaveLength(1);
    const [row] = await db.select().from(mails).where(eq(mails.id, mail.id));
    expect(row).toMatchObject({ state: 'waiting', tries: 0, messageId: mail.messageId });
    expect(await dueMails()).toContain(about);
    expect((await workView()).stopped).toEqual([]);
    const log = await db.select().from(acts).where(eq(acts.actorId, olu.id));
    expect(log).toMatchObject([{ kind: 'mail_tried_again', about: { mailId: mail.id } }]);
  });
});
