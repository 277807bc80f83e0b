/**
 * Test cards that make Stripe want more of the account they pay, or switch something off there
 * (docs.stripe.com/connect/testing#trigger-cards). They change nothing where nothing is due one day.
 */
import type Stripe from 'stripe';
import { testCard } from '../rules/test-cards';
import type { Context } from '../server/contract';
import { dueOneDay } from './account-requirements';
import { hiddenOf, keepAccount } from './account-standing';
import type { AskedLater } from './account-state';
import { idOf } from './payment-method-use';

/** How long an account may go on without what is asked of it. How long it is at Stripe is unconfirmed. */
const graceSeconds = 14 * 24 * 60 * 60;

/** Does to the account what the charge's test card brings with it; nothing for the other cards. */
export function trigger(context: Context, charge: Stripe.Charge): void {
  const method = context.records.get('payment_method', charge.payment_method ?? '');
  const trait = method ? testCard(method.hidden.card).triggers : null;
  const id = idOf(charge.on_behalf_of) ?? context.account;
  const found = trait && context.as(context.platform).records.get('account', id);
  if (!trait || !found || id === context.platform) return;
  const owner = context.as(id);
  const people = owner.records.all('person').map(({ object }) => object);
  const names = dueOneDay(found.object, people.reverse());
  if (names.length === 0) return;
  const hidden = hiddenOf(context, id);
  const before: AskedLater = hidden.asked ?? {
    names,
    deadline: context.now() + graceSeconds,
    charges: true,
    payouts: true,
  };
  const asked = {
    ...before,
    names,
    charges: before.charges && trait !== 'charge_block',
    payouts: before.payouts && trait !== 'payout_block',
  };
  if (!hidden.asked) owner.schedule(graceSeconds * 1000, 'end_grace', {});
  keepAccount(context, found.object, { ...hidden, asked });
}
