// What everybody in a soak shares: the shop, its Stripe, the operator, and death.
import { consentVersionOf } from '../buyer.mjs';
import { visitor } from './buyer.mjs';

/** How people get cards, money back, and lose the shop. `made` gets every order with its buyer. */
export function worldOf({ house, seed, stripe, operator, count, made, answerBank }) {
  const wallets = new Map();
  let newcomers = 0;
  let dying = null;

  /** A saved card of this person, saved at the first need, as a browser would. */
  async function cardOf(person, testMethod) {
    const wallet = wallets.get(person) ?? new Map();
    wallets.set(person, wallet);
    if (!wallet.has(testMethod)) wallet.set(testMethod, await save(person, testMethod));
    return wallet.get(testMethod);
  }

  async function save(person, testMethod) {
    const { text } = await person.ask('GET', '/wallet');
    const consentVersion = consentVersionOf(text);
    for (let round = 0; round < 10; round += 1) {
      const begun = await person.call('POST', '/api/setup-intents', { consentVersion });
      if (!begun.ok) {
        count(`saving: ${begun.value?.error?.code}`);
        continue;
      }
      const { setupId, clientSecret } = begun.value;
      const [id] = clientSecret.split('_secret_');
      const intent = await insist(async () => {
        const now = await stripe.setupIntents.retrieve(id);
        if (now.status !== 'requires_payment_method') return now;
        return stripe.setupIntents.confirm(id, { payment_method: testMethod });
      });
      if (intent.status === 'requires_action') {
        await insist(() => answerBank({ url: house.emulatorUrl }, intent, 'authenticate'));
      }
      for (let look = 0; look < 5; look += 1) {
        const { ok, value } = await person.call('POST', `/api/setup-intents/${setupId}/finish`, {});
        if (ok) return value.method.id;
        count(`finishing: ${value?.error?.code}`);
      }
    }
    throw new Error(`${testMethod} could not be saved`);
  }

  async function refund(person, path, amount) {
    const asked = { number: 1, amount, reason: 'changed_mind', note: '' };
    const { ok, value } = await person.call('POST', `${path}/refunds`, asked);
    if (!ok) return count(`refund: ${value?.error?.code}`);
    const legId = path.split('/').at(-1);
    const leg = value.order.legs.find(({ id }) => id === legId);
    const last = leg.afterSale.refunds.at(-1);
    if (!last) throw new Error(`the refund of ${legId} is not on its page`);
    const decision = { decision: 'grant', answer: '' };
    const decided = await operator.call('POST', `/api/refunds/${last.id}/decision`, decision);
    count(decided.ok ? 'refund granted' : `refund: ${decided.value?.error?.code}`);
  }

  return {
    seed,
    cardOf,
    refund,
    /** Somebody with an account of their own, signed in. */
    async newcomer() {
      newcomers += 1;
      const person = visitor(house.appUrl);
      const email = `soak-${seed}-${newcomers}@example.com`;
      const password = 'a long enough secret';
      await person.call('POST', '/api/session/sign-up', { name: 'Soak Buyer', email, password });
      await person.call('POST', '/api/session', { email, password });
      return person;
    },
    /** `kill -9`, and a new start on the same data; one death at a time. */
    async killAfter(ms) {
      await new Promise((resolve) => setTimeout(resolve, ms));
      dying ??= house.crash().finally(() => (dying = null));
      count('kill -9');
      await dying;
    },
    ordered: (person, orderId) => made.push({ person, orderId }),
    async answerBank(step, outcome) {
      const [id] = step.clientSecret.split('_secret_');
      const on = { stripeAccount: step.accountId };
      await insist(async () => {
        const intent = await stripe.paymentIntents.retrieve(id, {}, on);
        if (intent.status !== 'requires_action') return;
        await answerBank({ url: house.emulatorUrl }, intent, outcome, step.accountId);
      });
    },
  };
}

/** The browser's part meets with the same faults as the shop's, and its person tries again. */
async function insist(work) {
  for (let left = 10; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}
