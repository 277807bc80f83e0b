import type { OrderJson } from '../pages/checkout';
import type { ExpectedCall } from './stripe-calls';

/**
 * The two writes of one attempt on each leg, both on the account: the clone, and the direct charge
 * or, once a bank has asked for the buyer, the confirmation of the PaymentIntent that stands.
 */
export function chargesOf(
  order: OrderJson,
  options: {
    attempt?: number;
    status?: (seller: string) => number;
    only?: (seller: string) => boolean;
  } = {},
): ExpectedCall[] {
  const { attempt = 1, status = () => 200, only = () => true } = options;
  return order.legs
    .filter((leg) => only(leg.seller.name))
    .flatMap((leg) => {
      const keys = leg.attempts.find(({ number }) => number === attempt);
      if (!keys) throw new Error(`${leg.seller.name} has no attempt ${attempt}`);
      const intent = keys.paymentIntentId;
      const stood = leg.attempts.some(
        ({ number, paymentIntentId }) =>
          number < attempt && intent !== null && paymentIntentId === intent,
      );
      return [
        { path: '/v1/payment_methods', account: leg.accountId, key: keys.cloneKey },
        {
          path: stood ? `/v1/payment_intents/${intent}/confirm` : '/v1/payment_intents',
          account: leg.accountId,
          key: keys.chargeKey,
          status: status(leg.seller.name),
        },
      ];
    });
}

/**
 * The writes that begin each plan of the order, all on its seller's account: the Customer once for each
 * seller, the clone, its attaching, and the Subscription.
 */
export function startsOf(order: OrderJson): ExpectedCall[] {
  const customers = new Map(
    order.subscriptions.map(({ accountId, customerKey }) => [accountId, customerKey ?? 'no key']),
  );
  return [
    ...[...customers].map(([account, key]) => ({ path: '/v1/customers', account, key })),
    ...order.subscriptions.flatMap(({ accountId: account, subscriptionKey, clones: [clone] }) => [
      { path: '/v1/payment_methods', account, key: clone?.cloneKey ?? 'no clone' },
      {
        path: `/v1/payment_methods/${clone?.accountMethodId}/attach`,
        account,
        key: clone?.attachKey ?? 'no clone',
      },
      { path: '/v1/subscriptions', account, key: subscriptionKey },
    ]),
  ];
}

/** The one write that ends each hold of the order, or of some of its sellers: taken, or let go. */
export function endingsOf(
  order: OrderJson,
  end: 'capture' | 'cancel',
  only: (seller: string) => boolean = () => true,
): ExpectedCall[] {
  return order.legs
    .filter((leg) => only(leg.seller.name))
    .map((leg) => {
      const attempt = leg.attempts.at(-1);
      const key = end === 'capture' ? attempt?.captureKey : attempt?.releaseKey;
      if (!key) throw new Error(`${leg.seller.name} holds nothing`);
      return {
        path: `/v1/payment_intents/${attempt?.paymentIntentId}/${end}`,
        account: leg.accountId,
        key,
      };
    });
}

/** What the server writes to save a method for a buyer who has no Customer yet. */
export const savingCalls: ExpectedCall[] = [
  { path: '/v1/customers', account: 'platform', key: /^customer:/ },
  { path: '/v1/setup_intents', account: 'platform', key: /^setup:/ },
];
