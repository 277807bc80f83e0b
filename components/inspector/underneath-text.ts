import type { Underneath } from '@/lib/model/underneath';

/** How many calls, and where: `4 calls, on 2 sellers’ accounts, side by side.` */
export function underneathText({ calls, deliveries }: Underneath): string {
  if (calls.length === 0 && deliveries.length === 0) {
    return 'None yet. They appear here as soon as one is made.';
  }
  const accounts = new Set(calls.map((call) => call.accountId).filter((id) => id !== null)).size;
  const where =
    accounts === 0
      ? 'all on the platform'
      : accounts === 1
        ? 'on one seller’s account'
        : `on ${accounts} sellers’ accounts, side by side`;
  const events =
    deliveries.length === 0
      ? ''
      : ` Stripe delivered ${deliveries.length} ${deliveries.length === 1 ? 'event' : 'events'}.`;
  return `${calls.length} ${calls.length === 1 ? 'call' : 'calls'}, ${where}.${events} Open one to see what was sent and answered; secrets are taken out.`;
}
