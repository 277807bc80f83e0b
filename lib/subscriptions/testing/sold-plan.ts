/** For tests only: a plan that was sold, with its first payment. */
import type { Emulator } from '../../payments/testing/emulator';
import { openShop } from '../../payments/testing/shops';
import { readInvoices } from './life';
import { openPlan } from './mirrors';
import { subscribed } from './subscribed';

/** A plan that a new buyer pays with this card, on an account of its own: its books are those of one subscription. */
export async function soldPlan(emulator: Emulator, testMethod = 'pm_card_visa') {
  const { stall, worker } = await openShop(emulator);
  const { buyer, mirror } = await subscribed(emulator, await openPlan(emulator, stall), testMethod);
  const [invoice] = await readInvoices(mirror.id);
  if (!invoice) throw new Error('no invoice');
  return { worker, buyer, mirror, invoice };
}

export type SoldPlan = Awaited<ReturnType<typeof soldPlan>>;
