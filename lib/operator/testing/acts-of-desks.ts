/** For tests only: what sellers and operators do on their desks, as the use-cases behind them do it. */
import { eq } from 'drizzle-orm';
import { readOwnProduct } from '../../catalog/own-goods';
import { createProduct, editProduct, type ProductEdit } from '../../catalog/write-product';
import { writeMail } from '../../mail/write-mail';
import type { ActKind } from '../../model/act';
import { money } from '../../model/money';
import type { SellerUser } from '../../model/views';
import { changeShop } from '../../onboarding/change-shop';
import { linkToStripe } from '../../onboarding/link-to-stripe';
import { shopWords } from '../../onboarding/requests';
import { writeEvidence } from '../../payments/disputes/write-evidence';
import { endStoppedLeg } from '../../payments/end-stopped-leg';
import { payLegs } from '../../payments/pay-leg';
import { finishMembership } from '../../payments/plus/finish-membership';
import { askRefund } from '../../payments/refunds/ask-refund';
import { decideRefund } from '../../payments/refunds/decide-refund';
import { giveRefund } from '../../payments/refunds/give-refund';
import { operator, paidOrder } from '../../payments/testing/after-sale';
import { disputedOrder } from '../../payments/testing/disputed';
import { beginPlus, payWith } from '../../payments/testing/membership';
import { firstLeg, placed, readLeg, rewind } from '../../payments/testing/orders';
import { newBuyer, type Stall } from '../../payments/testing/shop';
import { workerOf } from '../../seller/testing';
import { getDb } from '../../store/client';
import { mails, memberships } from '../../store/schema';
import { repairMirrors } from '../../subscriptions/drift/repair-mirrors';
import { chargeTo } from '../../subscriptions/testing/subscribed';
import type { SyncHouse } from '../../subscriptions/testing/sync-house';
import { startTestRun } from '../../test-data/start-test-run';
import { compareDay } from '../../work/compare-day';
import { tryAgain } from '../../work/try-again';
import type { actsOfBuyers, Done } from './acts-of-buyers';

type KindOfDesk = Exclude<ActKind, keyof ReturnType<typeof actsOfBuyers>>;

const words = {
  ...{ name: 'Vase', description: 'A vase.', category: 'home', delivery: '' },
  pictures: ['/goods/noodle-bowl.svg'],
};

