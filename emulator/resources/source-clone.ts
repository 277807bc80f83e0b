/**
 * Sharing a platform's card Source with a connected account
 * (docs.stripe.com/sources/connect#cloning-card-sources). Deprecated: PaymentMethods are shared today.
 */
import type Stripe from 'stripe';
import { cardRefused, declines } from '../rules/declines';
import { invalidRequest, missingParameter, type Context } from '../server/contract';
import { unknownParameters } from '../server/parameter-errors';
import { mergeMetadata } from '../server/metadata';
import type { Stored } from '../store/kinds';
import { cloneFingerprint } from './payment-method-shape';
import { findCustomer, idOf, seen } from './payment-method-use';
import type { GivenSource } from './source-create';
import { cardShown } from './source-card-shape';
import { checkChargeable } from './source-state';

/** unconfirmed: that `metadata` may stand beside them, and nothing else. */
const accepted = new Set(['customer', 'expand', 'metadata', 'original_source', 'type', 'usage']);

interface Original {
  readonly method: Stored<'payment_method'>;
  readonly usage: string;
  readonly owner: Stripe.Source.Owner | null;
}

/**
 * `POST /v1/sources` with `customer` and `original_source` of the platform under `Stripe-Account`.
 * The clone is an object of its own, attached to nobody; `usage` may narrow it to a single use. The
 * original is not changed.
 *
 * @throws 404 for an unknown Customer; 400 for an original that is none of theirs, no card, or not
 *   chargeable; 402 for an expired card (sentences unconfirmed)
 */
export function cloneSource(context: Context, given: GivenSource): Stripe.Source {
  if (context.key === 'publishable') {
    throw invalidRequest('Sources can only be shared with a secret key.', {
      code: 'secret_key_required',
      status: 403,
    });
  }
  const unknown = Object.keys(given).filter((name) => !accepted.has(name));
  if (unknown.length > 0) throw unknownParameters(unknown);
  if (!context.connected) {
    throw invalidRequest(
      'You must authenticate as a connected account, with the Stripe-Account header, to share a source of your platform with it.',
      { param: 'original_source' },
    );
  }
  if (given.customer === undefined) throw missingParameter('customer');
  const platform = context.as(context.platform);
  const { id: customer } = findCustomer(platform, given.customer);
  const original = originalOf(platform, customer, given.original_source ?? '');
  if (given.type !== undefined && given.type !== 'card') throw noCard(given.type);
  if (seen(platform, original.method).expired) throw cardRefused(declines.expiredCard);
  const usage = given.usage ?? original.usage;
  if (usage === 'reusable' && original.usage !== 'reusable') {
    throw invalidRequest('A source of a single use cannot be shared as a reusable one.', {
      param: 'usage',
    });
  }
  return put(context, original, usage, mergeMetadata(null, given.metadata));
}

function noCard(type: string): Error {
  return invalidRequest(
    `Only card sources can be shared with connected accounts; this one is of type ${type}.`,
    { param: 'original_source' },
  );
}

/** The platform's Source, or the Card of a Customer, which a Source can be made of as well. */
function originalOf(platform: Context, customer: string, id: string): Original {
  const source = platform.records.get('source', id)?.object;
  const method = platform.records.get('payment_method', id);
  if (!source && !(id.startsWith('card_') && method)) {
    throw invalidRequest(`No such source: '${id}'`, {
      code: 'resource_missing',
      param: 'original_source',
    });
  }
  if (source && source.type !== 'card') throw noCard(source.type);
  if ((source?.customer ?? idOf(method?.object.customer)) !== customer) {
    throw invalidRequest(
      `The source ${id} must be attached to the customer ${customer} to be shared.`,
      { param: 'original_source' },
    );
  }
  if (source) checkChargeable(source);
  if (!method) throw new Error(`The source ${id} has no card`);
  return { method, usage: source?.usage ?? 'reusable', owner: source?.owner ?? ownerOf(method) };
}

function ownerOf({ object }: Stored<'payment_method'>): Stripe.Source.Owner {
  const { address, email, name, phone } = object.billing_details;
  return {
    address: address as Stripe.Address | null,
    email,
    name,
    phone,
    verified_address: null,
    verified_email: null,
    verified_name: null,
    verified_phone: null,
  };
}

function put(
  context: Context,
  { method: { object, hidden }, owner }: Original,
  usage: string,
  metadata: Stripe.Metadata,
): Stripe.Source {
  const id = context.id('src_');
  const card = {
    ...object,
    id,
    created: context.now(),
    customer: null,
    metadata,
    ...(object.card
      ? { card: { ...object.card, fingerprint: cloneFingerprint(context, hidden.card) } }
      : {}),
  };
  context.records.put('payment_method', card, {
    ...hidden,
    use: 'fresh',
    heldBy: null,
    clonedFrom: object.id,
  });
  const source: Stripe.Source = {
    id,
    object: 'source',
    allow_redisplay: 'unspecified',
    amount: null,
    card: cardShown(card),
    client_secret: `src_client_secret_${context.random(24)}`,
    created: context.now(),
    currency: null,
    flow: 'none',
    livemode: false,
    metadata,
    owner,
    statement_descriptor: null,
    status: 'chargeable',
    type: 'card',
    usage,
  };
  context.records.put('source', source, { clonedFrom: object.id });
  context.emit('source.chargeable', source);
  return source;
}
