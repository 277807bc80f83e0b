// The emulator's own figures: requests a second beside stripe-stateful-mock (which keeps nothing on
// disk), subscriptions renewed a second, memory and disk per object, and how long a start takes.
//   npm run bench emulator -- [--rounds 5] [--seconds 2] [--objects 200000] [--subscriptions 2000]
//     [--only speed|renewals|size|start]
import { parseArgs } from 'node:util';
import { buildEmulator } from '../scripts/build.mjs';
import { callerOf, createCustomer, createPayment, getCustomer } from './emulator-load.mjs';
import { renewals } from './emulator-renewals.mjs';
import { bytesIn, startEmulator, startMock, withFolder } from './emulator-servers.mjs';
import { median, table } from './house.mjs';

const CONCURRENCY = [1, 32];

export async function emulator(args = []) {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '2' },
      objects: { type: 'string', default: '200000' },
      subscriptions: { type: 'string', default: '2000' },
      only: { type: 'string' },
    },
  });
  const options = {
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    objects: Number(values.objects),
    subscriptions: Number(values.subscriptions),
  };
  const parts = { speed, renewals, size, start };
  if (values.only && !parts[values.only]) {
    throw new Error(`--only takes ${Object.keys(parts).join(', ')}.`);
  }
  await buildEmulator();
  for (const [name, part] of Object.entries(parts)) {
    if (!values.only || values.only === name) await part(options);
  }
}

/** Both servers in the same run, taking turns, so that a busy moment of the machine hits both. */
function speed({ rounds, seconds }) {
  return withFolder(async (folder) => {
    const servers = { ours: await startEmulator(folder), mock: await startMock() };
    const rates = new Map();
    const measure = async (name, server, concurrency, work) => {
      const caller = callerOf(servers[server].url, concurrency);
      const key = `${name} × ${concurrency}`;
      if (!rates.has(key)) rates.set(key, { ours: [], mock: [] });
      rates.get(key)[server].push(await caller.rate(work, seconds));
      caller.close();
    };
    try {
      const ids = {};
      for (const [server, { url }] of Object.entries(servers))
        ids[server] = await warmUp(url, server);
      for (let round = 0; round < rounds; round += 1) {
        // Who goes first changes, too.
        const order = round % 2 ? ['mock', 'ours'] : ['ours', 'mock'];
        for (const concurrency of CONCURRENCY) {
          for (const server of order) {
            await measure('Customer create', server, concurrency, createCustomer);
          }
          for (const server of order) {
            await measure('Customer get', server, concurrency, getCustomer(ids[server]));
          }
          await measure('PaymentIntent create + confirm', 'ours', concurrency, createPayment);
        }
      }
    } finally {
      await Promise.all(Object.values(servers).map((server) => server.stop()));
    }
    table(
      `Requests a second, median (least–most) of ${rounds} rounds of ${seconds} s; the emulator has each in its journal before it answers (aim: ratio ≥ 1)`,
      ['call × concurrency', 'emulator', 'stateful-mock', 'ratio'],
      [...rates].map(([name, { ours, mock }]) => [
        name,
        spread(ours),
        mock.length ? spread(mock) : '(has none)',
        mock.length ? (median(ours) / median(mock)).toFixed(2) : '',
      ]),
    );
  });
}

/** Compiles what is measured; answers the ids of some Customers to read. */
async function warmUp(url, server) {
  const caller = callerOf(url, 8);
  const ids = [];
  const create = async (call) => ids.push(JSON.parse(await createCustomer(call)).id);
  await caller.times(create, 1000);
  await caller.times(getCustomer(ids), 1000);
  if (server === 'ours') await caller.times(createPayment, 500);
  caller.close();
  return ids;
}

/** What an object costs, over a mix of Customers and payments with all their Events. */
function size({ objects }) {
  return withFolder(async (folder) => {
    const server = await startEmulator(folder);
    let rows;
    try {
      const before = await server.memory();
      const made = await fill(server.url, objects);
      const after = await server.memory();
      const per = (bytes) => `${(bytes / made).toFixed(0)} B`;
      rows = [
        ['resident memory', megabytes(after.rss), per(after.rss - before.rss)],
        ['heap in use', megabytes(after.heapUsed), per(after.heapUsed - before.heapUsed)],
        ['disk', megabytes(bytesIn(folder)), per(bytesIn(folder))],
      ];
      table(
        `Size with ${made} objects (Customers, PaymentIntents, Charges … and their Events), after a garbage collection`,
        ['', 'in all', 'an object'],
        rows,
      );
    } finally {
      await server.stop();
    }
  });
}

/** From the start of the process until it listens. */
async function start({ rounds, objects }) {
  const rows = [];
  const measure = async (name, folder, aim) => {
    const times = [];
    for (let round = 0; round < rounds; round += 1) {
      const server = await startEmulator(folder);
      times.push(server.startedMs);
      await server.stop();
    }
    rows.push([
      name,
      median(times).toFixed(0),
      Math.min(...times).toFixed(0),
      Math.max(...times).toFixed(0),
      aim,
    ]);
  };
  const wanted = Math.ceil(objects / 2);
  await withFolder((folder) => measure('empty', folder, '≤ 300'));
  await withFolder(async (folder) => {
    const server = await startEmulator(folder);
    const made = await fill(server.url, wanted);
    await server.stop();
    await measure(`${made} objects`, folder, '≤ 2000');
  });
  table(
    `Start-up until the emulator listens, ms, ${rounds} starts each`,
    ['data', 'median', 'least', 'most', 'aim'],
    rows,
  );
}

/** Makes Customers and payments until the emulator keeps `wanted` objects; answers how many it has. */
async function fill(url, wanted) {
  const caller = callerOf(url, 32);
  const count = async () => (await (await fetch(`${url}/_emulator/health`)).json()).objects;
  try {
    let have = await count();
    while (have < wanted) {
      await caller.times(createCustomer, 200);
      await caller.times(createPayment, 200);
      const batch = (await count()) - have;
      // Half of what seems to be missing: payments bring more objects a moment later.
      const more = Math.floor((wanted - have) / batch / 2) - 1;
      if (more > 0) {
        await caller.times(createCustomer, 200 * more);
        await caller.times(createPayment, 200 * more);
      }
      have = await count();
    }
    return have;
  } finally {
    caller.close();
  }
}

function spread(rates) {
  const [middle, least, most] = [median(rates), Math.min(...rates), Math.max(...rates)];
  return `${middle.toFixed(0)} (${least.toFixed(0)}–${most.toFixed(0)})`;
}

function megabytes(bytes) {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
