/**
 * Sources (docs.stripe.com/api/sources). Deprecated: PaymentMethods have taken their place.
 */
import type Stripe from 'stripe';
import {
  invalidRequest,
  noSuch,
  route,
  type Context,
  type ParameterFields,
  type Resource,
} from '../server/contract';
import { joinFields } from '../server/parameters';
import { rawCard } from './parameters';
import { finishSourceCharge } from './source-charge';
import { cloneSource } from './source-clone';
import { createSource, type GivenSource } from './source-create';
import { sourceAnswer } from './source-shape';
import { expireSource, findSource } from './source-state';
import { agreeLater, askWhereTo, fillSource, transactionsOf } from './source-transactions';
import { updateSource } from './source-update';
import { verifySource } from './source-verify';

const text = { schema: { kind: 'string' } } as const;

function hash(...names: readonly string[]): ParameterFields[string] {
  return {
    schema: { kind: 'object', fields: Object.fromEntries(names.map((name) => [name, text])) },
  };
}

/** What the documents of the types name and the SDK's types leave out. */
const ofTypes: ParameterFields = joinFields(
  { card: { schema: { kind: 'object', fields: rawCard } } },
  {
    bancontact: hash('preferred_language'),
    ideal: hash('bank'),
    klarna: hash('product', 'purchase_country', 'locale', 'first_name', 'last_name'),
    sepa_debit: hash('iban'),
    sofort: hash('country', 'preferred_language'),
  },
);

function create(context: Context, given: GivenSource): Stripe.Source {
  const source =
    given.original_source === undefined
      ? createSource(context, given)
      : cloneSource(context, given);
  return sourceAnswer(context, source);
}

/** A browser proves by the client secret that it was given this Source. */
function retrieve(
  context: Context,
  { client_secret }: Stripe.SourceRetrieveParams,
  id: string,
): Stripe.Source {
  const { object: source } = findSource(context, id);
  const proven = client_secret === source.client_secret;
  if (!proven && (context.key === 'publishable' || client_secret !== undefined)) {
    if (client_secret === undefined) throw noSuch('source', id, 'source', 404);
    // unconfirmed: the sentence.
    throw invalidRequest('The client_secret provided does not match the source.', {
      param: 'client_secret',
    });
  }
  return sourceAnswer(context, source);
}

export const sources: Resource = {
  object: 'source',
  tasks: {
    authorize_source: agreeLater,
    expire_source: expireSource,
    fill_source: fillSource,
    finish_source_charge: finishSourceCharge,
  },
  reactions: { 'charge.refunded': askWhereTo },
  routes: [
    route('POST', '/v1/sources', 'SourceCreateParams', create, { access: 'any', also: ofTypes }),
    route(
      'GET',
      '/v1/sources/:id',
      'SourceRetrieveParams',
      (context, given, path) => retrieve(context, given, path.id ?? ''),
      { access: 'client_secret' },
    ),
    route('POST', '/v1/sources/:id', 'SourceUpdateParams', (context, given, path) =>
      updateSource(context, path.id ?? '', given),
    ),
    route('POST', '/v1/sources/:id/verify', 'SourceVerifyParams', (context, given, path) =>
      verifySource(context, findSource(context, path.id ?? '').object, given.values),
    ),
    route(
      'GET',
      '/v1/sources/:id/source_transactions',
      'SourceListSourceTransactionsParams',
      (context, given, path) => {
        const { id } = findSource(context, path.id ?? '').object;
        const url = `/v1/sources/${id}/source_transactions`;
        return context.list(transactionsOf(context, id), given, url);
      },
    ),
  ],
};
