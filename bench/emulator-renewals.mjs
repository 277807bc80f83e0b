// Subscriptions renewed a second: the clock is put forward over a month in which many are due. Each
// renewal is an invoice made, finalized an hour later, charged off session and told of by events, all of
// it in the journal before the call that moved the clock is answered.
import { callerOf, createMember, createPlan } from './emulator-load.mjs';
import { startEmulator, withFolder } from './emulator-servers.mjs';
import { median, table } from './house.mjs';

const hour = 60 * 60;

/** Measures `rounds` months of `subscriptions`, and prints the table. */
export function renewals({ rounds, subscriptions }) {
  return withFolder(async (folder) => {
    const server = await startEmulator(folder);
    const months = [];
    try {
      const began = nextMonth(Date.now() / 1000);
      await moveClock(server.url, began);
      await subscribe(server.url, subscriptions);
      let now = began;
      for (let month = 1; month <= rounds; month += 1) {
        now = nextMonth(now);
        const start = performance.now();
        await moveClock(server.url, now + 2 * hour);
        const seconds = (performance.now() - start) / 1000;
        await checkRenewed(server.url, subscriptions, now);
        months.push({ seconds, rate: subscriptions / seconds });
      }
    } finally {
      await server.stop();
    }
    const rates = months.map(({ rate }) => rate);
    table(
      `Renewals of ${subscriptions} monthly subscriptions, ${rounds} months, each in the journal`,
      ['', 'median', 'least', 'most'],
      [
        row('renewals a second', rates, 0),
        row(
          'a month, s',
          months.map(({ seconds }) => seconds),
          2,
        ),
      ],
    );
  });
}

function row(name, numbers, digits) {
  const sorted = [median(numbers), Math.min(...numbers), Math.max(...numbers)];
  return [name, ...sorted.map((number) => number.toFixed(digits))];
}

/** The first of the month after a moment, at nine: no month ends in the way. */
function nextMonth(seconds) {
  const date = new Date(seconds * 1000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1, 9) / 1000;
}

async function moveClock(url, now) {
  const response = await fetch(`${url}/_emulator/clock`, {
    method: 'POST',
    body: JSON.stringify({ now: Math.round(now) }),
  });
  if (!response.ok) throw new Error(`The clock: ${response.status} ${await response.text()}`);
}

async function subscribe(url, count) {
  const caller = callerOf(url, 16);
  try {
    const price = await createPlan(caller.call);
    await caller.times((call) => createMember(call, price), count);
  } finally {
    caller.close();
  }
}

/** Throws unless each of them is active, and paid beyond `now`. */
async function checkRenewed(url, count, now) {
  const caller = callerOf(url, 1);
  let renewed = 0;
  let after = '';
  try {
    for (;;) {
      const path = `/v1/subscriptions?status=active&limit=100${after}`;
      const { data, has_more: more } = JSON.parse(await caller.call('GET', path));
      renewed += data.filter(({ items }) => items.data[0].current_period_end > now).length;
      if (!more) break;
      after = `&starting_after=${data.at(-1).id}`;
    }
  } finally {
    caller.close();
  }
  if (renewed !== count) throw new Error(`Only ${renewed} of ${count} subscriptions were renewed.`);
}
