import { stepsOf } from '@/lib/model/call-steps';
import { planSequence, type SequenceBand } from '@/lib/model/sequence';
import type { Underneath } from '@/lib/model/underneath';

/** How many calls, and where: `4 calls, on 2 sellers’ accounts, side by side.` */
export function underneathText({ calls, deliveries }: Underneath): string {
  if (calls.length === 0 && deliveries.length === 0) {
    return 'None yet. They appear here as soon as one is made.';
  }
  const told = [
    ...(calls.length > 0 ? [`${countOf(calls.length, 'call')}, ${placeOf(calls)}.`] : []),
    ...(deliveries.length > 0 ? [`Stripe delivered ${countOf(deliveries.length, 'event')}.`] : []),
    'Open one to see what was sent and answered; secrets are taken out.',
  ];
  return told.join(' ');
}

const countOf = (count: number, what: string) => `${count} ${count === 1 ? what : `${what}s`}`;

function placeOf(calls: Underneath['calls']): string {
  const accounts = new Set(calls.map((call) => call.accountId).filter((id) => id !== null)).size;
  if (accounts === 0) return 'all on the platform';
  if (accounts === 1) return 'on one seller’s account';
  const { bands } = planSequence(stepsOf({ calls, deliveries: [] }));
  return `on ${accounts} sellers’ accounts${bands.some(isOfMany) ? ', side by side' : ''}`;
}

/** Whether calls to more than one account were under way at a time. */
const isOfMany = ({ rows }: SequenceBand) =>
  new Set(rows.map(({ step }) => step.to).filter((lane) => lane !== 'platform')).size > 1;
