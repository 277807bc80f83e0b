/**
 * Making a Source (docs.stripe.com/api/sources/create): what its type, flow and use ask for.
 */
import type Stripe from 'stripe';
import { checkAmount, parseCurrency } from '../rules/money';
import { invalidRequest, missingParameter, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { sourceCard, type RawCard } from './source-card';
import { flowHash, pageOf, typeHash, type TypeFields } from './source-shape';
import { authorizeByItself, planExpiry } from './source-state';
import { fillByItself } from './source-transactions';
import { traitsOf, type SourceFlow, type SourceTraits, type SourceType } from './source-types';
import { checkNotification, orderOf, ownerOf } from './source-update';
import { bankHash } from './source-bank';

/** What the SDK's types leave out: the hash of each type, and a card's fields from a browser. */
export type GivenSource = Stripe.SourceCreateParams & {
  readonly card?: RawCard;
} & Readonly<Partial<Record<Exclude<SourceType, 'card'>, TypeFields>>>;

/** Which of the possible ones is asked for, or the usual one. */
function chosen<T extends string>(
  name: 'flow' | 'usage',
  given: string | undefined,
  possible: readonly T[],
  type: string,
): T {
  const [usual] = possible;
  const found = given === undefined ? usual : possible.find((one) => one === given);
  if (found !== undefined) return found;
  // unconfirmed: the sentence. That "an error will be returned" is documented.
  throw invalidRequest(
    `Sources of the type ${type} cannot have the ${name} ${given ?? ''}; possible: ${possible.join(', ')}.`,
    { param: name },
  );
}

/** The value of a parameter by its name, as `owner[name]`. */
function valueOf(given: GivenSource, name: string): unknown {
  const [first = '', second] = name.replace(']', '').split('[');
  const value = (given as Readonly<Record<string, unknown>>)[first];
  return second === undefined ? value : (value as Record<string, unknown> | undefined)?.[second];
}

function checkRequired(given: GivenSource, names: readonly string[]): void {
  for (const name of names) if (!valueOf(given, name)) throw missingParameter(name);
}

/** Throws for what does not go with the type or the flow (sentences unconfirmed). */
function checkFits(given: GivenSource, type: string, flow: SourceFlow): void {
  const beside = {
    customer: false,
    mandate: type === 'sepa_debit' || type === 'ach_debit',
    receiver: flow === 'receiver',
    redirect: flow === 'redirect' || type === 'multibanco',
    token: type === 'card' || type === 'ach_debit',
  } as const;
  for (const [name, fits] of Object.entries(beside)) {
    if (fits || given[name as keyof typeof beside] === undefined) continue;
    throw invalidRequest(
      name === 'customer'
        ? 'A customer is named with `original_source` only: attach the source to the customer instead.'
        : `The parameter '${name}' does not go with sources of the type ${type}.`,
      { param: name },
    );
  }
}

interface Money {
  readonly amount: number | null;
  readonly currency: string | null;
}

/** "Required for single_use sources. Not supported for receiver type sources" that are used again. */
function moneyOf(
  given: GivenSource,
  type: SourceType,
  usage: string,
  flow: SourceFlow,
  { currencies }: SourceTraits,
): Money {
  const needs = usage === 'single_use' && type !== 'card';
  if (needs) checkRequired(given, ['amount']);
  if (needs || currencies) checkRequired(given, ['currency']);
  const currency = given.currency === undefined ? null : parseCurrency(given.currency);
  if (currency !== null && currencies && !currencies.includes(currency)) {
    // unconfirmed: the sentence.
    throw invalidRequest(
      `Sources of the type ${type} must be in ${currencies.join(' or ')}, not in ${currency}.`,
      { param: 'currency' },
    );
  }
  const { amount = null } = given;
  if (amount !== null && flow === 'receiver' && usage === 'reusable') {
    throw invalidRequest(
      `The parameter 'amount' does not go with sources of the type ${type}: any amount can be sent to them.`,
      { param: 'amount' },
    );
  }
  if (amount !== null) checkAmount(amount, currency ?? 'usd');
  return { amount, currency };
}

function checkAddress(given: string | undefined): string | undefined {
  if (given === undefined || URL.canParse(given)) return given;
  throw invalidRequest('Not a valid URL', { code: 'url_invalid', param: 'redirect[return_url]' });
}

/**
 * Makes a Source. One that asks its owner for nothing is chargeable at once.
 *
 * @throws 400 for a type that cannot be made, and for what is missing or does not go with it; 402 for
 *   wrong card fields
 */
export function createSource(context: Context, given: GivenSource): Stripe.Source {
  if (given.type === undefined) throw missingParameter('type');
  const type = given.type as SourceType;
  const traits = traitsOf(context, type);
  const flow = chosen('flow', given.flow, traits.flows, type);
  const usage = chosen('usage', given.usage, traits.usages, type);
  checkFits(given, type, flow);
  const money = moneyOf(given, type, usage, flow, traits);
  checkRequired(given, [
    ...(flow === 'redirect' ? ['redirect[return_url]'] : []),
    ...(traits.requires ?? []),
  ]);
  const return_url = checkAddress(given.redirect?.return_url);
  const id = context.id('src_');
  const client_secret = `src_client_secret_${context.random(24)}`;
  const metadata = mergeMetadata(null, given.metadata);
  const owner = ownerOf(given.owner, null);
  const statement = given.statement_descriptor ?? null;
  const page = pageOf(context, { id, client_secret });
  const fields = type === 'card' ? {} : (given[type] ?? {});
  const own =
    type === 'card'
      ? sourceCard(context, { id, metadata, owner, token: given.token, raw: given.card })
      : type === 'ach_debit'
        ? bankHash(context, given.token ?? '')
        : typeHash(context, type, fields, { page, statement });
  const base = {
    id,
    object: 'source',
    allow_redisplay: 'unspecified',
    ...money,
    client_secret,
    created: context.now(),
    flow,
    livemode: false,
    metadata,
    owner,
    ...(given.source_order ? { source_order: orderOf(given.source_order, money) } : {}),
    statement_descriptor: statement,
    // The buyer of a WeChat payment answers in an app, without a flow of Stripe's.
    status: flow === 'none' && type !== 'wechat' ? 'chargeable' : 'pending',
    type,
    usage,
    ...own,
  } satisfies Stripe.Source;
  const refunds = given.receiver?.refund_attributes_method;
  const source: Stripe.Source = {
    ...base,
    ...flowHash(context, flow, base, { return_url, refund_attributes_method: refunds }),
  };
  context.records.put('source', source, checkNotification(given.mandate));
  begin(context, source);
  return source;
}

/** What follows by itself. */
function begin(context: Context, source: Stripe.Source): void {
  if (source.status === 'chargeable') context.emit('source.chargeable', source);
  else planExpiry(context, source);
  authorizeByItself(context, source);
  fillByItself(context, source, source.owner?.email ?? null);
}
