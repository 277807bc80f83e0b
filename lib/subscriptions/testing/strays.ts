/** For tests only: Subscriptions that nobody wants, with credit of their buyer in them. */
import type { AccountSubscriptionId } from '../../model/ids';
import type { Emulator } from '../../payments/testing/emulator';
import { convergeAccountSubscription } from '../converge-event';
import { startSubscription } from '../starts/start-subscription';
import type { PlanStall } from './mirrors';
import { firstOf, placedPlans, readStart } from './starts';

export type Stray = Awaited<ReturnType<typeof makeStray>>;

/** A plan that goes on, whose buyer has credit there, and another Subscription that was made too late. */
export async function makeStray(emulator: Emulator, plan: PlanStall, credit = 300) {
  const { stripe } = emulator;
  const on = { stripeAccount: plan.accountId };
  const of = await placedPlans(emulator, [plan]);
  const id = firstOf(of);
  await startSubscription(id);
  const { row } = await readStart(id);
  const begun = await stripe.subscriptions.retrieve(row.accountSubscriptionId ?? '', {}, on);
  const customer = String(begun.customer);
  await giveCredit(emulator, plan, customer, credit);
  const late = await stripe.subscriptions.create(
    {
      customer,
      items: [{ price: row.accountPriceId }],
      default_payment_method: String(begun.default_payment_method),
      metadata: begun.metadata,
    },
    on,
  );
  await emulator.forget();
  /** As an event tells of it. */
  const told = () => convergeAccountSubscription(plan.accountId, late.id as AccountSubscriptionId);
  return { of, id, customer, credit, price: row.unitAmount, late, told };
}

export const giveCredit = (
  { stripe }: Emulator,
  { accountId }: PlanStall,
  customer: string,
  amount: number,
) =>
  stripe.customers.createBalanceTransaction(
    customer,
    { amount: -amount, currency: 'usd' },
    { stripeAccount: accountId },
  );
