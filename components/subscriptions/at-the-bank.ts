import type { Words } from '@/lib/language/words';
import { confirmPlan, type PlanToConfirm } from '@/components/stripe/confirm-plan';

/**
 * Has a buyer who has just pressed asked by their bank, as they are there. Null once it has answered;
 * else why not, in words.
 */
export async function atTheBank(of: PlanToConfirm, t: Words<'stripe'>): Promise<string | null> {
  const outcome = await confirmPlan(of, t);
  return typeof outcome === 'object' ? `${outcome.message} ${outcome.advice}` : null;
}
