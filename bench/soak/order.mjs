// The life of one order: cart, pay (in several windows, while the shop is killed), bank, another card,
// refund. Whatever is refused on the way is written down; only a fault of the shop throws.
import { addToCart, readCheckout } from './buyer.mjs';
import { diceOf } from './dice.mjs';

/** Plays `plan` as `person`; answers with what came of it in a word. */
export async function playOrder(world, person, plan) {
  const dice = diceOf(world.seed * 7_919 + plan.index);
  for (const slug of plan.goods) await addToCart(person, slug, dice);
  const checkout = await readCheckout(person);
  if (!checkout) return 'nothing in the cart';
  const { quote, sellers } = checkout;
  const savedMethodId = await world.cardOf(person, plan.card);
  const last = sellers.length > 1 && plan.other ? sellers.at(-1) : null;
  const cards = last
    ? [{ sellerId: last, savedMethodId: await world.cardOf(person, plan.other) }]
    : [];
  const request = { quote, savedMethodId, policy: plan.policy, cards };
  const presses = Promise.all(
    Array.from({ length: plan.presses }, () => person.call('POST', '/api/checkout', request)),
  );
  if (plan.killAfterMs !== null) await world.killAfter(plan.killAfterMs);
  const answers = await presses;
  const good = answers.filter(({ ok }) => ok);
  const ids = new Set(good.map(({ value }) => value.orderId));
  if (ids.size > 1) throw new Error(`one quote made ${ids.size} orders: ${[...ids].join(', ')}`);
  const [orderId] = ids;
  if (!orderId) return answers[0].value?.error?.code ?? `refused ${answers[0].status}`;
  world.ordered(person, orderId);
  await goOn(world, person, orderId, plan);
  return last ? 'ordered, one seller by another card' : 'ordered';
}

const read = async (person, orderId) =>
  (await person.call('GET', `/api/orders/${orderId}`)).value.order;

/** What the buyer does about what did not go through. */
async function goOn(world, person, orderId, plan) {
  const order = await read(person, orderId);
  for (const leg of order.legs) {
    const path = `/api/orders/${orderId}/legs/${leg.id}`;
    const attempt = leg.attempts.length;
    if (leg.canAuthenticate) await atTheBank(world, person, path, attempt, plan.bank);
    else if (leg.canRetry && plan.triesAgain) {
      const savedMethodId = await world.cardOf(person, 'pm_card_visa');
      await person.call('POST', `${path}/attempts`, { savedMethodId, attempt });
    } else if (leg.state === 'paid' && plan.refund) {
      await world.refund(person, path, plan.refund);
    }
  }
}

async function atTheBank(world, person, path, attempt, outcome) {
  const body = { attempt, way: 'in_page' };
  const { value } = await person.call('POST', `${path}/authentication`, body);
  const step = value?.step ?? value;
  if (step?.clientSecret) await world.answerBank(step, outcome);
  await person.call('POST', `${path}/authentication/finish`, {});
}

/** Ends what waits for its buyer; true when nothing of this order is open any more. */
export async function endOrder(world, person, orderId) {
  const order = await read(person, orderId);
  const waits = order.legs.some(({ state }) => state === 'action_needed' || state === 'authorized');
  if (waits && order.policy === 'all_or_nothing') {
    await person.call('POST', `/api/orders/${orderId}/cancel`, {});
  }
  return !['open', 'processing'].includes(order.status);
}
