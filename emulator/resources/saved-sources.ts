/**
 * What a Customer is charged by in the older API: Cards, BankAccounts and Sources, one of them the
 * default (docs.stripe.com/api/cards, /api/customer_bank_accounts, /api/sources/attach). Each Card
 * and BankAccount is a PaymentMethod of the same id.
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, type Context } from '../server/contract';
import type { Stored } from '../store/kinds';
import { tellChange } from './changes';
import { cardOf } from './legacy-card';
import { attachable, change, give, idOf } from './payment-method-use';
import { bankAccountOf, bankOfToken, isBankToken } from './saved-bank';
import { changeSource, checkChargeable, findSource } from './source-state';
import { cardOfToken } from './token-card';

export type Saved = Stripe.Card | Stripe.BankAccount | Stripe.Source;

/** How many an expanded Customer shows. */
const shown = 10;

/** The Card or BankAccount that a PaymentMethod is too; undefined for those of today. */
export function savedAs(method: Stored<'payment_method'>): Saved | undefined {
  const { id } = method.object;
  if (id.startsWith('card_')) return cardOf(method.object);
  return id.startsWith('ba_') ? bankAccountOf(method) : undefined;
}

function createdOf(context: Context, id: string): number {
  const found = context.records.get('source', id) ?? context.records.get('payment_method', id);
  return found?.object.created ?? 0;
}

/** All of one Customer, newest first. */
export function savedOf(context: Context, customer: string): Saved[] {
  const methods = context.records
    .where('payment_method', 'customer', customer)
    .flatMap((method) => savedAs(method) ?? []);
  const sources = context.records.where('source', 'customer', customer);
  const all = [...methods, ...sources.map(({ object }) => object)];
  const created = new Map(all.map(({ id }) => [id, createdOf(context, id)]));
  return all.sort((a, b) => (created.get(b.id) ?? 0) - (created.get(a.id) ?? 0));
}

/** One of a Customer's by its id; undefined when it is none of theirs. */
export function savedBy(context: Context, customer: string, id: string): Saved | undefined {
  const source = context.records.get('source', id)?.object;
  if (source) return source.customer === customer ? source : undefined;
  const method = context.records.get('payment_method', id);
  return method && idOf(method.object.customer) === customer ? savedAs(method) : undefined;
}

/**
 * The id of what is to be a default source, which the customer must have saved. The sentence is what
 * users of the SDKs report of it; the status is unconfirmed.
 */
export function linkedSource(context: Context, customer: string, id: string): string {
  if (savedBy(context, customer, id)) return id;
  throw noSuch('source', id, 'default_source', 400);
}

/** What an expanded `default_source` holds. */
export function expandDefault(
  context: Context,
  { id, default_source }: Pick<Stripe.Customer, 'id' | 'default_source'>,
): unknown {
  const chosen = idOf(default_source);
  return chosen === null ? null : (savedBy(context, id, chosen) ?? chosen);
}

/** `sources`, which is shown on request only. */
export function expandSaved(
  context: Context,
  { id }: Pick<Stripe.Customer, 'id'>,
): Stripe.ApiList<Stripe.CustomerSource> {
  const all = savedOf(context, id);
  return {
    object: 'list',
    data: all.slice(0, shown),
    has_more: all.length > shown,
    total_count: all.length,
    url: `/v1/customers/${id}/sources`,
  } as Stripe.ApiList<Stripe.CustomerSource>;
}

type Metadata = Stripe.Emptyable<Stripe.MetadataParam> | undefined;

/**
 * Gives a Customer what `given` names: a token or test name of a card or bank account, or a Source.
 * The issuer of a card is asked. Nothing is told, and the Customer is not changed.
 *
 * @throws 400 for unknown and used ones, 402 for a card that is refused
 */
export function takeSource(
  context: Context,
  customer: string,
  given: string,
  metadata?: Metadata,
): Saved {
  if (given.startsWith('src_')) return takeExisting(context, customer, given, metadata);
  if (isBankToken(given)) {
    const bank = bankOfToken(context, given, metadata);
    return bankAccountOf(change(context, bank.object.id, { customer }));
  }
  const card = cardOfToken(context, given, { metadata });
  return cardOf(give(context, attachable(context, card, customer), customer).object);
}

/** "Only chargeable sources can be attached" (docs.stripe.com/sources/customers). */
function takeExisting(
  context: Context,
  customer: string,
  id: string,
  metadata: Metadata,
): Stripe.Source {
  if (metadata !== undefined) {
    // unconfirmed: that a Source keeps what it has, and the sentence.
    throw invalidRequest('The metadata of a Source is changed by updating the Source.', {
      param: 'metadata',
    });
  }
  const source = context.records.get('source', id)?.object;
  if (!source) {
    throw invalidRequest(`No such source: '${id}'`, { code: 'resource_missing', param: 'source' });
  }
  if (source.customer !== undefined) {
    // unconfirmed: the sentence.
    throw invalidRequest(
      source.customer === customer
        ? `The source ${id} is already attached to the customer ${customer}.`
        : `The source ${id} is attached to another customer.`,
      { param: 'source' },
    );
  }
  // A receiver can be saved before anything has come.
  if (source.flow !== 'receiver' || source.status !== 'pending') checkChargeable(source);
  const method = context.records.get('payment_method', id);
  if (!method) return changeSource(context, id, { customer });
  give(context, attachable(context, method, customer), customer);
  return findSource(context, id).object;
}

/** Makes a source the default of its Customer. */
export function keepDefault(
  context: Context,
  before: Stripe.Customer,
  default_source: string | null,
): Stripe.Customer {
  if (idOf(before.default_source) === default_source) return before;
  const after = { ...before, default_source };
  context.records.put('customer', after);
  tellChange(context, 'customer.updated', before, after);
  return after;
}

/**
 * Takes what is gone out of the defaults of its Customer. The default source is then "the most
 * recently added source" of those left (docs.stripe.com/api/cards/delete); a default PaymentMethod
 * is none.
 */
export function clearDefaults(context: Context, customer: string, gone: string): void {
  const before = context.records.get('customer', customer)?.object;
  if (!before) return;
  const { default_source, invoice_settings } = before;
  const source = idOf(default_source) === gone;
  const method = idOf(invoice_settings.default_payment_method) === gone;
  if (!source && !method) return;
  const after: Stripe.Customer = {
    ...before,
    ...(source ? { default_source: savedOf(context, customer)[0]?.id ?? null } : {}),
    ...(method ? { invoice_settings: { ...invoice_settings, default_payment_method: null } } : {}),
  };
  context.records.put('customer', after);
  tellChange(context, 'customer.updated', before, after);
}

/** Takes a source from its Customer, for good: it cannot be charged any more. */
export function dropSource(context: Context, customer: string, saved: Saved): Saved {
  const { id } = saved;
  if (context.records.get('payment_method', id)) {
    change(context, id, { customer: null }, { use: 'consumed' });
  }
  const source = context.records.get('source', id);
  let gone = saved;
  if (source) {
    const { customer: _, ...rest } = source.object;
    gone = { ...rest, status: 'consumed' };
    context.records.put('source', gone);
  }
  context.emit('customer.source.deleted', gone);
  clearDefaults(context, customer, id);
  return gone;
}
