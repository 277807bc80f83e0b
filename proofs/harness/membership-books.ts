/** What the platform itself sold, in Stripe's books, against our rows. */
import type { Records } from '../engine/records';
import type { Books } from './books';
import { differences, idOf } from './differences';

/**
 * What is wrong with years of Plus: each that is paid has one charge on the platform, whole and without
 * a fee, and its card in the wallet; nothing was taken for any other, or it went back.
 */
export function problemsOfMemberships({ platform }: Books, records: Records): string[] {
  const known = new Set<string>(records.memberships.map(({ id }) => id));
  const strays = platform.charges
    .filter(({ metadata }) => !known.has(metadata.membership ?? ''))
    .map(({ id }) => `${id} on the platform belongs to no membership`);
  return [...strays, ...records.memberships.flatMap((row) => problemsOf(row, platform, records))];
}

function problemsOf(
  row: Records['memberships'][number],
  { intents, charges }: Books['platform'],
  { methods }: Records,
): string[] {
  const own = intents.filter(({ metadata }) => metadata.membership === row.id);
  if (own.length > 1) return [`membership ${row.id} has ${own.length} PaymentIntents`];
  const paying = charges.filter(
    ({ metadata, paid, refunded }) => metadata.membership === row.id && paid && !refunded,
  );
  const [charge, second] = paying;
  if (second) return [`membership ${row.id} was charged ${paying.length} times`];
  if (row.state !== 'paid') {
    // One that a bank took back is charged and not refunded.
    return charge && !(row.state === 'ended' && charge.disputed)
      ? [`membership ${row.id} is ${row.state}, and ${charge.id} was taken`]
      : [];
  }
  if (!charge) return [`membership ${row.id} is paid, and nothing was charged`];
  const card = methods.find(({ id }) => id === row.savedMethodId);
  return differences(`membership ${row.id}`, [
    ['charge', charge.id, row.platformChargeId],
    ['PaymentIntent', idOf(charge.payment_intent), row.platformPaymentIntentId],
    ['amount', charge.amount_captured, row.amount],
    ['currency', charge.currency, row.currency],
    ['fee', charge.application_fee_amount ?? 0, 0],
    ['card', charge.payment_method, card?.platformMethodId],
  ]);
}
