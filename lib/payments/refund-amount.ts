import type { LegId } from '../model/ids';
import { formatMoney, parseAmount } from '../model/money';
import { ok, refuse, type Result } from '../model/result';
import type { Db } from '../store/client';
import { givenOf, isChargedBack, restOf } from './refund-rest';

interface LegToRefund {
  readonly id: LegId;
  readonly amount: number;
  readonly currency: string;
}

export type AmountRefusal = 'not_refundable' | 'nothing_left' | 'wrong_amount' | 'too_much';

/**
 * How much of a leg is meant, in minor units: all that is left, or an amount as somebody typed it,
 * never more than is left. The caller holds the leg's row. `whoseBank`: as the reader would say it.
 */
export async function refundAmount(
  tx: Db,
  leg: LegToRefund,
  typed: string,
  whoseBank: 'Your bank' | 'The buyer’s bank',
): Promise<Result<number, AmountRefusal>> {
  if (await isChargedBack(tx, leg.id)) {
    return refuse(
      'not_refundable',
      `${whoseBank} has taken this payment back already, so it cannot be refunded as well.`,
    );
  }
  const rest = restOf(leg.amount, await givenOf(tx, leg.id));
  if (rest === 0) return refuse('nothing_left', 'All of this was given back already.');
  const most = formatMoney({ amount: rest, currency: leg.currency });
  const amount = typed === 'all' ? rest : parseAmount(typed, leg.currency);
  if (!amount) {
    return refuse('wrong_amount', `Write an amount in numbers, from something up to ${most}.`);
  }
  if (amount > rest) {
    const can = whoseBank === 'Your bank' ? 'ask for' : 'give back';
    return refuse('too_much', `You can ${can} ${most} at most.`);
  }
  return ok(amount);
}
