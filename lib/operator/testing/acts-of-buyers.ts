/** For tests only: what a buyer does, as the use-cases of the shop do it, and what it was about. */
import type { ActAbout, ActKind } from '../../model/act';
import type { SessionUser } from '../../model/views';
import { openShop } from '../../onboarding/open-shop';
import { applicationForm } from '../../onboarding/requests';
import { cancelOrder } from '../../payments/cancel-order';
import { askRefund } from '../../payments/refunds/ask-refund';
import { retryLeg } from '../../payments/retry-leg';
import { paidOrder } from '../../payments/testing/after-sale';
import { placedTogether } from '../../payments/testing/all-or-nothing';
import { asked, press } from '../../payments/testing/authentication';
import { askForPlus, beginPlus } from '../../payments/testing/membership';
import { firstLeg, placed } from '../../payments/testing/orders';
import { newBuyer, saveCard, type Stall } from '../../payments/testing/shop';
import { removeMethod } from '../../payments/wallet/remove-method';
import { seedPeople } from '../../session/seed-people';
import { signInDemo } from '../../session/sign-in-demo';
import { authenticateSubscription } from '../../subscriptions/authenticate-subscription';
import { changeSubscription, type ChangeRequest } from '../../subscriptions/changes/ask-change';
import { payWith } from '../../subscriptions/changes/pay-with';
import { checkOut } from '../../subscriptions/checkout';
import { convergeSubscription } from '../../subscriptions/read-subscription';
import { leaveStart, startAgain } from '../../subscriptions/starts/start-again';
import { replaceMethod } from '../../subscriptions/removal/move-to-method';
import { retrySyncs } from '../../subscriptions/sync/retry-syncs';
import { inPage, readInvoices } from '../../subscriptions/testing/life';
import { cartOf, planOf } from '../../subscriptions/testing/starts';
import { chargeTo } from '../../subscriptions/testing/subscribed';
import type { SyncHouse } from '../../subscriptions/testing/sync-house';

/** Who did it, and what the row of it has to name at least. */
export interface Done {
  readonly by: Pick<SessionUser, 'id' | 'role'>;
  readonly about: ActAbout;
}

type KindOfBuyer = Extract<
  ActKind,
  | `order_${string}`
  | `subscription_${string}`
  | 'signed_in_by_demo'
  | 'shop_opened'
  | 'plus_begun'
  | 'card_removed'
  | 'card_chosen'
  | 'invoice_paid'
  | 'sync_tried_again'
  | 'refund_asked'
  | 'payment_tried_again'
  | 'confirmation_begun'
>;

const application = applicationForm.parse({
  ...{ name: 'Paula’s Prints', sells: 'Lino prints of birds', place: 'Portland' },
  ...{ country: 'US', statementName: '' },
});

