// How many signed deliveries a second the shop takes (each is verified and written down before its
// answer), and how long it takes from Stripe's event to the row that it changes.
//   npm run bench webhooks -- [--deliveries 400] [--lines 8] [--orders 20] [--shops postgres,postgres×2]
// On Postgres, since its tables can be read from here while the shop runs.
import { parseArgs } from 'node:util';
import pg from 'pg';
import Stripe from 'stripe';
import { buildApp, buildEmulator } from '../scripts/build.mjs';
import { checkoutOf, fillCart, newBuyer, pay } from './buyer.mjs';
import { median, table } from './house.mjs';
import { withShops } from './shops.mjs';

const shops = { postgres: 1, 'postgres×2': 2 };

export async function webhooks(args = []) {
  const { values } = parseArgs({
    args,
    options: {
      deliveries: { type: 'string', default: '400' },
      lines: { type: 'string', default: '8' },
      orders: { type: 'string', default: '20' },
      shops: { type: 'string', default: Object.keys(shops).join() },
    },
  });
  const [deliveries, lines, orders] = [values.deliveries, values.lines, values.orders].map(Number);
  await buildEmulator();
  await buildApp();
  const rows = [];
  for (const name of values.shops.split(',')) {
    if (!shops[name]) throw new Error(`There are no shops "${name}".`);
    await withShops({ database: 'postgres', processes: shops[name] }, async (house) => {
      const client = new pg.Client(house.databaseUrl);
      await client.connect();
      try {
        const toState = await eventsToState(house, client, orders);
        const intake = await intakeOf(house, deliveries, lines);
        const backlog = await handledAll(client);
        rows.push([
          name,
          intake.perSecond.toFixed(0),
          median(intake.times).toFixed(1),
          ...[toState.received, toState.handled].map((ms) => median(ms).toFixed(0)),
          Math.max(...toState.handled).toFixed(0),
          (backlog / 1000).toFixed(1),
        ]);
      } finally {
        await client.end();
      }
    });
  }
  table(
    `Webhooks: ${deliveries} deliveries in ${lines} lines; the events of ${orders} refunds made in the Dashboard`,
    [
      'shops',
      'taken/s',
      'answer ms',
      'event → row ms',
      'row → state ms',
      'most',
      'all handled after s',
    ],
    rows,
  );
}

/** Deliveries of events about nothing we know, each once, spread over all processes. */
async function intakeOf({ urls, secrets }, deliveries, lines) {
  const secret = secrets.STRIPE_WEBHOOK_SECRET_PLATFORM;
  const stripe = new Stripe('sk_test_bench');
  const bodies = Array.from({ length: deliveries }, (_, index) => {
    const payload = JSON.stringify({
      id: `evt_bench${process.pid}x${index}`,
      object: 'event',
      api_version: '2026-10-28.endive',
      created: Math.floor(Date.now() / 1000),
      livemode: false,
      type: 'setup_intent.succeeded',
      data: { object: { id: `seti_bench${index}`, object: 'setup_intent' } },
    });
    return { payload, header: stripe.webhooks.generateTestHeaderString({ payload, secret }) };
  });
  const times = [];
  const began = performance.now();
  let next = 0;
  const line = async () => {
    while (next < bodies.length) {
      const index = next++;
      const { payload, header } = bodies[index];
      const sent = performance.now();
      const response = await fetch(`${urls[index % urls.length]}/api/webhooks/platform`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'stripe-signature': header },
        body: payload,
      });
      await response.text();
      if (!response.ok) throw new Error(`a delivery was answered with ${response.status}`);
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: lines }, line));
  return { times, perSecond: (deliveries / (performance.now() - began)) * 1000 };
}

/** Refunds that the shop did not make: it learns of them by the event alone. */
async function eventsToState({ urls, emulatorUrl }, client, orders) {
  const { hostname, port } = new URL(emulatorUrl);
  const stripe = new Stripe('sk_test_souk', { host: hostname, port, protocol: 'http' });
  const buyer = await newBuyer(urls[0], emulatorUrl);
  const [received, handled] = [[], []];
  for (let index = 0; index < orders; index += 1) {
    await fillCart(buyer, ['thank-you-cards']);
    await pay(buyer, await checkoutOf(buyer));
    const { rows } = await client.query(
      'select l.account_id, a.charge_id from legs l join attempts a on a.leg_id = l.id where l.order_id = $1',
      [buyer.lastOrder],
    );
    const [{ account_id: stripeAccount, charge_id: charge }] = rows;
    const began = Date.now();
    await stripe.refunds.create({ charge, amount: 100 }, { stripeAccount });
    const event = await toldOf(client, charge, began);
    received.push(event.received_at.getTime() - began);
    handled.push(event.handled_at.getTime() - event.received_at.getTime());
  }
  return { received, handled };
}

/** The event about this charge, once it was handled. */
async function toldOf(client, charge, since) {
  for (;;) {
    const { rows } = await client.query(
      `select received_at, handled_at from webhook_events
       where type = 'charge.refunded' and object_id = $1 and state = 'handled'`,
      [charge],
    );
    if (rows[0]) return rows[0];
    if (Date.now() - since > 60_000) throw new Error(`nothing was told of a refund of ${charge}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** How long until nothing is left to be handled, in milliseconds. */
async function handledAll(client) {
  const began = Date.now();
  for (;;) {
    const { rows } = await client.query(
      `select count(*)::int as left from webhook_events where state = 'received'`,
    );
    if (rows[0].left === 0) return Date.now() - began;
    if (Date.now() - began > 300_000) throw new Error(`${rows[0].left} events are not handled`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
