/**
 * The flows that are proved: how each begins, what its people do, and what they do who come back
 * after the shop was gone. Everything goes through an engine; the browser's and the bank's part goes
 * to the emulator.
 */
import { answerBank } from '../../lib/payments/testing/bank';
import type { BuyerId, LegId, OrderId, SavedMethodId } from '../../lib/model/ids';
import { isSyncing } from '../../lib/model/recurring';
import type { LegView, OrderView, SessionUser } from '../../lib/model/views';
import type { Records } from '../engine/records';
import type { Engine } from './engine-process';
import { flowsWanted } from './options';
import type { Platform } from './platform';
import { until } from './until';

/** An engine with its Stripe. */
export interface Shop {
  readonly engine: Engine;
  readonly platform: Platform;
}

/** Somebody in the middle of something; survives the engine. */
export interface Story {
  readonly buyerId: BuyerId;
  /** What is counted, and may be cut off anywhere. */
  run(shop: Shop): Promise<void>;
  /** What its people do who come back to a shop that was gone: again, until it is done. */
  again(shop: Shop): Promise<void>;
  /** What is wrong at the end with the rows of this buyer, beyond books that do not balance. */
  problems(records: Records): string[];
}

export interface Flow {
  readonly name: string;
  /** For how many times fewer of its points a run plays that is not a whole one; 1 unless said. */
  readonly every?: number;
  /** Not in the fault matrix: calls of jobs bear no mark of whose they are. */
  readonly byJobs?: true;
  /** Up to where the counting begins. */
  prepare(shop: Shop): Promise<Story>;
}

const policy = 'each_on_its_own';

const saveCard: Flow = {
  name: 'save a card',
  async prepare({ engine }) {
    const buyer = await engine.do('person', 'buyer');
    let confirmed = false;
    const run = async (shop: Shop) => {
      const { setupId, intentId } = await begin(shop, buyer);
      await shop.platform.stripe.setupIntents.confirm(intentId, { payment_method: 'pm_card_visa' });
      confirmed = true;
      good(await shop.engine.do('finishSetup', buyer, setupId));
    };
    return {
      buyerId: buyer.id,
      run,
      async again(shop) {
        if (!confirmed) return run(shop);
        // The card is with Stripe: the wallet gets it without its buyer's doing.
        await until('the card is in the wallet', async () => {
          return (await shop.engine.do('listWallet', buyer.id)).length > 0;
        });
      },
      problems: ({ methods }) => expectCount('saved cards', methods.length, 1),
    };
  },
};

const pay = (sellers: number): Flow => ({
  name: `pay ${sellers} ${sellers === 1 ? 'seller' : 'sellers'}`,
  async prepare(shop) {
    const { buyer, methodId } = await buyerWithCard(shop, 'pm_card_visa');
    const quote = await cartOf(shop, buyer, sellers);
    const press = async ({ engine }: Shop) =>
      void good(
        await engine.do('startCheckout', buyer, { quote, savedMethodId: methodId, policy }),
      );
    return {
      buyerId: buyer.id,
      run: press,
      again: press,
      problems: (records) => [...expectPaid(records, sellers), ...expectAttempts(records, sellers)],
    };
  },
});

const retry: Flow = {
  name: 'pay with another card',
  async prepare(shop) {
    const { buyer, methodId } = await buyerWithCard(shop, 'pm_card_chargeCustomerFail');
    const orderId = await placeOrder(shop, buyer, methodId, 1);
    const other = await save(shop, buyer, 'pm_card_visa');
    const press = async ({ engine }: Shop) => {
      const leg = await onlyLeg(engine, buyer, orderId);
      if (!leg.canRetry) return;
      const asked = { savedMethodId: other, attempt: leg.attempts.length };
      good(await engine.do('retryLeg', buyer, { orderId, legId: leg.id }, asked));
    };
    return {
      buyerId: buyer.id,
      run: press,
      again: press,
      problems: (records) => [...expectPaid(records, 1), ...expectAttempts(records, 2)],
    };
  },
};

