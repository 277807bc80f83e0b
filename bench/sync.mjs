// How long it takes until all sellers have a buyer's new card: from the press to the last one's detach.
//   npm run bench sync -- [--mirrors 100] [--delay 150] [--rounds 3] [--at-once 25]
//                         [--database embedded|postgres]
// The floor is four answers of Stripe one after the other for each mirror (clone; attach; Subscription
// and Customer side by side; detach), as many mirrors at once as the queue runs. The line is slow, not
// Stripe: a call is executed when it arrives, and its answer takes that long.
import { parseArgs } from 'node:util';
import { buildApp, buildEmulator } from '../scripts/build.mjs';
import { addByForm, call, checkoutOf, newBuyer, pay, read, saveCard } from './buyer.mjs';
import { median, table } from './house.mjs';
import { rest, setFault, withShops } from './shops.mjs';

/** Plans that are paid from the start, each of another seller. */
const plans = [
  ...['soap-of-the-month', 'tea-of-the-month', 'animal-of-the-season'],
  ...['incense-of-the-month', 'studio-coffee', 'weekly-harvest-box'],
];
const dependentCalls = 4;

export async function sync(args = []) {
  const { values } = parseArgs({
    args,
    options: {
      mirrors: { type: 'string', default: '100' },
      delay: { type: 'string', default: '150' },
      rounds: { type: 'string', default: '3' },
      'at-once': { type: 'string', default: '25' },
      database: { type: 'string', default: 'embedded' },
    },
  });
  const [mirrors, delay, rounds] = [values.mirrors, values.delay, values.rounds].map(Number);
  const atOnce = Number(values['at-once']);
  const { database } = values;
  await buildEmulator();
  await buildApp();
  const rows = await withShops({ database, processes: 1 }, async (house) => {
    const [url] = house.urls;
    const buyer = await newBuyer(url, house.emulatorUrl);
    const cards = [buyer.card, await saveCard(buyer, house.emulatorUrl, 'pm_card_mastercard')];
    const made = await subscribe(buyer, mirrors);
    const times = [];
    for (let round = 0; round < rounds + 1; round += 1) {
      const [from, to] = round % 2 ? [...cards].reverse() : cards;
      // What the shop hears of its last round would be handled in this one.
      await rest(house.emulatorUrl);
      const took = await replaced(house, buyer, { from, to, delay });
      // The first one is for the compiler.
      if (round > 0) times.push(took);
    }
    const floor = (dependentCalls * delay * made) / Math.min(atOnce, made);
    const ratio = floor ? (median(times) / floor).toFixed(2) : '';
    return [[made, delay, floor.toFixed(0), median(times).toFixed(0), ratio]];
  });
  table(
    `One card replaced at many sellers, ${atOnce} at once, on ${database}`,
    ['mirrors', 'delay ms', 'floor ms', 'took ms', '÷ floor'],
    rows,
  );
}

async function subscribe(buyer, mirrors) {
  let made = 0;
  while (made < mirrors) {
    const wanted = plans.slice(0, mirrors - made);
    for (const slug of wanted) await addByForm(buyer, slug);
    await pay(buyer, await checkoutOf(buyer));
    made += wanted.length;
  }
  return made;
}

/** In milliseconds, from the press until the last seller's old copy is detached. */
async function replaced({ emulatorUrl }, buyer, { from, to, delay }) {
  const slow = { path: '/v1/*', action: 'slow_answer', delay_ms: delay, times: 0 };
  await setFault(emulatorUrl, delay ? slow : null);
  const began = Date.now();
  const { body } = await call(buyer, 'POST', `/api/wallet/${from}/replacement`, {
    savedMethodId: to,
  });
  for (;;) {
    // Seldom: asking is work for the shop, too. When it was done is Stripe's to say.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const { changes } = JSON.parse(await read(buyer, '/api/wallet/changes'));
    const change = changes.find(({ changeId }) => changeId === body.changeId);
    if (change.state === 'failed') throw new Error(`a seller refused: ${JSON.stringify(change)}`);
    if (change.state === 'done') break;
  }
  await setFault(emulatorUrl, null);
  const detaches = `${emulatorUrl}/_emulator/requests?path=/v1/payment_methods/*/detach`;
  const { data } = await (await fetch(detaches)).json();
  return Math.max(...data.map(({ at }) => at)) + delay - began;
}
