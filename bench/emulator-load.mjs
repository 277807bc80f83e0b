// Calls of Stripe's API at a given concurrency, as Stripe's own library makes them: form-encoded, on
// connections that stay open, each POST with an idempotency key of its own.
import http from 'node:http';
import { randomUUID } from 'node:crypto';

const headers = {
  authorization: 'Bearer sk_test_bench',
  'content-type': 'application/x-www-form-urlencoded',
};

/** A caller of the server at `url` with at most `concurrency` calls at once. */
export function callerOf(url, concurrency) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: concurrency });
  const { hostname, port } = new URL(url);

  /** The answer's JSON; rejects on any status but 200. */
  function call(method, path, body = '') {
    return new Promise((resolve, reject) => {
      const keyed = method === 'POST' ? { 'idempotency-key': randomUUID() } : {};
      const options = { agent, hostname, port, method, path };
      const length = { 'content-length': Buffer.byteLength(body) };
      const request = http.request({ ...options, headers: { ...headers, ...keyed, ...length } });
      request.on('error', reject);
      request.on('response', (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () => {
          const text = Buffer.concat(parts).toString();
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
        });
      });
      request.end(body);
    });
  }

  /** Runs `work(call)` over and over in `concurrency` lines until `more()` says no. Returns how often. */
  async function keepOn(work, more) {
    let done = 0;
    const line = async () => {
      while (more()) {
        await work(call);
        done += 1;
      }
    };
    await Promise.all(Array.from({ length: concurrency }, line));
    return done;
  }

  return {
    call,
    /** Requests a second over `seconds`. */
    async rate(work, seconds) {
      const began = performance.now();
      const done = await keepOn(work, () => performance.now() - began < seconds * 1000);
      return done / ((performance.now() - began) / 1000);
    },
    /** Exactly `count` calls. */
    async times(work, count) {
      let left = count;
      await keepOn(work, () => left-- > 0);
    },
    close: () => agent.destroy(),
  };
}

let serial = 0;

/** A Customer as a shop makes one. */
export function createCustomer(call) {
  serial += 1;
  return call(
    'POST',
    '/v1/customers',
    `name=Buyer+${serial}&email=buyer${serial}%40example.com&description=Bench&metadata[order]=${serial}`,
  );
}

/** A charge off session with a test card; nothing is attached or kept for later. */
export function createPayment(call) {
  serial += 1;
  return call(
    'POST',
    '/v1/payment_intents',
    `amount=${1000 + (serial % 9000)}&currency=usd&payment_method=pm_card_visa&confirm=true` +
      `&automatic_payment_methods[enabled]=true&automatic_payment_methods[allow_redirects]=never` +
      `&metadata[order]=${serial}`,
  );
}

/** Reads the given Customers, one after the other. */
export function getCustomer(ids) {
  let next = 0;
  return (call) => call('GET', `/v1/customers/${ids[next++ % ids.length]}`);
}

/** A monthly price; resolves its id. */
export async function createPlan(call) {
  const terms = 'currency=usd&unit_amount=1500&recurring[interval]=month';
  const price = JSON.parse(await call('POST', '/v1/prices', `${terms}&product_data[name]=Coffee`));
  return price.id;
}

/** A Customer with a card of its own, who subscribes to the price. */
export async function createMember(call, price) {
  const { id: customer } = JSON.parse(await createCustomer(call));
  const { id: card } = JSON.parse(
    await call('POST', '/v1/payment_methods', 'type=card&card[token]=tok_visa'),
  );
  await call('POST', `/v1/payment_methods/${card}/attach`, `customer=${customer}`);
  const terms = `customer=${customer}&default_payment_method=${card}&items[0][price]=${price}`;
  return call('POST', '/v1/subscriptions', terms);
}
