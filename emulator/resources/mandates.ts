/**
 * Mandates: a buyer's permission to be debited (docs.stripe.com/api/mandates). A bank account needs
 * one (docs.stripe.com/payments/ach-direct-debit#mandates), a card none; one is written where
 * `payment_method_options[card][mandate_options]` asks for it, as cards from India do
 * (docs.stripe.com/india-recurring-payments).
 */
import type Stripe from 'stripe';
import {
  invalidRequest,
  missingParameter,
  noSuch,
  route,
  type Context,
  type Resource,
} from '../server/contract';
import { tellChange } from './changes';
import { idOf } from './payment-method-use';

/** As SetupIntents and PaymentIntents, when created or confirmed, take it. */
export type MandateData = Stripe.Emptyable<Stripe.PaymentIntentConfirmParams.MandateData>;

/**
 * Throws for `mandate_data` that says less than it must
 * (docs.stripe.com/api/payment_intents/confirm#confirm_payment_intent-mandate_data).
 */
export function checkMandateData(given: MandateData | undefined): void {
  const said = given ? given.customer_acceptance : undefined;
  if (said?.type !== 'online' || said.online) return;
  throw missingParameter('mandate_data[customer_acceptance][online]');
}

function acceptance(
  context: Context,
  given: MandateData | undefined,
): Stripe.Mandate.CustomerAcceptance {
  const said = given ? given.customer_acceptance : undefined;
  const accepted_at = said?.accepted_at ?? context.now();
  if (said?.type === 'offline') return { accepted_at, offline: {}, type: 'offline' };
  // Stripe.js says where the buyer sits; a server that doesn't leaves it unknown.
  const online = {
    ip_address: said?.online?.ip_address ?? null,
    user_agent: said?.online?.user_agent ?? null,
  };
  return { accepted_at, online, type: 'online' };
}

/** What a mandate is for. */
export interface MandateTerms {
  readonly type: 'card' | 'us_bank_account';
  readonly onBehalfOf: string | null;
  /** For this one payment only, in minor units. */
  readonly singleUse?: Stripe.Mandate.SingleUse;
}

/** Writes the mandate that a successful confirmation leaves. Returns its id. */
export function writeMandate(
  context: Context,
  method: string,
  given: MandateData | undefined,
  { type, onBehalfOf, singleUse }: MandateTerms,
): string {
  const mandate: Stripe.Mandate = {
    id: context.id('mandate_'),
    object: 'mandate',
    customer_acceptance: acceptance(context, given),
    livemode: false,
    ...(singleUse ? { single_use: singleUse } : { multi_use: {} }),
    ...(onBehalfOf === null ? {} : { on_behalf_of: onBehalfOf }),
    payment_method: method,
    payment_method_details: type === 'card' ? { type, card: {} } : { type, us_bank_account: {} },
    status: 'active',
    type: singleUse ? 'single_use' : 'multi_use',
  };
  context.records.put('mandate', mandate, null);
  return mandate.id;
}

/**
 * Throws unless an active mandate of this PaymentMethod has the id given as `mandate`. The second
 * sentence is unconfirmed.
 */
export function checkMandate(context: Context, id: string | undefined, method: string): void {
  if (id === undefined) return;
  const found = context.records.get('mandate', id)?.object;
  if (!found) {
    throw invalidRequest(`No such mandate: '${id}'`, {
      code: 'resource_missing',
      param: 'mandate',
    });
  }
  if (idOf(found.payment_method) === method && found.status === 'active') return;
  throw invalidRequest(
    `The mandate ${id} is ${found.status} and belongs to the PaymentMethod ${idOf(found.payment_method) ?? ''}; it cannot be used with ${method}.`,
    { code: 'payment_intent_mandate_invalid', param: 'mandate' },
  );
}

/** The mandate under which a PaymentMethod may be debited again; undefined when there is none. */
export function activeMandate(context: Context, method: string): Stripe.Mandate | undefined {
  return context.records
    .where('mandate', 'payment_method', method)
    .map(({ object }) => object)
    .find(({ status, type }) => status === 'active' && type === 'multi_use');
}

/** The PaymentMethod is gone, and with it the permission to use it. */
export function endMandates(context: Context, method: string): void {
  for (const { object } of context.records.where('mandate', 'payment_method', method)) {
    if (object.status !== 'active') continue;
    const ended: Stripe.Mandate = { ...object, status: 'inactive' };
    context.records.put('mandate', ended, null);
    tellChange(context, 'mandate.updated', object, ended);
  }
}

export const mandates: Resource = {
  object: 'mandate',
  expandable: { payment_method: 'payment_method' },
  routes: [
    route('GET', '/v1/mandates/:id', 'MandateRetrieveParams', (context, _, path) => {
      const found = context.records.get('mandate', path.id ?? '');
      if (!found) throw noSuch('mandate', path.id ?? '', 'mandate', 404);
      return found.object;
    }),
  ],
};
