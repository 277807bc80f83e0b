import { refuseTelling } from '../../security/refusal';
import { formatMoney, parseAmount } from '../../model/money';
import { ok, refuse, type Result } from '../../model/result';
import type { Db } from '../../store/client';
import { givenOf, isChargedBack, restOf } from './refund-rest';
import type { SaleToRefund } from './sale-to-refund';

export type AmountRefusal = 'not_refundable' | 'nothing_left' | 'wrong_amount' | 'too_much';

/**
 * How much of a sale is meant, in minor units: all that is left, or an amount as somebody typed it,
 * never more than is left. The caller holds its row. `whoseBank`: as the reader would say it.
 */
export async function refundAmount(
  tx: Db,
  { ref, amount: paid, currency }: Pick<SaleToRefund, 'ref' | 'amount' | 'currency'>,
  typed: string,
  whoseBank: 'Your bank' | 'The buyer’s bank',
): Promise<Result<number, AmountRefusal>> {
  if (await isChargedBack(tx, ref)) {
    return refuse(
      'not_refundable',
      `${whoseBank} has taken this payment back already, so it cannot be refunded as well.`,
    );
  }
  const rest = restOf(paid, await givenOf(tx, ref));
  if (rest === 0) return refuse('nothing_left', 'All of this was given back already.');
  const most = { amount: rest, currency };
  const amount = typed === 'all' ? rest : parseAmount(typed, currency);
  if (!amount) {
    return refuseTelling('wrong_amount', 'wrong_amount_most', { most });
  }
  if (amount > rest) {
    if (whoseBank === 'Your bank') return refuseTelling('too_much', 'too_much_most', { most });
    return refuse('too_much', `You can give back ${formatMoney(most)} at most.`);
  }
  return ok(amount);
}
