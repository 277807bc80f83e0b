// npm run migrate-cards -- [--customers file] [--progress file] [--report file] [--dry-run]
//
// Works through Customers of the platform who have cards of the old kind (`card_…`, card Sources) and
// sets each card up for payments while its buyer is away, so that it can be cloned like one of today.
// `file` names a Customer a line; without it all of them are looked at. What is done is written down
// after each Customer: killed or stopped, the same command goes on where it was.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import nextEnv from '@next/env';
import Stripe from 'stripe';
import { root, StartError } from './processes.mjs';

/**
 * Works through `customers` (an iterable of ids, or an async one) and answers with what became of each
 * card: `{customer, old, outcome, method, reason}`. Outcomes: `set_up` (clone `method` from now on),
 * `would_set_up` (a dry run), `needs_buyer` (the bank wants to see them, or it is a bank account),
 * `declined`, `refused` (by Stripe, with its reason), `not_shareable` (no card).
 * https://docs.stripe.com/payments/payment-methods/migrate-from-legacy-cards-sources
 */
export async function migrateCards({ stripe, customers, progress, dryRun = false, tell }) {
  const results = dryRun ? [] : readProgress(progress);
  const done = new Set(results.map(({ customer }) => customer));
  for await (const customer of customers) {
    if (done.has(customer)) continue;
    done.add(customer);
    const found = await migrateCustomer(stripe, customer, dryRun);
    if (!dryRun) append(progress, { customer, cards: found });
    results.push({ customer, cards: found });
    for (const card of found) tell?.({ customer, ...card });
  }
  return results.flatMap(({ customer, cards }) => cards.map((card) => ({ customer, ...card })));
}

async function migrateCustomer(stripe, customer, dryRun) {
  const { default_source: standard } = await stripe.customers.retrieve(customer);
  const found = [];
  for await (const source of stripe.customers.listSources(customer, { limit: 100 })) {
    const result = await migrateSource(stripe, customer, source, dryRun);
    found.push(result);
    // What the Customer pays with by itself stays the same card.
    if (result.outcome === 'set_up' && source.id === standard) {
      await stripe.customers.update(
        customer,
        { invoice_settings: { default_payment_method: result.method } },
        { idempotencyKey: `migrate-default:${source.id}` },
      );
    }
  }
  return found;
}

async function migrateSource(stripe, customer, source, dryRun) {
  const result = (outcome, method = null, reason = null) => ({
    old: source.id,
    outcome,
    method,
    reason,
  });
  if (source.object === 'bank_account') {
    return result('needs_buyer', null, 'a bank account needs a mandate of its holder');
  }
  if (source.object !== 'card' && source.type !== 'card') {
    return result('not_shareable', null, `a Source of the type ${source.type}`);
  }
  if (dryRun) return result('would_set_up');
  try {
    const setup = await stripe.setupIntents.create(
      {
        customer,
        payment_method: source.id,
        usage: 'off_session',
        allowed_payment_method_types: ['card'],
        confirm: true,
        metadata: { migrated_from: source.id },
      },
      { idempotencyKey: `migrate:${source.id}` },
    );
    if (setup.status === 'succeeded') return result('set_up', String(setup.payment_method));
    return result('needs_buyer', null, `${setup.id} is ${setup.status}`);
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError) || !error.statusCode) throw error;
    if (error.statusCode === 402) {
      return result('declined', null, error.decline_code || error.code || error.message);
    }
    // Anything but an answer about this card concerns all of them: stop, and go on later.
    if (error.statusCode !== 400) throw error;
    return result('refused', null, error.message);
  }
}

/** Lines that were written whole; a kill may have cut the last one, whose Customer is then done again. */
function readProgress(file) {
  if (!fs.existsSync(file)) return [];
  const text = fs.readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) fs.truncateSync(file, Buffer.byteLength(whole));
  return whole
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function append(file, entry) {
  const handle = fs.openSync(file, 'a');
  try {
    fs.writeSync(handle, `${JSON.stringify(entry)}\n`);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

async function* allCustomers(stripe) {
  for await (const { id } of stripe.customers.list({ limit: 100 })) yield id;
}

function listed(file) {
  if (!fs.existsSync(file)) throw new StartError(`There is no file ${file} with Customers in it.`);
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  const ids = lines.map((line) => line.trim()).filter(Boolean);
  const wrong = ids.find((id) => !/^cus_\w+$/.test(id));
  if (wrong)
    throw new StartError(`"${wrong}" in ${file} is no Customer; each line names one, cus_…`);
  return ids;
}

function connect() {
  nextEnv.loadEnvConfig(root, false, { info: () => {}, error: console.error });
  const key = process.env.STRIPE_SECRET_KEY || 'sk_test_souk';
  if (/^(sk|rk)_live_/.test(key)) {
    throw new StartError('This demo takes no live key. Read what it does, then write your own.');
  }
  const base = new URL(process.env.STRIPE_API_BASE || 'http://127.0.0.1:12111');
  return new Stripe(key, {
    host: base.hostname,
    port: base.port || (base.protocol === 'http:' ? '80' : '443'),
    protocol: base.protocol.slice(0, -1),
    maxNetworkRetries: 4,
    telemetry: false,
  });
}

async function main() {
  const { values } = parseArgs({
    options: {
      customers: { type: 'string' },
      progress: { type: 'string', default: 'migrate-cards.jsonl' },
      report: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
    },
  });
  const stripe = connect();
  const results = await migrateCards({
    stripe,
    customers: values.customers ? listed(values.customers) : allCustomers(stripe),
    progress: path.resolve(values.progress),
    dryRun: values['dry-run'],
    tell: ({ customer, old, outcome, reason }) =>
      console.log(`${customer}  ${old}  ${outcome}${reason ? ` (${reason})` : ''}`),
  });
  if (values.report) fs.writeFileSync(values.report, `${JSON.stringify(results, null, 2)}\n`);
  const outcomes = [...new Set(results.map(({ outcome }) => outcome))];
  const counts = outcomes.map((outcome) => [
    outcome,
    results.filter((one) => one.outcome === outcome),
  ]);
  const words = counts.map(([outcome, found]) => `${found.length} ${outcome}`);
  console.log(`\n${results.length} old cards: ${words.join(', ') || 'none'}.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error instanceof StartError ? error.message : `Stopped: ${error.message}`);
    console.error('What is done is written down; the same command goes on from there.');
    process.exit(1);
  });
}
