/** For tests only: buyers who have a subscription, and what pays it. */
import type { Emulator } from '../../payments/testing/emulator';
import { newBuyer, saveCard } from '../../payments/testing/shop';
import { changeSubscription, type ChangeRequest } from '../changes/ask-change';
import { convergeSubscription } from '../read-subscription';
import { readOwnSubscription } from '../subscriptions';
import { on } from './life';
import { makeMirror, type Mirror, type PlanStall } from './mirrors';

/** A new buyer with a subscription to this plan that is known of; what was called so far is forgotten. */
export async function subscribed(emulator: Emulator, plan: PlanStall, testMethod = 'pm_card_visa') {
  const buyer = await newBuyer();
  const card = await saveCard(emulator, buyer, testMethod);
  const mirror = await makeMirror(emulator, buyer, card, plan);
  await convergeSubscription(mirror.id);
  await emulator.forget();
  return {
    buyer,
    card,
    mirror,
    change: (request: ChangeRequest) => changeSubscription(buyer, mirror.id, request),
    /** As its page shows it. */
    view: () => readOwnSubscription(buyer.id, mirror.id),
    /** The same after it was read anew. */
    viewNow: async () => {
      await convergeSubscription(mirror.id);
      const found = await readOwnSubscription(buyer.id, mirror.id);
      if (!found) throw new Error(`no ${mirror.id}`);
      return found;
    },
  };
}

/** What pays it on the account is swapped there, for a card that behaves otherwise when it is charged. */
export async function chargeTo(
  { stripe }: Pick<Emulator, 'stripe'>,
  { accountId, customerId, stripeId }: Mirror,
  testMethod: string,
): Promise<void> {
  const method = await stripe.paymentMethods.attach(
    testMethod,
    { customer: customerId },
    on(accountId),
  );
  await stripe.subscriptions.update(stripeId, { default_payment_method: method.id }, on(accountId));
}
