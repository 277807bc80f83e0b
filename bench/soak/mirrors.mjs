// `npm run soak -- --mirrors 300 --seed 7`: buyers with subscriptions at many sellers replace, correct
// and remove cards and change their names and e-mails, while calls fail, answers are lost and the shop is
// killed. At the end no mirror differs from the platform, nothing on any account can be charged that is
// not wanted, and each buyer's own card is what is charged; all is asked of Stripe (the emulator). The shop
// is the one without pages.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Stripe from 'stripe';
import { buildEmulator } from '../../scripts/build.mjs';
import { freePort, healthy, startEmulator } from '../../scripts/processes.mjs';
import { table } from '../house.mjs';
import { diceOf } from './dice.mjs';
import { differencesOnAccounts, testCards } from './mirror-books.mjs';
import { callFaultsOf } from './plan.mjs';
import { sideBySide } from './side-by-side.mjs';

const names = ['Ann Lee', 'Bea Okafor', 'Cy Young', 'Dee Marsh', 'Eve Stone'];
const kinds = ['replace', 'replace', 'edit', 'rename', 'network', 'remove', 'cancel'];
/** How many subscriptions one buyer has at most; two of them may be of one seller, and share its Customer. */
const mostPlans = 6;

export async function soakMirrors({ mirrors, seed, together, tools }) {
  console.log(`Soak of ${mirrors} mirrors, seed ${seed}, ${together} buyers at a time.`);
  await buildEmulator();
  const house = await openHouse(tools);
  const counts = new Map();
  const count = (what) => counts.set(what, (counts.get(what) ?? 0) + 1);
  const problems = [];
  try {
    const people = await subscribeAll(house, { mirrors, seed, together });
    for (const fault of callFaultsOf(seed)) await house.control('POST', '/faults', fault);
    const deaths = killNowAndThen(house, diceOf(seed), count);
    await sideBySide(people, together, async (person) => {
      for (let nth = 0; nth < 6; nth += 1) {
        const dice = diceOf(seed * 7_919 + person.index * 31 + nth);
        await change(house, person, dice, count).catch((error) => {
          problems.push(`buyer ${person.index}: ${error.message}`);
        });
        await pause(dice.whole(0, 400));
      }
    });
    deaths.stop();
    await deaths.ended;
    await house.control('DELETE', '/faults');
    await comeToRest(house, people);
    problems.push(...tools.openWork(await house.ask('readRecords')));
    problems.push(...(await house.ask('drift')));
    problems.push(...(await unwantedOnAccounts(house)));
    problems.push(...(await differencesOnAccounts(house, people)));
    print(await house.ask('readRecords'), counts, problems, { mirrors, seed });
  } finally {
    await house.close();
  }
  return problems.length === 0;
}

