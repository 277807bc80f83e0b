import type Stripe from 'stripe';
import { control } from '../support/raw-call';
import { charge, scene, type Scene } from './scene';

export const DAY = 24 * 60 * 60;

/** A Monday, so that nothing depends on the day the tests run. */
const monday = Date.UTC(2026, 0, 5, 12);

/** A scene whose clock stands until it is put forward; the seller pays out by hand. */
export async function standing(
  schedule: Stripe.AccountUpdateParams.Settings.Payouts.Schedule = { interval: 'manual' },
): Promise<Scene> {
  const made = await scene({ clock: () => monday });
  await made.stripe.accounts.update(made.account, { settings: { payouts: { schedule } } });
  return made;
}

export async function pass(made: Scene, seconds: number): Promise<void> {
  await control(made.emulator, 'POST', '/clock', { advance_seconds: seconds });
}

/** What the French seller could pay out. */
export async function available(made: Scene): Promise<number | undefined> {
  const { available: rows } = await made.stripe.balance.retrieve({}, made.seller);
  return rows.find(({ currency }) => currency === 'eur')?.amount;
}

/** 100.00 of which 98.35 are available at once. */
export async function fund(made: Scene): Promise<void> {
  await charge(made, 'pm_card_bypassPending', { amount: 10_000, capture_method: 'automatic' });
}
