import fc from 'fast-check';
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { drawn } from '../support/whole';
import { at, openMarket, play, type Market } from './market';
import { steps, type Place } from './market-steps';

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** All that one account can tell about its money. */
interface Books {
  readonly place: Place;
  readonly entries: Stripe.BalanceTransaction[];
  readonly charges: Stripe.Charge[];
  readonly refunds: Stripe.Refund[];
  readonly disputes: Stripe.Dispute[];
  readonly payouts: Stripe.Payout[];
  readonly balance: Stripe.Balance;
}

async function booksOf(market: Market, place: Place): Promise<Books> {
  const { stripe } = market;
  const options = at(market, place);
  const all = async <T>(list: Stripe.ApiListPromise<T>): Promise<T[]> =>
    list.autoPagingToArray({ limit: 1000 });
  return {
    place,
    entries: await all(stripe.balanceTransactions.list({ limit: 100 }, options)),
    charges: await all(stripe.charges.list({ limit: 100 }, options)),
    refunds: await all(stripe.refunds.list({ limit: 100 }, options)),
    disputes: await all(stripe.disputes.list({ limit: 100 }, options)),
    payouts: await all(stripe.payouts.list({ limit: 100 }, options)),
    balance: await stripe.balance.retrieve({}, options),
  };
}

/** Each entry adds up, and all of them make the balance. */
function checkEntries({ entries, balance }: Books): void {
  for (const { amount, fee, fee_details, net } of entries) {
    expect(net).toBe(amount - fee);
    expect(fee).toBe(sum(fee_details.map((detail) => detail.amount)));
  }
  for (const side of ['available', 'pending'] as const) {
    for (const { currency, amount } of balance[side]) {
      const nets = entries
        .filter((entry) => entry.currency === currency && entry.status === side)
        .map(({ net }) => net);
      expect(amount).toBe(sum(nets));
    }
  }
  const known = balance.available.map(({ currency }) => currency);
  expect(entries.filter(({ currency }) => !known.includes(currency))).toEqual([]);
}

/** A charge has given back what its refunds say, and is refunded once that is all it ever took. */
function checkCharges({ charges, refunds }: Books): void {
  for (const charge of charges) {
    const given = refunds
      .filter((refund) => refund.charge === charge.id && refund.status !== 'failed')
      .map(({ amount }) => amount);
    expect(charge.amount_refunded).toBe(sum(given));
    expect(charge.amount_refunded).toBeLessThanOrEqual(charge.amount_captured);
    expect(charge.amount_captured).toBeLessThanOrEqual(charge.amount);
    const whole = charge.captured && charge.amount_refunded === charge.amount_captured;
    expect(charge.refunded).toBe(whole);
  }
}

/**
 * What one account holds in a currency, told without its entries: what buyers paid, less what they
 * got back, what banks took and what went to the account's own bank. Stripe's fees are known from
 * the entries only, and stay in. Transfers and application fees stay within the market.
 */
function moneyFromOutside(books: Books, currency: string): number {
  const { charges, refunds, disputes, payouts } = books;
  const own = <T extends { currency: string }>(rows: T[]): T[] =>
    rows.filter((row) => row.currency === currency);
  const booked = (row: { balance_transaction: unknown }): boolean =>
    row.balance_transaction !== null;
  const paid = own(charges)
    .filter((charge) => booked(charge) && charge.source_transfer === null)
    .map(({ amount_captured }) => amount_captured);
  const returned = own(refunds)
    .filter((refund) => booked(refund) && refund.status !== 'failed')
    .filter(({ source_transfer_reversal }) => source_transfer_reversal === null)
    .map(({ amount }) => amount);
  const disputed = own(disputes)
    .filter(({ status }) => status !== 'won' && !status.startsWith('warning'))
    .map(({ amount }) => amount);
  const sent = own(payouts)
    .filter(({ status }) => status !== 'failed' && status !== 'canceled')
    .map(({ amount }) => amount);
  return sum(paid) - sum(returned) - sum(disputed) - sum(sent);
}

const stripeFees = ({ entries }: Books, currency: string): number =>
  sum(
    entries
      .filter((entry) => entry.currency === currency)
      .flatMap(({ fee_details }) => fee_details)
      .filter(({ type }) => type === 'stripe_fee')
      .map(({ amount }) => amount),
  );

/** Nothing is created or lost between the accounts of a market. */
function checkMarket(all: Books[]): void {
  for (const currency of ['eur', 'usd']) {
    const held = all.flatMap(({ entries }) =>
      entries.filter((entry) => entry.currency === currency).map(({ net }) => net),
    );
    const outside = sum(all.map((books) => moneyFromOutside(books, currency)));
    const kept = sum(all.map((books) => stripeFees(books, currency)));
    expect(sum(held)).toBe(outside - kept);
  }
}

/** What the accounts paid in fees, and got back, is what the platform earned, and gave back. */
async function checkFees({ stripe, ...market }: Market, all: Books[]): Promise<void> {
  const fees = await stripe.applicationFees.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
  const platform = all.find(({ place }) => place === 'platform');
  for (const fee of fees) {
    expect(fee.amount_refunded).toBe(sum(fee.refunds.data.map(({ amount }) => amount)));
    expect(fee.refunded).toBe(fee.amount_refunded === fee.amount);
    expect(fee.amount_refunded).toBeLessThanOrEqual(fee.amount);
  }
  for (const { place, entries } of all) {
    if (place === 'platform') continue;
    const account = at({ stripe, ...market }, place).stripeAccount;
    const theirs = fees.filter((fee) => fee.account === account);
    const earned = sum(theirs.map(({ amount, amount_refunded }) => amount - amount_refunded));
    const details = entries.flatMap(({ fee_details }) => fee_details);
    const paid = sum(
      details.filter(({ type }) => type === 'application_fee').map(({ amount }) => amount),
    );
    const back = sum(
      entries.filter((entry) => entry.reporting_category === 'fee').map(({ net }) => net),
    );
    expect(paid - back).toBe(earned);
  }
  const booked = (platform?.entries ?? [])
    .filter(({ type }) => type === 'application_fee' || type === 'application_fee_refund')
    .map(({ net }) => net);
  expect(sum(booked)).toBe(sum(fees.map((fee) => fee.amount - fee.amount_refunded)));
}

describe('the books', () => {
  test('balance after any sequence of calls', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const market = await openMarket();
        for (const step of sequence) await play(market, step);
        const all = [
          await booksOf(market, 'platform'),
          await booksOf(market, 'french'),
          await booksOf(market, 'american'),
        ];
        for (const books of all) {
          checkEntries(books);
          checkCharges(books);
        }
        checkMarket(all);
        await checkFees(market, all);
        await market.emulator.close();
      }),
      { numRuns: drawn(6, 15) },
    );
  }, 120_000);
});
