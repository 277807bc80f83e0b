// The emulator's webhook endpoints: registered by its ordinary API, as one would at Stripe, and kept
// between starts, since a secret is told once only.
import fs from 'node:fs';
import path from 'node:path';
import Stripe from 'stripe';
import { root, StartError } from './processes.mjs';

const variables = {
  platform: 'STRIPE_WEBHOOK_SECRET_PLATFORM',
  connect: 'STRIPE_WEBHOOK_SECRET_CONNECT',
};

/**
 * Sees to it that the emulator tells the shop at `appUrl` of exactly the events it handles, and
 * answers with the secrets as environment variables. They are kept in `<dataDir>/webhook-endpoints.json`
 * (mode 0600): an endpoint that is still there is only told where the shop is now, one that is gone
 * or of another version is made anew.
 */
export async function registerWebhooks({ apiUrl, appUrl, dataDir, secretKey = 'sk_test_souk' }) {
  const { hostname, port, protocol } = new URL(apiUrl);
  const stripe = new Stripe(secretKey, {
    host: hostname,
    port,
    protocol: protocol.slice(0, -1),
    telemetry: false,
  });
  const file = path.join(dataDir, 'webhook-endpoints.json');
  const known = read(file);
  const types = JSON.parse(
    fs.readFileSync(path.join(root, 'lib/webhooks/event-types.json'), 'utf8'),
  );
  const kept = {};
  try {
    for (const name of Object.keys(variables)) {
      const wanted = {
        url: new URL(`/api/webhooks/${name}`, appUrl).href,
        enabled_events: types[name],
      };
      kept[name] =
        (await update(stripe, known[name], wanted)) ?? (await create(stripe, name, wanted));
      // After each: a start that dies between them leaves no endpoint whose secret nobody knows.
      write(file, { ...known, ...kept });
    }
  } catch (error) {
    throw new StartError(`The emulator's webhook endpoints could not be set up: ${error.message}`);
  }
  return Object.fromEntries(
    Object.entries(variables).map(([name, variable]) => [variable, kept[name].secret]),
  );
}

/** Null when there is no such endpoint any more, or one whose version cannot be changed. */
async function update(stripe, known, { url, enabled_events }) {
  if (!known?.id || !known.secret) return null;
  let endpoint;
  try {
    endpoint = await stripe.webhookEndpoints.retrieve(known.id);
  } catch (error) {
    if (error.code !== 'resource_missing') throw error;
    return null;
  }
  if (endpoint.api_version !== Stripe.API_VERSION) {
    await stripe.webhookEndpoints.del(known.id);
    return null;
  }
  const same =
    endpoint.url === url &&
    endpoint.status === 'enabled' &&
    String(endpoint.enabled_events) === String(enabled_events);
  if (!same) {
    await stripe.webhookEndpoints.update(known.id, { url, enabled_events, disabled: false });
  }
  return known;
}

async function create(stripe, name, wanted) {
  // One at the same address whose secret was lost would send what nobody can verify.
  for await (const { id, url } of stripe.webhookEndpoints.list({ limit: 100 })) {
    if (url === wanted.url) await stripe.webhookEndpoints.del(id);
  }
  const { id, secret } = await stripe.webhookEndpoints.create({
    ...wanted,
    connect: name === 'connect',
    api_version: Stripe.API_VERSION,
    description: `Souk, ${name}`,
  });
  return { id, secret };
}

/** What an earlier start kept; nothing when there is none or it cannot be read. */
function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/** Written aside and moved, so that it is whole or not there, and nobody else's to read at any time. */
function write(file, endpoints) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const aside = `${file}.${process.pid}`;
  fs.rmSync(aside, { force: true });
  fs.writeFileSync(aside, `${JSON.stringify(endpoints, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(aside, file);
}