/** The shop without pages beside its emulator; asked again when it was killed meanwhile. */
async function openHouse({ bundleEngine, startEngine }) {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'souk-soak-'));
  const ports = {
    port: await freePort(),
    framesPort: await freePort(),
    bankPort: await freePort(),
  };
  const emulator = startEmulator(ports);
  const stripeUrl = `http://127.0.0.1:${ports.port}`;
  await healthy(emulator, `${stripeUrl}/_emulator/health`);
  const platform = { secretKey: 'sk_test_souk', publishableKey: 'pk_test_souk' };
  const bundle = await bundleEngine();
  const start = () => startEngine({ bundle, dataDir, platform, stripeUrl });
  let engine = await start();
  let starting = null;
  return {
    stripe: new Stripe(platform.secretKey, {
      host: '127.0.0.1',
      port: ports.port,
      protocol: 'http',
      maxNetworkRetries: 10,
    }),
    async ask(name, ...given) {
      for (let left = 60; ; left -= 1) {
        await starting;
        try {
          return await engine.do(name, ...given);
        } catch (error) {
          // Killed, or Stripe could not be reached: whoever asked asks again.
          if (
            left === 0 ||
            !/ended|unanswered|ECONN|terminated|An error occurred|unknown error/.test(error.message)
          )
            throw error;
          await pause(200);
        }
      }
    },
    async die() {
      starting = (async () => {
        await engine.kill();
        engine = await start();
      })();
      await starting;
    },
    async control(method, where, body) {
      const response = await fetch(`${stripeUrl}/_emulator${where}`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${method} ${where}: ${await response.text()}`);
    },
    async close() {
      await engine.kill();
      await emulator.stop();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function killNowAndThen(house, dice, count) {
  let stopped = false;
  const ended = (async () => {
    while (!stopped) {
      // Long enough for work to be in the middle of something again, however slow the machine.
      await pause(dice.whole(6_000, 15_000));
      if (stopped) return;
      await house.die();
      count('kill -9');
    }
  })();
  return { stop: () => (stopped = true), ended };
}

/** Buyers with one to six subscriptions each, all on one card. */
async function subscribeAll(house, { mirrors, seed, together }) {
  const plans = await house.ask('plans');
  const people = [];
  for (let left = mirrors; left > 0;) {
    const dice = diceOf(seed * 104_729 + people.length);
    const wanted = Math.min(left, dice.whole(1, Math.min(mostPlans, plans.length)));
    // Cards that were never theirs, in an order of chance: digits tell all of a buyer's cards apart.
    const [first, ...others] = testCards.keys();
    people.push({
      index: people.length,
      plans: dice.some(plans, wanted),
      first,
      others: dice.some(others, others.length),
      charged: testCards.get(first),
      removed: new Set(),
    });
    left -= wanted;
  }
  await sideBySide(people, together, async (person) => {
    person.buyer = await house.ask('person', 'buyer');
    person.card = await saveCard(house, person.buyer, person.first);
    const quote = await house.ask('fillCart', person.buyer, person.plans);
    const policy = 'each_on_its_own';
    good(
      await house.ask('startCheckout', person.buyer, { quote, savedMethodId: person.card, policy }),
    );
  });
  return people;
}

async function saveCard(house, buyer, testMethod) {
  for (let left = 20; left > 0; left -= 1) {
    const begun = await house.ask('startSetup', buyer);
    if (!begun.ok) continue;
    const { setupId, clientSecret } = begun.value;
    const [id] = clientSecret.split('_secret_');
    const confirm = () => house.stripe.setupIntents.confirm(id, { payment_method: testMethod });
    // Its answer may have been lost, and a repeat is refused then.
    await confirm().catch(() => undefined);
    const done = await house.ask('finishSetup', buyer, setupId);
    if (done.ok) return done.value.id;
  }
  throw new Error(`${testMethod} could not be saved`);
}

/** One change of one buyer, as chance has it; what is refused for a reason is counted and left. */
async function change(house, person, dice, count) {
  const { buyer } = person;
  const kind = dice.one(kinds);
  const result = await perform(house, person, kind, dice);
  count(result.ok ? kind : `${kind}: ${result.reason}`);
  if (kind === 'rename' && result.ok) person.buyer = { ...buyer, ...result.details };
}

async function perform(house, person, kind, dice) {
  const { buyer } = person;
  switch (kind) {
    case 'replace':
    case 'remove': {
      const next = person.others.pop();
      const to = await saveCard(house, buyer, next);
      const from = person.card;
      // What was removed with the end of its subscriptions is not there to be removed again.
      const removes = kind === 'remove' && person.charged !== null;
      const done = removes
        ? await house.ask('removeUsedMethod', buyer, from, { kind: 'move', to })
        : await house.ask('replaceMethod', buyer, { from, to });
      if (!done.ok) return done;
      if (removes) person.removed.add(person.charged);
      person.card = to;
      person.charged = testCards.get(next);
      return done;
    }
    case 'cancel': {
      // Few: whoever has ended everything has nothing to follow any more.
      if (!dice.chance(0.3)) return { ok: true };
      const done = await house.ask('removeUsedMethod', buyer, person.card, { kind: 'cancel' });
      if (done.ok && person.charged !== null) person.removed.add(person.charged);
      if (done.ok) person.charged = null;
      return done;
    }
    case 'edit': {
      const details = { name: 'J', line1: '', city: '', postalCode: '', country: '' };
      return house.ask('editMethod', buyer, person.card, {
        ...details,
        expMonth: dice.whole(1, 12),
        expYear: new Date().getUTCFullYear() + dice.whole(1, 6),
      });
    }
    case 'rename': {
      const email = dice.chance(0.5)
        ? buyer.email
        : `${dice.whole(0, 1e9)}-${buyer.id}@example.com`;
      const details = { name: dice.one(names), email };
      const done = await house.ask('changeBuyer', buyer, details);
      return { ...done, details };
    }
    case 'network': {
      const { methods } = await house.ask('readRecords');
      const { platformMethodId: id } = methods.find((row) => row.id === person.card);
      await house
        .control('POST', `/payment_methods/${id}/automatic_update`, {})
        .catch(() => undefined);
      await house.ask('followMethod', id);
      return { ok: true };
    }
    default:
      throw new Error(kind);
  }
}

/** Nothing is under way any more, and whatever was refused was tried again as its page says. */
async function comeToRest(house, people) {
  const until = Date.now() + 300_000;
  let quiet = 0;
  while (quiet < 2 && Date.now() < until) {
    const { syncs, clones, methods } = await house.ask('readRecords');
    const open =
      syncs.some(({ state }) => !['done', 'superseded', 'failed'].includes(state)) ||
      clones.some(({ unwantedAt, detachedAt }) => unwantedAt && !detachedAt) ||
      methods.some(({ status }) => status === 'removing');
    if (!open) {
      let again = 0;
      for (const { buyer } of people) {
        for (const { changeId, state } of await house.ask('listChanges', buyer.id)) {
          if (state !== 'failed') continue;
          await house.ask('retrySyncs', buyer, changeId);
          again += 1;
        }
      }
      quiet = again ? 0 : quiet + 1;
    } else quiet = 0;
    await pause(500);
  }
}

/** Asked of the accounts alone: what is attached there, and charged by no live subscription. */
async function unwantedOnAccounts({ stripe }) {
  const found = [];
  for await (const account of stripe.accounts.list({ limit: 100 })) {
    const on = { stripeAccount: account.id };
    const charged = new Set();
    for await (const one of stripe.subscriptions.list({ limit: 100 }, on)) {
      charged.add(one.default_payment_method);
    }
    for await (const customer of stripe.customers.list({ limit: 100 }, on)) {
      for await (const method of stripe.customers.listPaymentMethods(customer.id, {}, on)) {
        if (!charged.has(method.id)) found.push(`${method.id} is left on ${account.id}`);
      }
    }
  }
  return found;
}

function good(result) {
  if (!result.ok) throw new Error(`refused, ${result.reason}: ${result.message}`);
  return result.value;
}

function print({ subscriptions, syncs, clones }, counts, problems, { mirrors, seed }) {
  for (const { state } of syncs)
    counts.set(`sync ${state}`, (counts.get(`sync ${state}`) ?? 0) + 1);
  const rows = [...counts].sort(([one], [other]) => one.localeCompare(other));
  rows.push(
    ['mirrors', subscriptions.length],
    ['clones ever kept', clones.length],
    ['what differs', problems.length],
  );
  table(`Soak of ${mirrors} mirrors, seed ${seed}`, ['what', 'how often'], rows);
  for (const problem of problems.slice(0, 50)) console.log(`  ${problem}`);
  console.log(problems.length ? '\nMIRRORS DIFFER' : '\nNo mirror differs.');
}
