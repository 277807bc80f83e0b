import { redactText } from '../inspector/redact';
import type { LabRefusal } from '../model/lab';
import { stripeAnswer } from '../stripe/stripe-answer';

/**
 * What Stripe refused with; null for a fault that is no answer of Stripe's. An answer that never came
 * is one of `unanswered`.
 */
export function refusalOf(error: unknown): { refusal: LabRefusal; unanswered: boolean } | null {
  const answer = stripeAnswer(error);
  if (!answer) return null;
  const { unanswered, ...refusal } = answer;
  return { refusal: { ...refusal, message: redactText(refusal.message) }, unanswered };
}
