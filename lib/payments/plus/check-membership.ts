import type { PlatformCustomerId } from '../../model/ids';
import type { memberships } from '../../store/schema';
import { idOf } from '../../stripe/fields';
import type { PlatformPaymentIntent } from '../../stripe/platform-payments';

type Expected = Pick<typeof memberships.$inferSelect, 'id' | 'buyerId' | 'amount' | 'currency'> & {
  readonly customer: PlatformCustomerId | null | undefined;
};

/**
 * Holds the platform's own PaymentIntent against our row before anything is called paid: whose it is,
 * what it costs, and that nothing of it goes to a seller. Null when all agree, else what does not, in
 * words for the log.
 */
export function membershipDisagreement(
  intent: PlatformPaymentIntent,
  ours: Expected,
): string | null {
  return firstWrong([
    ['customer', idOf(intent.customer), ours.customer],
    ['membership', intent.metadata.membership, ours.id],
    ['buyer', intent.metadata.buyer, ours.buyerId],
    ['use in future', intent.setup_future_usage, 'off_session'],
    // All of it is the platform's own.
    ['application fee', intent.application_fee_amount ?? 0, 0],
    ['account it is made for', idOf(intent.on_behalf_of), null],
    ['account it goes to', idOf(intent.transfer_data?.destination), null],
    ...money(intent, ours),
    ...(intent.status === 'succeeded'
      ? ([['amount received', intent.amount_received, ours.amount]] as const)
      : []),
  ]);
}

/**
 * The same for a year that was bought: all agreed once, and its id says since then whose it is. What
 * somebody makes of its metadata, or of its Customer, keeps no refund and no dispute from it.
 */
export function boughtDisagreement(
  intent: PlatformPaymentIntent,
  ours: Pick<Expected, 'amount' | 'currency'>,
): string | null {
  return firstWrong(money(intent, ours));
}

type Pair = readonly [name: string, theirs: unknown, ours: unknown];

const money = (
  intent: PlatformPaymentIntent,
  ours: Pick<Expected, 'amount' | 'currency'>,
): readonly Pair[] => [
  ['amount', intent.amount, ours.amount],
  ['currency', intent.currency, ours.currency],
  // Souk never runs with live keys, so an object of live mode is not ours.
  ['live mode', intent.livemode, false],
];

function firstWrong(pairs: readonly Pair[]): string | null {
  const wrong = pairs.find(([, theirs, own]) => theirs !== own);
  return wrong ? `${wrong[0]} is ${String(wrong[1])}, not ${String(wrong[2])}` : null;
}