export function actsOfDesks(house: SyncHouse): Record<KindOfDesk, () => Promise<Done>> {
  const stall = () => house.market.oneStall[0] as Stall;
  const refundNumbered = { number: 1, amount: 'all' } as const;

  /** A new product of somebody new at the stall. */
  async function product() {
    const by = await workerOf(stall());
    const made = await createProduct(by, { ...words, price: '40', stock: 9, interval: null });
    if (!made.ok) throw new Error(made.message);
    return { by, productId: made.value.productId };
  }

  /** The same, changed; with what it cost. */
  async function edited(typed: string, more: Partial<ProductEdit> = {}) {
    const { by, productId } = await product();
    const [kind] = (await readOwnProduct(by.seller.id, productId))?.kinds ?? [];
    const kinds = [{ id: kind?.id as never, price: typed, stock: 9, stockWas: 9, name: 'Small' }];
    const done = await editProduct(by, productId, { ...words, hidden: false, kinds, ...more });
    if (!done.ok) throw new Error(done.message);
    return { by, about: { productId, sellerId: by.seller.id } };
  }

  /** What a buyer has asked for, decided. */
  async function decided(decision: 'grant' | 'decline', by: Done['by'] | SellerUser) {
    const order = await paidOrder(house.emulator, [stall()]);
    const reason = { reason: 'other', note: '' } as const;
    const asked = await askRefund(order.buyer, order, { ...refundNumbered, ...reason });
    if (!asked.ok) throw new Error(asked.message);
    await decideRefund(by, asked.value.refundId, { decision, answer: '' });
    return { by, about: { refundId: asked.value.refundId, orderId: order.orderId } };
  }

  return {
    refund_granted: async () => decided('grant', await operator()),
    refund_declined: async () => decided('decline', await workerOf(stall())),
    async refund_given() {
      const { legId } = await paidOrder(house.emulator, [stall()]);
      const by = await workerOf(stall());
      await giveRefund(by, legId, { ...refundNumbered, answer: '' });
      return { by, about: { legId } };
    },
    async refund_sent_again() {
      const buyer = await newBuyer();
      const { membershipId, intentId } = await beginPlus(buyer);
      await payWith(house.emulator, intentId);
      await finishMembership(buyer, membershipId);
      const db = await getDb();
      const failed = { refundState: 'failed' } as const;
      await db.update(memberships).set(failed).where(eq(memberships.id, membershipId));
      const by = await operator();
      await tryAgain(by, { membershipId });
      return { by, about: { membershipId } };
    },
    async payment_ended() {
      const order = await placed(house.emulator, [stall()]);
      const legId = firstLeg(order);
      await payLegs([legId]);
      const { leg, attempt } = await readLeg(legId);
      const { paymentIntentId } = attempt;
      const changed = { metadata: { leg: 'leg_00000000000000000000' } };
      const on = { stripeAccount: leg.accountId };
      await house.emulator.stripe.paymentIntents.update(String(paymentIntentId), changed, on);
      await rewind(legId, { state: 'processing' }, { paymentIntentId });
      await payLegs([legId]);
      const by = await operator();
      await endStoppedLeg(by, legId);
      return { by, about: { legId, orderId: order.orderId } };
    },
    async evidence_sent() {
      const { disputeId, legId } = await disputedOrder(house.emulator, stall());
      const by = await workerOf(stall());
      const evidence = { uncategorized_text: 'It was sent.' };
      await writeEvidence(by, disputeId, { evidence, files: [], submit: true });
      return { by, about: { disputeId, legId } };
    },
    async product_made() {
      const { by, productId } = await product();
      return { by, about: { productId, price: money(4_000, 'usd') } };
    },
    product_changed: () => edited('40'),
    async price_changed() {
      const { by, about } = await edited('42');
      const prices = { priceBefore: money(4_000, 'usd'), price: money(4_200, 'usd') };
      return { by, about: { ...about, ...prices } };
    },
    async kind_added() {
      const newKinds = [{ name: 'Large', price: '55', stock: 3 }];
      const { by, about } = await edited('40', { newKinds });
      return { by, about: { ...about, price: money(5_500, 'usd') } };
    },
    async shop_changed() {
      const by = await workerOf(stall());
      const said = { tagline: 'Mugs, thrown', about: '', place: 'Kyoto', statementName: '' };
      await changeShop(by, shopWords.parse(said));
      return { by, about: { sellerId: by.seller.id } };
    },
    async stripe_form_opened() {
      const by = await workerOf(stall());
      await linkToStripe(by, by.seller.id);
      return { by, about: { sellerId: by.seller.id } };
    },
    async work_tried_again() {
      const order = await placed(house.emulator, [stall()]);
      const legId = firstLeg(order);
      await rewind(legId, { state: 'cloning' });
      const by = await operator();
      await tryAgain(by, { stalled: 'leg', id: legId });
      return { by, about: { legId } };
    },
    async mail_tried_again() {
      const { legId } = await paidOrder(house.emulator, [stall()]);
      const mail = await writeMail(`receipt:${legId}`);
      if (!mail) throw new Error('no mail');
      const db = await getDb();
      await db.update(mails).set({ state: 'failed' }).where(eq(mails.id, mail.id));
      const by = await operator();
      await tryAgain(by, { mailId: mail.id });
      return { by, about: { mailId: mail.id } };
    },
    async mirror_repaired() {
      const { mirror } = await house.subscribed();
      await chargeTo(house.emulator, mirror, 'pm_card_mastercard');
      const by = await operator();
      await repairMirrors(by, [mirror.id]);
      return { by, about: { subscriptionId: mirror.id } };
    },
    async day_compared() {
      const by = await operator();
      await compareDay(by, '2026-11-20');
      return { by, about: { day: '2026-11-20' } };
    },
    async test_data_made() {
      const by = await operator();
      const run = await startTestRun(by, 'week');
      if (!run.ok) throw new Error(run.message);
      return { by, about: { testRunId: run.value.testRunId } };
    },
  };
}
