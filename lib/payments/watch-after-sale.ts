import { faultText } from '../stripe/failure';
import { lookAtDueLegs } from './look-after-sale';
import { freeRefunds } from './refund-progress';
import { sendRefund } from './send-refund';

const sendEveryMs = 5_000;
const lookEveryMs = 60_000;
const kept = globalThis as typeof globalThis & { soukAfterSaleWatch?: NodeJS.Timeout[] };

/** Sends the granted refunds that nobody is sending, side by side. */
export async function sendFreeRefunds(): Promise<void> {
  await Promise.all((await freeRefunds()).map(sendRefund));
}

/**
 * At start: sends what an earlier process granted and did not send; from then on looks every few
 * seconds for such refunds, and every minute for paid legs that Stripe is to be asked about again.
 * Does not wait for Stripe.
 */
export async function watchAfterSale(): Promise<void> {
  stopWatchingAfterSale();
  kept.soukAfterSaleWatch = [
    again(sendFreeRefunds, sendEveryMs, 'send refunds'),
    again(lookAtDueLegs, lookEveryMs, 'look at paid legs'),
  ];
}

/** Ends the looking that `watchAfterSale` began. */
export function stopWatchingAfterSale(): void {
  for (const timer of kept.soukAfterSaleWatch ?? []) clearInterval(timer);
}

function again(work: () => Promise<void>, everyMs: number, what: string): NodeJS.Timeout {
  const once = () =>
    void work().catch((error: unknown) => {
      console.error(`[payments] could not ${what}:`, faultText(error));
    });
  once();
  const timer = setInterval(once, everyMs);
  timer.unref();
  return timer;
}
