/** Orders of all or nothing: held and taken, or let go, or given back. */
import type { SavedMethodId } from '../../lib/model/ids';
import type { SessionUser } from '../../lib/model/views';
import type { Flow, Shop } from './flow';
import {
  buyerWithCard,
  cartOf,
  confirmAtBank,
  expectAttempts,
  expectGivenBack,
  expectPaid,
  expectStates,
  good,
  paymentOf,
  save,
} from './flow-steps';

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
      problems: (records) => expectStates(records, ['canceled', 'canceled', 'declined']),
    };
  },
};

/** Two sellers' money is held, and the third's bank waits for the buyer. */
async function heldButOne(shop: Shop, buyer: SessionUser, savedMethodId: SavedMethodId) {
  const asking = await save(shop, buyer, 'pm_card_authenticationRequired');
  const [, , last] = await shop.engine.do('shelf');
  if (!last) throw new Error('there are fewer than three sellers');
  const cards = [{ sellerId: last.sellerId, savedMethodId: asking }];
  const quote = await cartOf(shop, buyer, 3);
  const request = { quote, savedMethodId, policy: 'all_or_nothing', cards } as const;
  return good(await shop.engine.do('startCheckout', buyer, request)).orderId;
}

/** One seller has let its part go at Stripe, which nobody notices before all is to be taken. */
export const sentBack: Flow = {
  name: 'all or nothing, one not taken',
  every: 3,
  async prepare(shop) {
    const { buyer, methodId } = await buyerWithCard(shop, 'pm_card_visa');
    const orderId = await heldButOne(shop, buyer, methodId);
    const { accountId, paymentIntentId } = await paymentOf(shop, buyer, 0);
    const on = { stripeAccount: accountId };
    await shop.platform.stripe.paymentIntents.cancel(paymentIntentId, {}, on);
    const confirm = (at: Shop) => confirmAtBank(at, buyer, orderId);
    return {
      buyerId: buyer.id,
      run: confirm,
      async again(at) {
        for (let round = 0; round < 3; round += 1) await confirm(at);
      },
      problems: (records) => [
        ...expectStates(records, ['failed', 'paid', 'paid']),
        ...expectGivenBack(records, 2, 'all_or_nothing'),
      ],
    };
  },
};

export const calledOff: Flow = {
  name: 'all or nothing, called off',
  every: 3,
  async prepare(shop) {
    const { buyer, methodId } = await buyerWithCard(shop, 'pm_card_visa');
    const orderId = await heldButOne(shop, buyer, methodId);
    const press = async ({ engine }: Shop) =>
      void good(await engine.do('cancelOrder', buyer, orderId));
    return {
      buyerId: buyer.id,
      run: press,
      again: press,
      problems: (records) => expectStates(records, ['canceled', 'canceled', 'canceled']),
    };
  },
};