const recover: Flow = {
  name: 'recover an authentication',
  async prepare(shop) {
    const { buyer, methodId } = await buyerWithCard(shop, 'pm_card_authenticationRequired');
    const orderId = await placeOrder(shop, buyer, methodId, 1);
    const confirm = async ({ engine, platform }: Shop) => {
      const leg = await onlyLeg(engine, buyer, orderId);
      if (leg.state !== 'action_needed') return;
      const of = { orderId, legId: leg.id };
      const attempt = leg.attempts.length;
      const step = good(await engine.do('authenticateLeg', buyer, of, { attempt, way: 'in_page' }));
      if (step && 'clientSecret' in step) {
        const [id = ''] = step.clientSecret.split('_secret_');
        const on = { stripeAccount: step.accountId };
        const intent = await platform.stripe.paymentIntents.retrieve(id, {}, on);
        if (intent.status === 'requires_action') {
          await answerBank(platform, intent, 'authenticate', step.accountId);
        }
      }
      good(await engine.do('finishAuthentication', buyer, of));
    };
    return {
      buyerId: buyer.id,
      run: confirm,
      async again(shop) {
        for (let round = 0; round < 3; round += 1) await confirm(shop);
      },
      problems: (records) => expectPaid(records, 1),
    };
  },
};

const refund: Flow = {
  name: 'refund',
  async prepare(shop) {
    const { buyer, methodId } = await buyerWithCard(shop, 'pm_card_visa');
    const orderId = await placeOrder(shop, buyer, methodId, 1);
    const operator = await shop.engine.do('person', 'operator');
    const legId = (await onlyLeg(shop.engine, buyer, orderId)).id;
    const giveBack = async ({ engine }: Shop) => {
      const asked = { number: 1, amount: 'all', reason: 'changed_mind', note: '' } as const;
      const { refundId } = good(await engine.do('askRefund', buyer, { orderId, legId }, asked));
      const decision = { decision: 'grant', answer: '' } as const;
      good(await engine.do('decideRefund', operator, refundId, decision));
    };
    return {
      buyerId: buyer.id,
      run: giveBack,
      again: giveBack,
      problems: (records) => [
        ...expectPaid(records, 1),
        ...expectCount('refunds', records.refunds.length, 1),
        ...records.refunds
          .filter(({ refund: { state } }) => state !== 'succeeded')
          .map(({ refund: { id, state } }) => `refund ${id} is ${state}`),
      ],
    };
  },
};

const together: Flow = {
  name: 'all or nothing, all held',
  async prepare(shop) {
    const { buyer, methodId } = await buyerWithCard(shop, 'pm_card_visa');
    const quote = await cartOf(shop, buyer, 3);
    const press = async ({ engine }: Shop) => {
      const request = { quote, savedMethodId: methodId, policy: 'all_or_nothing' } as const;
      good(await engine.do('startCheckout', buyer, request));
    };
    return {
      buyerId: buyer.id,
      run: press,
      again: press,
      problems: (records) => [...expectPaid(records, 3), ...expectAttempts(records, 3)],
    };
  },
};

const letGo: Flow = {
  name: 'all or nothing, one declined',
  async prepare(shop) {
    const { buyer, methodId } = await buyerWithCard(shop, 'pm_card_visa');
    const savedMethodId = await save(shop, buyer, 'pm_card_chargeCustomerFail');
    const shelf = await shop.engine.do('shelf');
    const quote = await cartOf(shop, buyer, 3);
    const press = async ({ engine }: Shop) => {
      const request = {
        quote,
        savedMethodId: methodId,
        policy: 'all_or_nothing',
        cards: shelf.slice(2, 3).map(({ sellerId }) => ({ sellerId, savedMethodId })),
      } as const;
      good(await engine.do('startCheckout', buyer, request));
    };
    return {
      buyerId: buyer.id,
      run: press,
      again: press,
      problems: ({ orders, legs }) => [
        ...expectCount('orders', orders.length, 1),
        ...expectCount('sellers whose money was let go', canceled(legs), 2),
        ...expectCount('sellers who were declined', declined(legs), 1),
      ],
    };
  },
};

