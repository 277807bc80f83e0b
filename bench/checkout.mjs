// What a checkout costs: round trips, orders a second, and what the shop itself adds to Stripe's time.
// The floor is two answers of Stripe one after the other (clone, then charge), however many sellers.
// "bare": the same calls by Stripe's library alone, against the same emulator, before each order.
//   npm run bench checkout -- [--sellers 1,3,10,50] [--delays 0,150] [--rounds 7] [--buyers 6]
//                             [--shops embedded,postgres,postgres×2]
// With a delay the line is slow, not Stripe: a call is executed when it arrives, and its answer takes
// that long. "alone": one order at a time, when all that earlier ones left behind has come to rest;
// "together": all buyers press at once, at all processes. Before, everybody has ordered a few times, as
// a shop that has run for a while is what is measured, not the compiler.
import { parseArgs } from 'node:util';
import { buildApp, buildEmulator } from '../scripts/build.mjs';
import { bareClient } from './bare-client.mjs';
import { checkoutOf, fillCart, newBuyer, pay } from './buyer.mjs';
import { median, table } from './house.mjs';
import { rest, setFault, withShops } from './shops.mjs';

const warmingRounds = 6;

const oneOfEach = [
  'noodle-bowl',
  'lavender-sachets',
  'hinoki-incense',
  'fog-tea',
  'thank-you-cards',
  'bread-board',
  'dark-maple-syrup',
  'drought-garden-seeds',
  'dipped-candles',
  'chore-coat-pattern',
];
const goodsOf = (sellers) => [
  ...oneOfEach.slice(0, sellers),
  ...Array.from(
    { length: Math.max(0, sellers - oneOfEach.length) },
    (_, i) => `stall-${i + 1}-thing`,
  ),
];

const shops = {
  embedded: { database: 'embedded', processes: 1 },
  postgres: { database: 'postgres', processes: 1 },
  'postgres×2': { database: 'postgres', processes: 2 },
};

export async function checkout(args = []) {
  const { values } = parseArgs({
    args,
    options: {
      sellers: { type: 'string', default: '1,3,10,50' },
      delays: { type: 'string', default: '0,150' },
      rounds: { type: 'string', default: '7' },
      buyers: { type: 'string', default: '6' },
      shops: { type: 'string', default: Object.keys(shops).join() },
    },
  });
  const numbers = (text) => text.split(',').map(Number);
  const sellers = numbers(values.sellers);
  const options = {
    sellers,
    delays: numbers(values.delays),
    rounds: Number(values.rounds),
    buyers: Number(values.buyers),
  };
  await buildEmulator();
  await buildApp();
  const extra = Math.max(0, Math.max(...sellers) - oneOfEach.length);
  for (const name of values.shops.split(',')) {
    const shop = shops[name];
    if (!shop) throw new Error(`There are no shops "${name}"; there are ${Object.keys(shops)}.`);
    const rows = await withShops({ ...shop, env: { EXTRA_SELLERS: String(extra) } }, (house) =>
      measure(house, options),
    );
    table(
      `Checkout on ${name}, ${options.rounds} orders alone, ${options.rounds} × ${options.buyers} together`,
      [
        'sellers',
        'delay ms',
        'alone p50',
        'p99',
        '÷ 2 delays',
        'bare p50',
        '÷ bare',
        'beyond bare ms',
        'together orders/s',
        'p50',
        'p99',
      ],
      rows,
    );
  }
}

async function measure({ urls, emulatorUrl }, { sellers, delays, rounds, buyers }) {
  const newPeople = async () => {
    const people = [];
    for (let index = 0; index < buyers; index += 1) {
      people.push(await newBuyer(urls[index % urls.length], emulatorUrl));
    }
    return people;
  };
  const warming = await newPeople();
  const most = Math.min(Math.max(...sellers), oneOfEach.length);
  for (let round = 0; round < warmingRounds; round += 1) {
    await timed(emulatorUrl, warming, most, 0);
  }
  const bare = await bareClient(emulatorUrl, Math.max(...sellers));
  for (let round = 0; round < warmingRounds; round += 1) await bare.pay(Math.max(...sellers));
  const rows = [];
  for (const count of sellers) {
    // Others for each count: nobody may pay as often as all rows together do.
    const people = await newPeople();
    for (const delay of delays) {
      const alone = [];
      const together = [];
      const bareTimes = [];
      let seconds = 0;
      for (let round = 0; round < rounds; round += 1) {
        const [first] = people;
        await rest(emulatorUrl);
        await slowedBy(emulatorUrl, delay);
        bareTimes.push(await bare.pay(count));
        const one = await timed(emulatorUrl, [first], count, delay);
        const all = await timed(emulatorUrl, people, count, delay);
        alone.push(...one.times);
        together.push(...all.times);
        seconds += all.seconds;
      }
      const floor = 2 * delay;
      rows.push([
        count,
        delay,
        median(alone).toFixed(0),
        percentile(alone, 0.99).toFixed(0),
        floor ? (median(alone) / floor).toFixed(2) : '',
        median(bareTimes).toFixed(0),
        (median(alone) / median(bareTimes)).toFixed(2),
        (median(alone) - median(bareTimes)).toFixed(0),
        (together.length / seconds).toFixed(1),
        median(together).toFixed(0),
        percentile(together, 0.99).toFixed(0),
      ]);
    }
  }
  return rows;
}

/** Each of these people fills a cart and reads the page; then all press at once. */
async function timed(emulatorUrl, people, count, delay) {
  await setFault(emulatorUrl, null);
  const checkouts = [];
  for (const buyer of people) {
    await fillCart(buyer, goodsOf(count));
    checkouts.push(await checkoutOf(buyer));
  }
  await slowedBy(emulatorUrl, delay);
  const began = performance.now();
  const times = await Promise.all(people.map((buyer, index) => pay(buyer, checkouts[index])));
  return { times, seconds: (performance.now() - began) / 1000 };
}

function slowedBy(emulatorUrl, delay) {
  const fault = { path: '/v1/*', action: 'slow_answer', delay_ms: delay, times: 0 };
  return setFault(emulatorUrl, delay ? fault : null);
}

/** The least of these that this part of them does not exceed. */
function percentile(numbers, part) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
}