export function actsOfBuyers(house: SyncHouse): Record<KindOfBuyer, () => Promise<Done>> {
  const stalls = () => house.market.oneStall;

  /** A buyer who asks this of their subscription, after what `first` has made of it. */
  async function change(
    request: ChangeRequest,
    first: (of: Awaited<ReturnType<SyncHouse['subscribed']>>) => Promise<unknown> = async () => {},
  ): Promise<Done> {
    const of = await house.subscribed();
    await first(of);
    await changeSubscription(of.buyer, of.mirror.id, request);
    return { by: of.buyer, about: { subscriptionId: of.mirror.id } };
  }

  return {
    async signed_in_by_demo() {
      await seedPeople();
      const signedIn = await signInDemo(new Headers(), 'jenny');
      if (!signedIn) throw new Error('nobody is signed in');
      return { by: signedIn.user, about: {} };
    },
    async shop_opened() {
      const by = await newBuyer();
      const shop = await openShop(by, application);
      if (!shop.ok) throw new Error(shop.message);
      return { by: { ...by, role: 'seller' }, about: { sellerId: shop.value } };
    },
    async order_placed() {
      const { buyer, orderId } = await placed(house.emulator, stalls());
      return { by: buyer, about: { orderId } };
    },
    async order_canceled() {
      const { buyer, orderId } = await placedTogether(house.emulator, house.market.stalls);
      await cancelOrder(buyer, orderId);
      return { by: buyer, about: { orderId } };
    },
    async plus_begun() {
      const by = await newBuyer();
      return { by, about: { membershipId: (await beginPlus(by)).membershipId } };
    },
    async card_removed() {
      const by = await newBuyer();
      const card = await saveCard(house.emulator, by, 'pm_card_visa');
      await removeMethod(by, card.id);
      return { by, about: { savedMethodId: card.id } };
    },
    subscription_canceled: () => change({ kind: 'cancel_now' }),
    subscription_resumed: () =>
      change({ kind: 'resume' }, ({ buyer, mirror }) =>
        changeSubscription(buyer, mirror.id, { kind: 'cancel_at_period_end' }),
      ),
    subscription_changed: () => change({ kind: 'quantity', quantity: 2 }),
    subscription_kept: () =>
      change({ kind: 'keep_quantity' }, async ({ buyer, mirror }) => {
        // The bank wants the difference to be confirmed.
        await chargeTo(house.emulator, mirror, 'pm_card_authenticationRequired');
        await convergeSubscription(mirror.id);
        await changeSubscription(buyer, mirror.id, { kind: 'quantity', quantity: 3 });
      }),
    async subscription_left() {
      const { buyer, of } = await refusedStart(house);
      await leaveStart(buyer, of);
      return { by: buyer, about: of };
    },
    async invoice_paid() {
      const { buyer, mirror } = await house.subscribed(1, 'pm_card_chargeCustomerFail');
      const accountInvoiceId = (await readInvoices(mirror.id))[0]?.accountInvoiceId as never;
      await changeSubscription(buyer, mirror.id, { kind: 'pay_invoice', accountInvoiceId });
      return { by: buyer, about: { subscriptionId: mirror.id } };
    },
    async card_chosen() {
      const { buyer, card, mirror } = await house.subscribed();
      const other = await saveCard(house.emulator, buyer, 'pm_card_mastercard');
      await payWith(buyer, mirror.id, other.id);
      const about = { savedMethodId: card.id, newMethodId: other.id };
      return { by: buyer, about: { ...about, subscriptionId: mirror.id } };
    },
    async sync_tried_again() {
      const { buyer, card } = await house.subscribed();
      const to = (await saveCard(house.emulator, buyer, 'pm_card_mastercard')).id;
      const moved = await replaceMethod(buyer, { from: card.id, to });
      if (!moved.ok) throw new Error(moved.message);
      await retrySyncs(buyer, moved.value.changeId);
      return { by: buyer, about: { changeId: moved.value.changeId } };
    },
    async refund_asked() {
      const order = await paidOrder(house.emulator, stalls());
      const refund = await askRefund(order.buyer, order, {
        ...{ number: 1, amount: 'all', reason: 'other', note: '' },
      });
      if (!refund.ok) throw new Error(refund.message);
      const { orderId, legId } = order;
      return { by: order.buyer, about: { refundId: refund.value.refundId, orderId, legId } };
    },
    async payment_tried_again() {
      const order = await paidOrder(house.emulator, stalls(), 'pm_card_chargeCustomerFail');
      const { buyer, card, orderId, legId } = order;
      await retryLeg(buyer, { orderId, legId }, { savedMethodId: card.id, attempt: 1 });
      return { by: buyer, about: { orderId, legId } };
    },
    async confirmation_begun() {
      const order = await asked(house.emulator, stalls() as readonly Stall[]);
      await press(order);
      return { by: order.buyer, about: { orderId: order.orderId, legId: firstLeg(order) } };
    },
  };
}

/** Other ways to the same kinds. */
export const moreOfBuyers = (
  house: SyncHouse,
): readonly (readonly [what: string, kind: ActKind, doing: () => Promise<Done>])[] => [
  [
    'a subscription that could not begin, tried again',
    'payment_tried_again',
    async () => {
      const { buyer, card, of } = await refusedStart(house);
      await startAgain(buyer, of, { savedMethodId: card.id, attempt: 1 });
      return { by: buyer, about: { ...of, savedMethodId: card.id } };
    },
  ],
  [
    'a year of Plus, declined and paid with another card',
    'payment_tried_again',
    async () => {
      const by = await newBuyer();
      const [bad, good] = [
        await saveCard(house.emulator, by, 'pm_card_chargeCustomerFail'),
        await saveCard(house.emulator, by, 'pm_card_visa'),
      ];
      await askForPlus(by, bad.id);
      await askForPlus(by, good.id);
      return { by, about: { savedMethodId: good.id } };
    },
  ],
  [
    'all that a card pays, moved to another',
    'card_chosen',
    async () => {
      const { buyer, card } = await house.subscribed(2);
      const to = (await saveCard(house.emulator, buyer, 'pm_card_mastercard')).id;
      const move = { from: card.id, to };
      await replaceMethod(buyer, move);
      await replaceMethod(buyer, move);
      return { by: buyer, about: { savedMethodId: card.id, newMethodId: to } };
    },
  ],
  [
    'a payment of a subscription that its bank asks about',
    'confirmation_begun',
    async () => {
      const { buyer, mirror } = await house.subscribed(1, 'pm_card_authenticationRequired');
      await authenticateSubscription(buyer, mirror.id, inPage);
      return { by: buyer, about: { subscriptionId: mirror.id } };
    },
  ],
];

/** A subscription whose card was refused on its way to the seller. */
async function refusedStart(house: SyncHouse) {
  const buyer = await newBuyer();
  const card = await saveCard(house.emulator, buyer, 'pm_card_visa');
  const path = '/v1/payment_methods';
  await house.emulator.fault({ method: 'POST', path, action: 'fail', status: 400, times: 1 });
  const quote = await cartOf(buyer, house.plans.slice(0, 1));
  const order = await checkOut(buyer, { quote, savedMethodId: card.id });
  if (!order.ok) throw new Error(order.message);
  const { orderId } = order.value;
  const { id: subscriptionId } = await planOf({ buyer, orderId });
  return { buyer, card, of: { orderId, subscriptionId } };
}
