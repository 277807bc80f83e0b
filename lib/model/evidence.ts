/** What a seller can say to the bank about a dispute. */

/**
 * Stripe's names of the texts that a seller of goods can have something to say in.
 * https://docs.stripe.com/api/disputes/evidence_object
 */
export const evidenceFields = [
  'product_description',
  'shipping_carrier',
  'shipping_tracking_number',
  'shipping_date',
  'refund_refusal_explanation',
  'cancellation_rebuttal',
  'duplicate_charge_explanation',
  'uncategorized_text',
] as const;
export type EvidenceField = (typeof evidenceFields)[number];
export type Evidence = Readonly<Partial<Record<EvidenceField, string>>>;

/** The fields as their labels say them. */
export const evidenceTexts: Readonly<Record<EvidenceField, string>> = {
  product_description: 'What was bought',
  shipping_carrier: 'Who carried it',
  shipping_tracking_number: 'Tracking number',
  shipping_date: 'Day of shipping',
  refund_refusal_explanation: 'Why it was not refunded',
  cancellation_rebuttal: 'Why it was not canceled before',
  duplicate_charge_explanation: 'How this payment differs from another',
  uncategorized_text: 'Anything else the bank should know',
};

/**
 * Where an answer stands: its seller's alone, to be sent (with its key), taken by Stripe, or refused,
 * so that it may be written anew. Stripe takes evidence once.
 */
export type AnswerState = 'draft' | 'submitted' | 'sent' | 'failed';
