// Somebody who uses the shop over HTTP, as a browser without script would, and does not give up when
// it is gone for a while.
import { setTimeout as pause } from 'node:timers/promises';

/** How long somebody keeps trying to reach the shop. */
const patienceMs = 180_000;

let addresses = 0;

/** Somebody with a cookie jar and an address of their own. */
export function visitor(appUrl) {
  const cookies = new Map();
  addresses += 1;
  const address = `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;

  /** Asks until the shop answers; whatever is sent here may be sent again. */
  async function ask(method, path, { body, form } = {}) {
    const until = Date.now() + patienceMs;
    for (;;) {
      try {
        const response = await fetch(`${appUrl}${path}`, {
          method,
          redirect: 'manual',
          signal: AbortSignal.timeout(120_000),
          headers: {
            origin: appUrl,
            cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
            'x-forwarded-for': address,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          body: form ?? (body === undefined ? undefined : JSON.stringify(body)),
        });
        for (const cookie of response.headers.getSetCookie()) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
          if (name) cookies.set(name, value);
        }
        const text = await response.text();
        const faulty = response.status >= 500 || response.status === 429;
        if (!faulty) return { status: response.status, text };
        if (Date.now() > until) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      } catch (error) {
        if (Date.now() > until) throw error;
      }
      await pause(250);
    }
  }

  /** A call of the API; `value` is its JSON. */
  async function call(method, path, body) {
    const { status, text } = await ask(method, path, { body });
    return { status, ok: status < 400, value: text ? JSON.parse(text) : null };
  }

  return { ask, call };
}

/** Puts one of these goods into the cart by the form of its page; false when it is sold out. */
export async function addToCart({ ask }, slug, dice) {
  const { text } = await ask('GET', `/products/${slug}`);
  const [form] = /<form(?:(?!<\/form>)[\s\S])*name="variantId"[\s\S]*?<\/form>/.exec(text) ?? [];
  if (!form) return false;
  const sent = new FormData();
  const choices = [];
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const name = attribute(input, 'name');
    if (name === null) continue;
    if (name !== 'variantId') sent.append(name, attribute(input, 'value') ?? '');
    else if (!/\bdisabled\b/.test(input)) choices.push(attribute(input, 'value'));
  }
  if (choices.length === 0) return false;
  sent.set('variantId', dice ? dice.one(choices) : choices[0]);
  if (!sent.has('quantity')) sent.set('quantity', '1');
  const { status } = await ask('POST', `/products/${slug}`, { form: sent });
  return status < 400;
}

function attribute(tag, name) {
  const [, value] = new RegExp(`\\s${name}="([^"]*)"`).exec(tag) ?? [];
  if (value === undefined) return null;
  return value.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
}

/**
 * The quote that the checkout page shows, and the sellers whom it charges, as the page's script is
 * told them; null when there is nothing to pay.
 */
export async function readCheckout({ ask }) {
  const { text } = await ask('GET', '/checkout');
  const quote = /data-quote="([^"]+)"/.exec(text)?.[1];
  if (!quote) return null;
  const told = [...text.matchAll(/sellerId\\?":\\?"(sel_[0-9a-z]{20})/g)].map(([, id]) => id);
  return { quote, sellers: [...new Set(told)] };
}
