/**
 * The sources of a Customer: Cards, BankAccounts and Sources (docs.stripe.com/api/cards,
 * /api/customer_bank_accounts, /api/sources/attach). Deprecated: PaymentMethods have taken their
 * place.
 */
import type Stripe from 'stripe';
import {
  invalidRequest,
  noSuch,
  route,
  type Context,
  type Resource,
  type Route,
} from '../server/contract';
import { unknownParameters } from '../server/parameter-errors';
import { mergeMetadata } from '../server/metadata';
import type { Stored } from '../store/kinds';
import { previousAttributes, tellChange } from './changes';
import { changeableOfCard } from './legacy-card';
import { unsettable } from './parameters';
import { checkExpiry, fourDigits } from './payment-method-source';
import { change, findCustomer, idOf } from './payment-method-use';
import { changeBank, verifyBank } from './saved-bank';
import { dropSource, keepDefault, savedAs, savedBy, savedOf, takeSource } from './saved-sources';
import type { Saved } from './saved-sources';
import { planExpiryNotice, tellExpiring } from './source-expiring';
import { updateSource } from './source-update';

type Given = Stripe.CustomerUpdateSourceParams;

function create(
  context: Context,
  { source, metadata }: Stripe.CustomerCreateSourceParams,
  id: string,
): Saved {
  const customer = findCustomer(context, id, 'id');
  const saved = takeSource(context, id, source, metadata);
  context.emit('customer.source.created', saved);
  planExpiryNotice(context, id, saved);
  // "The customer's first source becomes the default" (docs.stripe.com/api/cards/create).
  if (idOf(customer.default_source) === null) keepDefault(context, customer, saved.id);
  return saved;
}

/** Where a Customer's sources stand: all of them, or, in addresses of old, those of one kind. */
interface Place {
  readonly name: 'sources' | 'cards' | 'bank_accounts';
  readonly only?: Saved['object'];
}

/** One of the Customer in the path. Throws Stripe's 404 for anybody else's, and for another kind. */
function inPath(context: Context, path: Readonly<Record<string, string>>, { only }: Place): Saved {
  const customer = findCustomer(context, path.customer ?? '', 'id');
  const found = savedBy(context, customer.id, path.id ?? '');
  if (!found || (only && found.object !== only)) {
    throw noSuch(only ?? 'source', path.id ?? '', 'id', 404);
  }
  return found;
}

/** What can be told anew of each kind, beside its metadata. */
const changeable: Readonly<Record<Saved['object'], readonly string[]>> = {
  bank_account: ['account_holder_name', 'account_holder_type'],
  card: changeableOfCard,
  source: ['owner'],
};

function update(context: Context, given: Given, customer: string, before: Saved): Saved {
  const allowed = [...changeable[before.object], 'metadata', 'expand'];
  const unknown = Object.keys(given).filter((name) => !allowed.includes(name));
  if (unknown.length > 0) throw unknownParameters(unknown);
  const after = changed(context, given, before);
  const previous = previousAttributes(before, after);
  if (previous) context.emit('customer.source.updated', after, previous);
  if (previous && ('exp_month' in previous || 'exp_year' in previous)) {
    planExpiryNotice(context, customer, after);
  }
  return after;
}

function changed(context: Context, given: Given, before: Saved): Saved {
  if (before.object === 'source') {
    const { metadata, owner } = given;
    return updateSource(context, before.id, {
      ...(metadata === undefined ? {} : { metadata }),
      ...(owner === undefined ? {} : { owner }),
    });
  }
  const method = methodOf(context, before.id);
  const after =
    before.object === 'card'
      ? changeCard(context, method, given)
      : changeBank(context, method, given);
  return savedAs(after) ?? before;
}

function methodOf(context: Context, id: string): Stored<'payment_method'> {
  const method = context.records.get('payment_method', id);
  if (!method) throw new Error(`The source ${id} has no PaymentMethod`);
  return method;
}

