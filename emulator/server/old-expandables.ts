import type Stripe from 'stripe';
import { pricePaid } from '../billing/kept-preview';
import { invoiceCharge, invoiceIntent, paidInvoice } from '../billing/older-shapes';
import { subscriptionOf, type Invoice } from '../billing/invoice-shape';
import { idOf } from '../resources/payment-method-use';
import type { Context, Expandable } from './contract';
import type { Expandables } from './expand';

/** What could be expanded until a version, by the wire `object` name. */
interface OldExpandables {
  readonly until: string;
  readonly of: Readonly<Record<string, Expandable>>;
}

/** The relations that later versions turned round or removed. */
const older: readonly OldExpandables[] = [
  {
    until: '2025-03-31',
    of: {
      charge: {
        invoice: (context: Context, charge: Stripe.Charge) =>
          paidInvoice(context, idOf(charge.payment_intent)),
      },
      invoice: {
        charge: invoiceCharge,
        payment_intent: invoiceIntent,
        subscription: (context: Context, invoice: Invoice) => {
          const id = subscriptionOf(invoice);
          return id === null ? null : context.records.get('subscription', id)?.object;
        },
        // Both are empty here; libraries ask for the rates in them all the same.
        total_tax_amounts: () => undefined,
      },
      invoiceitem: { price: pricePaid },
      line_item: { price: pricePaid, tax_amounts: () => undefined },
      payment_intent: {
        invoice: (context: Context, { id }: Stripe.PaymentIntent) => paidInvoice(context, id),
      },
    },
  },
  { until: '2022-11-15', of: { payment_intent: { charges: chargesOf } } },
];

/** The charges of an intent, which it listed before it named the latest. */
export function chargesOf(context: Context, intent: { readonly id?: unknown }): object {
  const data = context.records
    .where('charge', 'payment_intent', String(intent.id))
    .map(({ object }) => object);
  const url = `/v1/charges?payment_intent=${String(intent.id)}`;
  return { object: 'list', data, has_more: false, total_count: data.length, url };
}

/** By how many entries of `older` apply; put together once for each emulator. */
const known = new WeakMap<Expandables, Map<number, Expandables>>();

/** What can be expanded in a version: what the newest can, and what is gone since. */
export function expandablesAt(base: Expandables, version: string): Expandables {
  const due = older.filter(({ until }) => version.slice(0, until.length) < until);
  if (due.length === 0) return base;
  let made = known.get(base);
  if (!made) known.set(base, (made = new Map<number, Expandables>()));
  const found = made.get(due.length);
  if (found) return found;
  const all = new Map(base);
  for (const { of } of due) {
    for (const [object, rules] of Object.entries(of)) {
      all.set(object, { ...all.get(object), ...rules });
    }
  }
  made.set(due.length, all);
  return all;
}