const subscribe: Flow = {
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

const plus: Flow = {
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

const plusAgain: Flow = {
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

/** One buyer, two sellers that charge their card again and again, and another card. */
async function subscribed(shop: Shop) {
  const { buyer, methodId } = await buyerWithCard(shop, 'pm_card_visa');
  const plans = (await shop.engine.do('plans')).slice(0, 2);
  const quote = await shop.engine.do('fillCart', buyer, plans);
  good(await shop.engine.do('startCheckout', buyer, { quote, savedMethodId: methodId, policy }));
  return { buyer, from: methodId, to: await save(shop, buyer, 'pm_card_mastercard') };
}

const hasFollowed = (buyer: SessionUser) => async (shop: Shop) =>
  until('the sellers have followed', async () => {
    const { syncs, clones } = await shop.engine.do('readRecords');
    const open = syncs.filter((row) => row.buyerId === buyer.id && isSyncing(row.state));
    return !open.length && !clones.some((row) => row.unwantedAt && !row.detachedAt);
  });

/** Each subscription on the new card, with one clone, and every sync at its end. */
const expectSynced = ({ subscriptions, syncs, clones }: Records, to: SavedMethodId) => [
  ...expectCount('subscriptions', subscriptions.length, 2),
  ...subscriptions
    .filter(({ savedMethodId }) => savedMethodId !== to)
    .map(({ id }) => `subscription ${id} is charged to the old card`),
  ...syncs
    .filter(({ state }) => state !== 'done' && state !== 'superseded')
    .map(({ id, state }) => `sync ${id} is ${state}`),
  ...expectCount('attached clones', clones.filter(({ detachedAt }) => !detachedAt).length, 2),
];

const sync: Flow = {
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

const remove: Flow = {
  name: 'remove a card that two sellers charge',
  every: 2,
  byJobs: true,
  async prepare(shop) {
    const { buyer, from, to } = await subscribed(shop);
    const followed = hasFollowed(buyer);
    const press = async (where: Shop) => {
      const decision = { kind: 'move', to } as const;
      good(await where.engine.do('removeUsedMethod', buyer, from, decision));
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

const canceled = (legs: Records['legs']) => legs.filter(({ state }) => state === 'canceled').length;
const declined = (legs: Records['legs']) => legs.filter(({ state }) => state === 'declined').length;

export const flows: readonly Flow[] = [
  ...[saveCard, pay(1), pay(3), retry, recover, refund],
  ...[together, letGo, subscribe, sync, remove, plus, plusAgain],
].filter(({ name }) => flowsWanted.test(name));

/** The value of a use-case that must not refuse. */
export function good<Value>(
  result: { ok: true; value: Value } | { ok: false; reason: string; message: string },
): Value {
  if (!result.ok) throw new Error(`refused, ${result.reason}: ${result.message}`);
  return result.value;
}

async function begin({ engine }: Shop, buyer: SessionUser) {
  const { setupId, clientSecret } = good(await engine.do('startSetup', buyer));
  return { setupId, intentId: clientSecret.split('_secret_')[0] ?? '' };
}

async function save(shop: Shop, buyer: SessionUser, testMethod: string): Promise<SavedMethodId> {
  const { setupId, intentId } = await begin(shop, buyer);
  const { stripe } = shop.platform;
  const intent = await stripe.setupIntents.confirm(intentId, { payment_method: testMethod });
  if (intent.status === 'requires_action') await answerBank(shop.platform, intent, 'authenticate');
  return good(await shop.engine.do('finishSetup', buyer, setupId)).id;
}

/** Somebody new with one saved card. */
export async function buyerWithCard(shop: Shop, testMethod: string) {
  const buyer = await shop.engine.do('person', 'buyer');
  return { buyer, methodId: await save(shop, buyer, testMethod) };
}

/** Fills a buyer's cart with one thing of each of so many sellers; answers with its quote. */
export async function cartOf(
  { engine }: Shop,
  buyer: SessionUser,
  sellers: number,
): Promise<string> {
  const shelf = await engine.do('shelf');
  return engine.do('fillCart', buyer, shelf.slice(0, sellers));
}

async function placeOrder(
  shop: Shop,
  buyer: SessionUser,
  savedMethodId: SavedMethodId,
  sellers: number,
): Promise<OrderId> {
  const quote = await cartOf(shop, buyer, sellers);
  return good(await shop.engine.do('startCheckout', buyer, { quote, savedMethodId, policy }))
    .orderId;
}

async function onlyLeg(
  engine: Engine,
  buyer: SessionUser,
  orderId: OrderId,
): Promise<LegView & { id: LegId }> {
  const order: OrderView | null = await engine.do('getOrder', buyer.id, orderId);
  const [leg] = order?.legs ?? [];
  if (!leg) throw new Error(`order ${orderId} has no leg`);
  return leg;
}

function expectCount(what: string, is: number, should: number): string[] {
  return is === should ? [] : [`there are ${is} ${what} and should be ${should}`];
}

function expectPaid({ orders, legs }: Records, sellers: number): string[] {
  return [
    ...expectCount('orders', orders.length, 1),
    ...expectCount('legs', legs.length, sellers),
    ...legs
      .filter(({ state }) => state !== 'paid')
      .map(({ id, state }) => `leg ${id} is ${state} and should be paid`),
  ];
}

const expectAttempts = ({ attempts }: Records, should: number) =>
  expectCount('attempts', attempts.length, should);
