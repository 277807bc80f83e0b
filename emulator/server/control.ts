import { Hono, type Context as HonoContext } from 'hono';
import type { Deliverer } from '../events/deliverer';
import { rollSecret } from '../events/secrets';
import { updateAutomatically } from '../resources/automatic-update';
import type { StripeHosts } from './public-api';
import type { MovableClock } from './clock';
import { invalidRequest, StripeError } from './contract';
import type { Engine } from './engine';
import type { Faults } from './faults';
import { platformId } from './ids';
import { DEFAULT_NAMESPACE } from './namespace';
import { matchesPath, type RequestLog } from './request-log';
import { seed } from './seed';
import type { Standing } from './standing';
import { checkSettings } from './settings';
import { changeStripeJs } from './stripe-js-settings';

export interface ControlParts {
  readonly engine: Engine;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly deliverer: Deliverer;
  readonly clock: MovableClock;
  readonly standing: Standing;
  /** What answers for Stripe's hosts, if anything does or is about to. */
  readonly hosts: () => StripeHosts | 'starting' | null;
  readonly version: string;
}

const LOOPBACK = /^((\w[\w-]*\.)*localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * The control API under /_emulator: JSON in and out, no key. It is for programs on this machine:
 * pages of other origins are refused, so that no website can clear or read the data.
 */
export function controlApp(parts: ControlParts): Hono {
  const { engine, faults, log, deliverer, clock, standing } = parts;
  const app = new Hono();
  const started = Date.now();

  app.onError((error, c) => {
    if (error instanceof StripeError) return c.json({ error: error.body }, error.status as 400);
    console.error('The control API failed:', error);
    const message = 'The emulator failed; the reason is in its output.';
    return c.json({ error: { type: 'api_error', message } }, 500);
  });
  app.use('*', async (c, next) => {
    // A name that resolves here only for one visitor would be of the same origin, and send none.
    if (!LOOPBACK.test(c.req.header('host') ?? new URL(c.req.url).host)) {
      throw invalidRequest('The control API is only for names of this machine.', { status: 403 });
    }
    const origin = c.req.header('origin');
    if (origin !== undefined && origin !== engine.urls.api) {
      throw invalidRequest('The control API is not for pages of other origins.', { status: 403 });
    }
    await next();
  });

  app.get('/health', (c) =>
    c.json({
      status: 'ok',
      version: parts.version,
      urls: engine.urls,
      uptime_ms: Date.now() - started,
      objects: engine.store.objects,
      journal_bytes: engine.store.journalBytes,
    }),
  );

  app.get('/hosts', (c) => {
    const hosts = parts.hosts();
    if (hosts === 'starting') {
      const message = 'Nothing answers for Stripe’s hosts yet: the emulator is starting.';
      throw new StripeError(503, { type: 'api_error', message });
    }
    if (hosts) return c.json(hosts);
    const message = 'Nothing answers for Stripe’s hosts: start the emulator with --tls-port.';
    throw invalidRequest(message, { status: 404 });
  });

  app.post('/reset', async (c) => {
    const { namespace } = await json(c);
    if (namespace === undefined) {
      engine.store.clear();
      log.clear();
      faults.clear();
      clock.reset();
      standing.apply(platformId(DEFAULT_NAMESPACE));
      return c.json({ reset: true });
    }
    const platform = platformId(textOf(namespace, 'namespace'));
    const accounts = engine.store.state.connectedTo(platform);
    engine.store.clear([platform, ...accounts]);
    log.clear(platform);
    faults.clearOf(platform, [platform, ...accounts]);
    standing.apply(platform);
    return c.json({ reset: true, namespace });
  });

  app.post('/seed', async (c) => {
    const { namespace = DEFAULT_NAMESPACE, ...given } = await json(c);
    return c.json(seed(engine, platformId(textOf(namespace, 'namespace')), given));
  });

  app.get('/requests', (c) => {
    const { after, method, path, account, namespace, limit } = c.req.query();
    const count = limit === undefined ? undefined : countOf(limit);
    const platform =
      namespace === undefined ? undefined : platformId(textOf(namespace, 'namespace'));
    return c.json({ data: log.find({ after, method, path, account, platform, limit: count }) });
  });

  app.get('/faults', (c) => c.json({ data: faults.all() }));
  app.post('/faults', async (c) => c.json(faults.add(await json(c))));
  app.delete('/faults', (c) => c.json({ cleared: faults.clear() }));
  app.delete('/faults/:id', (c) => {
    if (!faults.clear(c.req.param('id'))) throw missing('fault', c.req.param('id'));
    return c.json({ cleared: true });
  });

  app.get('/deliveries', (c) => {
    const { event, type, endpoint, status, account, limit } = c.req.query();
    const data = deliverer
      .all()
      .map(({ delivery }) => delivery)
      .filter(
        (delivery) =>
          (event === undefined || delivery.event.id === event) &&
          (type === undefined || matchesPath(type, delivery.event.type)) &&
          (account === undefined || delivery.event.account === account) &&
          (endpoint === undefined || delivery.endpoint.id === endpoint) &&
          (status === undefined || delivery.status === status),
      );
    // The newest, since a long log is read for what happened last.
    return c.json({ data: limit === undefined ? data : data.slice(-countOf(limit)) });
  });
  app.post('/deliveries/:id/resend', async (c) => {
    const delivery = await deliverer.resend(c.req.param('id'));
    if (!delivery) throw missing('delivery', c.req.param('id'));
    return c.json(delivery);
  });
  app.post('/webhook_endpoints/:id/roll_secret', async (c) => {
    const { expires_in_ms: overlap = 0 } = await json(c);
    const id = c.req.param('id');
    const secret = rollSecret(engine, id, overlap);
    if (secret === undefined) throw missing('webhook endpoint', id);
    return c.json({ id, secret });
  });

  app.post('/payment_methods/:id/automatic_update', async (c) => {
    const method = updateAutomatically(engine, c.req.param('id'), await json(c));
    if (!method) throw missing('payment method', c.req.param('id'));
    return c.json(method);
  });

  const told = () => ({
    now: Math.floor(clock.now() / 1_000),
    now_ms: clock.now(),
    offset_ms: clock.offset,
  });
  app.get('/clock', (c) => c.json(told()));
  app.post('/clock', async (c) => {
    clock.change(await json(c));
    return c.json(told());
  });

  app.get('/settings', (c) => c.json(engine.settings));
  app.post('/settings', async (c) => {
    const { namespace, stripeJs, ...given } = await json(c);
    const of = namespace === undefined ? undefined : textOf(namespace, 'namespace');
    const [global] = of === undefined ? [] : Object.keys(given);
    if (global) throw invalidRequest(`${global} is the same for all namespaces`, { param: global });
    const checked = checkSettings(given);
    if (stripeJs !== undefined) changeStripeJs(engine.settings, stripeJs, of);
    return c.json(Object.assign(engine.settings, checked));
  });

  app.all('*', (c) => {
    throw invalidRequest(`There is no ${c.req.method} ${c.req.path} in the control API.`, {
      status: 404,
    });
  });
  return app;
}

async function json(c: HonoContext): Promise<Record<string, unknown>> {
  const text = await c.req.text();
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    // Answered below, like JSON that isn't an object.
  }
  throw invalidRequest('The body must be a JSON object.');
}

function countOf(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) {
    throw invalidRequest(`Invalid integer: ${text}`, { param: 'limit' });
  }
  return count;
}

function textOf(value: unknown, name: string): string {
  if (typeof value !== 'string' || !/^[A-Za-z0-9-]+$/.test(value)) {
    throw invalidRequest(`Invalid ${name}: letters, digits and dashes only`, { param: name });
  }
  return value;
}

function missing(noun: string, id: string): StripeError {
  return invalidRequest(`No such ${noun}: '${id}'`, { status: 404 });
}
