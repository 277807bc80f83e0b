/** What is charged again and again, the card behind it, and what the platform sells itself. */
import type { SavedMethodId } from '../../lib/model/ids';
import { isSyncing } from '../../lib/model/recurring';
import type { SessionUser } from '../../lib/model/views';
import type { Records } from '../engine/records';
import { recordsOf } from './books';
import type { Flow, Shop } from './flow';
import { policy, good, save, buyerWithCard, expectCount, expectPaid } from './flow-steps';
import { until } from './until';

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

/** One buyer, sellers that charge their card again and again, and another card. */
async function subscribed(shop: Shop, { sellers = 2, testMethod = 'pm_card_visa' } = {}) {
  const { buyer, methodId } = await buyerWithCard(shop, testMethod);
  const plans = (await shop.engine.do('plans')).slice(0, sellers);
  const quote = await shop.engine.do('fillCart', buyer, plans);
  good(await shop.engine.do('startCheckout', buyer, { quote, savedMethodId: methodId, policy }));
  return { buyer, from: methodId, to: await save(shop, buyer, 'pm_card_mastercard') };
}

const hasFollowed = (buyer: SessionUser) => async (shop: Shop) =>
  until('the sellers have followed', async () => {
    // Others follow theirs in the same shop, and may have to wait longer.
    const { syncs, clones } = recordsOf(buyer.id, await shop.engine.do('readRecords'));
    const open = syncs.filter((row) => isSyncing(row.state));
    return !open.length && !clones.some((row) => row.unwantedAt && !row.detachedAt);
  });

/** Each subscription on the new card, with one clone, and every sync at its end. */
const expectSynced = (
  { subscriptions, syncs, clones }: Records,
  to: SavedMethodId,
  sellers = 2,
) => [
  ...expectCount('subscriptions', subscriptions.length, sellers),
  ...subscriptions
    .filter(({ savedMethodId }) => savedMethodId !== to)
    .map(({ id }) => `subscription ${id} is charged to the old card`),
  ...syncs
    .filter(({ state }) => state !== 'done' && state !== 'superseded')
    .map(({ id, state }) => `sync ${id} is ${state}`),
  ...expectCount('attached clones', clones.filter(({ detachedAt }) => !detachedAt).length, sellers),
];

export const sync: Flow = {
  name: 'replace a card that two sellers charge',
  every: 2,
  async prepare(shop) {
    const { buyer, from, to } = await subscribed(shop);
    const followed = hasFollowed(buyer);
    const press = async (where: Shop) => {
      good(await where.engine.do('replaceAndFollow', buyer, { from, to }));
      await followed(where);
    };
    return {
      buyerId: buyer.id,
      run: press,
      again: press,
      problems: (records) => expectSynced(records, to),
    };
  },
};

/** The first payment was declined: what is open is asked for with the new card. */
export const syncAndPay: Flow = {
  name: 'replace a card that owes a payment',
  every: 2,
  async prepare(shop) {
    const owing = { sellers: 1, testMethod: 'pm_card_chargeCustomerFail' };
    const { buyer, from, to } = await subscribed(shop, owing);
    const followed = hasFollowed(buyer);
    const press = async (where: Shop) => {
      good(await where.engine.do('replaceAndFollow', buyer, { from, to }));
      await followed(where);
    };
    return {
      buyerId: buyer.id,
      run: press,
      again: press,
      problems: (records) => [
        ...expectSynced(records, to, 1),
        ...records.subscriptions
          .filter(({ status }) => status !== 'active')
          .map(({ id, status }) => `subscription ${id} is ${String(status)} and should be active`),
        ...records.syncs
          .filter(({ problem }) => problem)
          .map(({ id, problem }) => `sync ${id} tells of ${problem?.code ?? 'a problem'}`),
      ],
    };
  },
};

/** Nobody has a copy of it: it is taken off the platform at once. */
export const removeUnused: Flow = {
  name: 'remove a card that nobody charges',
  async prepare(shop) {
    const { buyer, methodId } = await buyerWithCard(shop, 'pm_card_visa');
    const press = async ({ engine }: Shop) => {
      good(await engine.do('removeUsedMethod', buyer, methodId, null));
      // What Stripe did not hear is finished at the next visit.
      await engine.do('finishRemoval', methodId);
    };
    return {
      buyerId: buyer.id,
      run: press,
      again: press,
      problems: ({ methods }) => [
        ...expectCount('removed cards', methods.filter(isRemoved).length, 1),
      ],
    };
  },
};

const isRemoved = ({ status }: Records['methods'][number]) => status === 'removed';

export const remove: Flow = {
  name: 'remove a card that two sellers charge',
  every: 2,
  async prepare(shop) {
    const { buyer, from, to } = await subscribed(shop);
    const followed = hasFollowed(buyer);
    const press = async (where: Shop) => {
      const decision = { kind: 'move', to } as const;
      good(await where.engine.do('removeAndFollow', buyer, from, decision));
      await followed(where);
    };
    return {
      buyerId: buyer.id,
      run: press,
      again: press,
      problems: (records) => [
        ...expectSynced(records, to),
        ...records.methods
          .filter(({ id, status }) => id === from && status !== 'removed')
          .map(({ id, status }) => `card ${id} is ${status}`),
      ],
    };
  },
};
