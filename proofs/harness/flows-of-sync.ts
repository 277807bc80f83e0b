/** One change in the wallet that every seller follows: another card, a corrected or a removed one, a name. */
import type { PlatformMethodId, SavedMethodId } from '../../lib/model/ids';
import { isSyncing } from '../../lib/model/recurring';
import type { SessionUser } from '../../lib/model/views';
import type { Records } from '../engine/records';
import { recordsOf } from './books';
import { differences } from './differences';
import type { Flow, Shop } from './flow';
import { policy, good, save, buyerWithCard, expectCount } from './flow-steps';
import type { Platform } from './platform';
import { until } from './until';

/** One buyer, and sellers that charge their card again and again. */
async function subscribed(shop: Shop, { sellers = 2, testMethod = 'pm_card_visa' } = {}) {
  const { buyer, methodId } = await buyerWithCard(shop, testMethod);
  const all = await shop.engine.do('plans');
  const firstOf = (account: string) => all.find(({ accountId }) => accountId === account);
  // One of each seller, as a seller may have several.
  const plans = all.filter((plan) => plan === firstOf(plan.accountId ?? '')).slice(0, sellers);
  const quote = await shop.engine.do('fillCart', buyer, plans);
  good(await shop.engine.do('startCheckout', buyer, { quote, savedMethodId: methodId, policy }));
  return { buyer, methodId };
}

/** The same, with another card to go over to. */
async function subscribedWithOther(shop: Shop, given?: Parameters<typeof subscribed>[1]) {
  const { buyer, methodId: from } = await subscribed(shop, given);
  return { buyer, from, to: await save(shop, buyer, 'pm_card_mastercard') };
}

const hasFollowed = (buyer: SessionUser) => async (shop: Shop) =>
  until('the sellers have followed', async () => {
    // Others follow theirs in the same shop, and may have to wait longer.
    const { syncs, clones } = recordsOf(buyer.id, await shop.engine.do('readRecords'));
    const open = syncs.filter((row) => isSyncing(row.state));
    return !open.length && !clones.some((row) => row.unwantedAt && !row.detachedAt);
  });

/** Presses for another card, and waits until every seller charges it. */
const replacing =
  (buyer: SessionUser, from: SavedMethodId, to: SavedMethodId) => async (shop: Shop) => {
    good(await shop.engine.do('replaceMethod', buyer, { from, to }));
    await hasFollowed(buyer)(shop);
  };

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
    const { buyer, from, to } = await subscribedWithOther(shop);
    const press = replacing(buyer, from, to);
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
    const { buyer, from, to } = await subscribedWithOther(shop, owing);
    const press = replacing(buyer, from, to);
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

export const remove: Flow = {
  name: 'remove a card that two sellers charge',
  every: 2,
  async prepare(shop) {
    const { buyer, from, to } = await subscribedWithOther(shop);
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

/** What its buyer corrects: its date is in our row as well, the rest of it at Stripe alone. */
const details = {
  ...{ expMonth: 11, expYear: new Date().getUTCFullYear() + 3 },
  ...{ name: 'J. Rosen', line1: '', city: '', postalCode: '94110', country: 'US' },
};

export const edit: Flow = {
  name: 'correct a card that two sellers charge',
  every: 2,
  async prepare(shop) {
    const { buyer, methodId } = await subscribed(shop);
    const followed = hasFollowed(buyer);
    const press = async (where: Shop) => {
      good(await where.engine.do('editMethod', buyer, methodId, details));
      await followed(where);
    };
    const inWallet = async ({ engine }: Shop) => {
      const card = (await engine.do('listWallet', buyer.id)).find(({ id }) => id === methodId);
      if (!card) throw new Error('the card is gone');
      return card;
    };
    return {
      buyerId: buyer.id,
      run: press,
      async again(where) {
        // Stripe tells of what it has changed; whoever still reads the old date types it once more.
        const { platformMethodId } = await inWallet(where);
        await where.engine.do('followMethod', platformMethodId as PlatformMethodId);
        if ((await inWallet(where)).expYear === details.expYear) return followed(where);
        await press(where);
      },
      problems: async (records, platform) => [
        ...expectSynced(records, methodId),
        // However often its news came: no seller is asked for more than there is to follow.
        ...expectCount('syncs', records.syncs.length, 2),
        ...(await expectCopies(records, platform)),
      ],
    };
  },
};

async function expectCopies({ clones }: Records, { stripe }: Platform): Promise<string[]> {
  const kept = clones.filter(({ detachedAt }) => !detachedAt);
  const copies = await Promise.all(
    kept.map(({ accountId, accountMethodId }) =>
      stripe.paymentMethods.retrieve(accountMethodId ?? '', {}, { stripeAccount: accountId }),
    ),
  );
  return copies.flatMap(({ id, card, billing_details: { name, address } }) =>
    differences(`copy ${id}`, [
      ['month', card?.exp_month, details.expMonth],
      ['year', card?.exp_year, details.expYear],
      ['name', name, details.name],
      ['postal code', address?.postal_code, details.postalCode],
      ['country', address?.country, details.country],
    ]),
  );
}

export const rename: Flow = {
  name: 'change a name that two sellers know',
  async prepare(shop) {
    const { buyer } = await subscribed(shop);
    const now = { name: 'Robin Hill', email: `new-${buyer.email}` };
    const followed = hasFollowed(buyer);
    const press = async (where: Shop) => {
      // Whoever comes back is who they are by then.
      const person = await where.engine.do('readPerson', buyer.id);
      good(await where.engine.do('changeBuyer', person, now));
      await followed(where);
      await until('the platform knows it', async () => {
        return (await where.engine.do('openJobs', [buyer.id])).length === 0;
      });
    };
    return {
      buyerId: buyer.id,
      run: press,
      again: press,
      problems: async (records, platform) => [
        ...records.syncs
          .filter(({ state }) => state !== 'done')
          .map(({ id, state }) => `sync ${id} is ${state}`),
        ...expectCount('syncs', records.syncs.length, 2),
        // A name needs no new copy of a card.
        ...expectCount('kept clones', records.clones.length, 2),
        ...(await expectKnownAs(records, platform, now)),
      ],
    };
  },
};

async function expectKnownAs(
  { buyers, accountCustomers }: Records,
  { stripe }: Platform,
  now: { readonly name: string; readonly email: string },
): Promise<string[]> {
  const customers = await Promise.all([
    ...buyers.map(({ platformCustomerId: id }) => stripe.customers.retrieve(id ?? '')),
    ...accountCustomers.map(({ accountCustomerId: id, accountId: stripeAccount }) =>
      stripe.customers.retrieve(id ?? '', {}, { stripeAccount }),
    ),
  ]);
  return [
    ...expectCount('Customers', customers.length, 3),
    ...customers.flatMap((customer) =>
      customer.deleted
        ? [`Customer ${customer.id} is deleted`]
        : differences(`Customer ${customer.id}`, [
            ['name', customer.name, now.name],
            ['e-mail', customer.email, now.email],
          ]),
    ),
  ];
}
