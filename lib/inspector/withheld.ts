/** What is withheld from whoever looks at calls that others are told of, too. */
import type { StripeCallView } from '../model/views';

const hidden = '[hidden]';

/** Where what the platform keeps of a buyer is shared with an account: cloning, tokens, Sources. */
const sharing = /^\/v1\/(?:payment_methods|tokens|sources)$/;
const shared = [
  ...['customer', 'payment_method', 'original_source'],
  ...['source', 'card', 'bank_account'],
];

/**
 * How a buyer is reached, whatever object names it: `customer_email`, `billing_address`,
 * `customer_purchase_ip` and the like. Of a buyer, a seller’s desk tells the name and our ids.
 */
const personal = /(?:^|_)(?:email|phone|address|ip|user_agent)$/;

/**
 * For a seller: the same calls, on the account and about it, without ids of the platform's Customers and
 * methods and without how to reach a buyer.
 */
export function withoutPlatforms(calls: readonly StripeCallView[]): StripeCallView[] {
  return calls.map((call) => {
    // What was told of the account itself is the seller's own.
    if (call.accountId === null) return call;
    const ids = platformsIn(call);
    const plain = (json: string) => JSON.stringify(without(JSON.parse(json), ids), null, 2);
    return { ...call, request: plain(call.request), response: plain(call.response) };
  });
}

/**
 * For a buyer: the same calls without what their seller told a bank about them, in words and files.
 * https://docs.stripe.com/api/disputes/evidence_object
 */
export function withoutEvidence(calls: readonly StripeCallView[]): StripeCallView[] {
  return calls.map((call) => {
    const file = call.path.startsWith('/v1/files');
    const plain = (json: string) => JSON.stringify(untold(JSON.parse(json), file), null, 2);
    return { ...call, request: plain(call.request), response: plain(call.response) };
  });
}

const fileNames = new Set(['filename', 'title', 'file', 'url']);

/** `evidence` is withheld whole, be it one object or a list of fields; null says that there is none. */
function untold(value: unknown, file: boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => untold(each, file));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      (name === 'evidence' || (file && fileNames.has(name))) && inner !== null
        ? hidden
        : untold(inner, file),
    ]),
  );
}

function platformsIn({ method, path, request }: StripeCallView): string[] {
  if (method !== 'POST' || !sharing.test(path)) return [];
  const sent = JSON.parse(request) as Readonly<Record<string, unknown>>;
  return shared.flatMap((name) => {
    const id = sent[name];
    return typeof id === 'string' && id !== '' ? [id] : [];
  });
}

function without(value: unknown, ids: readonly string[]): unknown {
  if (typeof value === 'string')
    return ids.reduce((text, id) => text.replaceAll(id, hidden), value);
  if (Array.isArray(value)) return value.map((each) => without(each, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      personal.test(name) && inner !== null ? hidden : without(inner, ids),
    ]),
  );
}