/** Of a card the number never changes. */
function changeCard(
  context: Context,
  { object: method }: Stored<'payment_method'>,
  given: Given,
): Stored<'payment_method'> {
  const { billing_details: billing, card, metadata } = method;
  if (!card) throw new Error(`${method.id} is no card`);
  const exp_month = wholeNumber(given.exp_month, 'exp_month') ?? card.exp_month;
  const year = wholeNumber(given.exp_year, 'exp_year');
  const exp_year = year === undefined ? card.exp_year : fourDigits(year);
  if (given.exp_month !== undefined || year !== undefined) {
    checkExpiry(context, exp_month, exp_year);
  }
  const { address } = billing;
  const part = (name: keyof Given, before: string | null | undefined): string | null =>
    unsettable(given[name] as string | undefined, before ?? null);
  const zip = part('address_zip', address?.postal_code);
  return change(
    context,
    method.id,
    {
      billing_details: {
        ...billing,
        address: {
          ...address,
          city: part('address_city', address?.city),
          country: part('address_country', address?.country),
          line1: part('address_line1', address?.line1),
          line2: part('address_line2', address?.line2),
          postal_code: zip,
          state: part('address_state', address?.state),
        },
        name: part('name', billing.name),
      },
      card: { ...card, exp_month, exp_year },
      metadata: mergeMetadata(metadata, given.metadata),
    },
    zip === null ? {} : { gavePostalCode: true },
  );
}

/** The SDK types these as text. */
function wholeNumber(given: string | undefined, param: string): number | undefined {
  if (given === undefined || /^\d+$/.test(given))
    return given === undefined ? given : Number(given);
  throw invalidRequest(`Invalid integer: ${given}`, { code: 'parameter_invalid_integer', param });
}

function verify(
  context: Context,
  { amounts }: Stripe.CustomerVerifySourceParams,
  before: Saved,
): Saved {
  if (before.object !== 'bank_account') {
    // unconfirmed: the sentence.
    throw invalidRequest(`Only bank accounts can be verified; ${before.id} is none.`, {
      param: 'id',
    });
  }
  const after = savedAs(verifyBank(context, methodOf(context, before.id), amounts)) ?? before;
  tellChange(context, 'customer.source.updated', before, after);
  return after;
}

/** Cards and bank accounts leave their name; a Source is answered as it is now, consumed. */
function remove(context: Context, customer: string, saved: Saved): object {
  const gone = dropSource(context, customer, saved);
  return gone.object === 'source' ? gone : { id: gone.id, object: gone.object, deleted: true };
}

const places: readonly Place[] = [
  { name: 'sources' },
  // Not in the SDK any more; Stripe's OpenAPI description still has them, marked as deprecated.
  { name: 'cards', only: 'card' },
  { name: 'bank_accounts', only: 'bank_account' },
];

function routesAt(place: Place): readonly Route[] {
  const all = `/v1/customers/:customer/${place.name}` as const;
  return [
    route('POST', all, 'CustomerCreateSourceParams', (context, given, path) =>
      create(context, given, path.customer ?? ''),
    ),
    route('GET', all, 'CustomerListSourcesParams', (context, given, path) => {
      const { id } = findCustomer(context, path.customer ?? '', 'id');
      const wanted = place.only ?? given.object;
      const rows = savedOf(context, id).filter(
        ({ object }) => wanted === undefined || object === wanted,
      );
      return context.list<Saved>(rows, given, `/v1/customers/${id}/${place.name}`);
    }),
    route('GET', `${all}/:id`, 'CustomerRetrieveSourceParams', (context, _, path) =>
      inPath(context, path, place),
    ),
    route('POST', `${all}/:id`, 'CustomerUpdateSourceParams', (context, given, path) =>
      update(context, given, path.customer ?? '', inPath(context, path, place)),
    ),
    ...(place.only === 'card'
      ? []
      : [
          route('POST', `${all}/:id/verify`, 'CustomerVerifySourceParams', (context, given, path) =>
            verify(context, given, inPath(context, path, place)),
          ),
        ]),
    route('DELETE', `${all}/:id`, 'CustomerDeleteSourceParams', (context, _, path) =>
      remove(context, path.customer ?? '', inPath(context, path, place)),
    ),
  ];
}

export const customerSources: Resource = {
  object: 'customer_source',
  tasks: { source_expiring: tellExpiring },
  routes: places.flatMap(routesAt),
};
