/** What is charged again and again, and what the platform sells itself. */
import type { Records } from '../engine/records';
import type { Flow, Shop } from './flow';
import { policy, good, buyerWithCard, expectCount, expectPaid } from './flow-steps';

export const subscribe: Flow = {
  name: 'subscribe beside goods',
  every: 2,
  async prepare(shop) {
    const { buyer, methodId } = await buyerWithCard(shop, 'pm_card_visa');
    const [goods] = await shop.engine.do('shelf');
    const [plan] = await shop.engine.do('plans');
    if (!goods || !plan) throw new Error('there are no goods or no plans');
    const quote = await shop.engine.do('fillCart', buyer, [goods, plan]);
    const press = async ({ engine }: Shop) => {
      const request = { quote, savedMethodId: methodId, policy } as const;
      good(await engine.do('startCheckout', buyer, request));
    };
    return {
      buyerId: buyer.id,
      run: press,
      again: press,
      problems: (records) => [
        ...expectPaid(records, 1),
        ...expectCount('subscriptions', records.subscriptions.length, 1),
        ...expectCount('kept clones', records.clones.length, 1),
        ...records.subscriptions
          .filter(({ status }) => status !== 'active')
          .map(({ id, state, status }) => `subscription ${id} is ${state}, ${String(status)}`),
      ],
    };
  },
};

export const plus: Flow = {
  name: 'buy Plus with a new card',
  async prepare({ engine }) {
    const buyer = await engine.do('person', 'buyer');
    const buy = async (shop: Shop) => {
      const begun = await shop.engine.do('startMembership', buyer);
      if (isMember(begun)) return;
      const { membershipId, clientSecret } = good(begun);
      const [id = ''] = clientSecret?.split('_secret_') ?? [];
      const { paymentIntents } = shop.platform.stripe;
      await paymentIntents.confirm(id, {
        payment_method: 'pm_card_visa',
        return_url: 'https://souk.example/plus',
      });
      good(await shop.engine.do('finishMembership', buyer, membershipId));
    };
    return { buyerId: buyer.id, run: buy, again: buy, problems: expectPlus };
  },
};

export const plusAgain: Flow = {
  name: 'buy Plus with a saved card',
  async prepare(shop) {
    const { buyer, methodId } = await buyerWithCard(shop, 'pm_card_visa');
    const buy = async ({ engine }: Shop) => {
      const begun = await engine.do('startMembership', buyer, methodId);
      if (!isMember(begun)) good(begun);
    };
    return { buyerId: buyer.id, run: buy, again: buy, problems: expectPlus };
  },
};

const isMember = (begun: { ok: boolean; reason?: string }) => begun.reason === 'member_already';

const expectPlus = ({ memberships, methods }: Records) => [
  ...expectCount('years of Plus', memberships.filter(({ state }) => state === 'paid').length, 1),
  ...expectCount('saved cards', methods.length, 1),
];
