/** Saving a card and removing it, and orders of goods: paid, tried again, given back, paid too late. */
import type { Records } from '../engine/records';
import type { Flow, Shop } from './flow';
import {
  policy,
  good,
  begin,
  save,
  buyerWithCard,
  cartOf,
  confirmAtBank,
  placeOrder,
  onlyLeg,
  expectCount,
  expectPaid,
  expectAttempts,
  expectGivenBack,
  expectStates,
  paymentOf,
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
    const confirm = (shop: Shop) => confirmAtBank(shop, buyer, orderId);
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
        ...expectGivenBack(records, 1, 'changed_mind'),
      ],
    };
  },
};

/** Its buyer was declined, and has paid that very PaymentIntent in another window after all. */
export const late: Flow = {
  name: 'money that comes too late',
  async prepare(shop) {
    const { buyer, methodId } = await buyerWithCard(shop, 'pm_card_chargeCustomerFail');
    await placeOrder(shop, buyer, methodId, 1);
    const payment = await paymentOf(shop, buyer, 0);
    const { accountId, paymentIntentId } = payment;
    const card = { payment_method: 'pm_card_visa' };
    const on = { stripeAccount: accountId };
    await shop.platform.stripe.paymentIntents.confirm(paymentIntentId, card, on);
    const hear = ({ engine }: Shop) => engine.do('hearOf', payment);
    return {
      buyerId: buyer.id,
      // An event that cannot be handled comes again.
      run: async (at) => void (await hear(at)),
      async again(at) {
        const came = await hear(at);
        if (came !== 'converged') throw new Error(`what came of it is ${came}`);
      },
      problems: (records) => [
        ...expectStates(records, ['declined']),
        ...expectGivenBack(records, 1, 'late_payment'),
      ],
    };
  },
};
