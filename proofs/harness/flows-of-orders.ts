/** Saving a card and removing it, and orders of goods: paid, tried again, given back, all or nothing. */
import { answerBank } from '../../lib/payments/testing/bank';
import type { Records } from '../engine/records';
import type { Flow, Shop } from './flow';
import {
  policy,
  good,
  begin,
  save,
  buyerWithCard,
  cartOf,
  placeOrder,
  onlyLeg,
  expectCount,
  expectPaid,
  expectAttempts,
} from './flow-steps';
import { until } from './until';

export const saveCard: Flow = {
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

export const pay = (sellers: number): Flow => ({
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

export const retry: Flow = {
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

export const recover: Flow = {
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

export const refund: Flow = {
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

export const together: Flow = {
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

export const letGo: Flow = {
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

const canceled = (legs: Records['legs']) => legs.filter(({ state }) => state === 'canceled').length;
const declined = (legs: Records['legs']) => legs.filter(({ state }) => state === 'declined').length;
