import type Stripe from 'stripe';
import { charge, eventually, type Scene } from './scene';

/** Pays the French seller with a card whose bank will object; the dispute and its charge. */
export async function disputed(
  made: Scene,
  card = 'pm_card_createDispute',
): Promise<{ dispute: Stripe.Dispute; id: string }> {
  const { latest_charge } = await charge(made, card, { capture_method: 'automatic' });
  const id = String(latest_charge);
  const { data } = await made.stripe.disputes.list({ charge: id }, made.seller);
  const [dispute] = data;
  if (!dispute) throw new Error('The bank did not object.');
  return { dispute, id };
}

/** Waits until the bank has decided. */
export async function decided(made: Scene, id: string, status: string): Promise<Stripe.Dispute> {
  return eventually(async () => {
    const now = await made.stripe.disputes.retrieve(id, {}, made.seller);
    return now.status === status ? now : null;
  });
}

/** All that the French seller has, pending or not. */
export async function net(made: Scene): Promise<number> {
  const { available, pending } = await made.stripe.balance.retrieve({}, made.seller);
  return [...available, ...pending].reduce((sum, { amount }) => sum + amount, 0);
}
