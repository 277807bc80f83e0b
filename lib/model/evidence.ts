/** What a seller can say to the bank about a dispute. */
import type { EvidenceFileId } from './ids';

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
 * Stripe's names of the files that go with them; each holds one.
 * https://docs.stripe.com/api/disputes/evidence_object
 */
export const evidenceFileFields = [
  'receipt',
  'shipping_documentation',
  'customer_communication',
  'refund_policy',
  'uncategorized_file',
] as const;
export type EvidenceFileField = (typeof evidenceFileFields)[number];

/** The same as their labels say them. */
export const evidenceFileTexts: Readonly<Record<EvidenceFileField, string>> = {
  receipt: 'Receipt',
  shipping_documentation: 'Proof of shipping',
  customer_communication: 'What you and the buyer wrote',
  refund_policy: 'Your terms of refunds',
  uncategorized_file: 'Any other file',
};

/** What Stripe takes as evidence. https://docs.stripe.com/file-upload */
export type EvidenceFileType = 'pdf' | 'jpg' | 'png';
export const evidenceMimeTypes: Readonly<Record<EvidenceFileType, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
};

/**
 * What all files of one answer may weigh together, in bytes. Stripe takes 5 MB for each file, and
 * 4.5 MB together, by which of the two megabytes it does not say.
 */
export const mostEvidenceBytes = 4_500_000;

/** E.g. `820 kB` or `1.4 MB`: by 1000, as phones and desks say it. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A file of an answer, as its seller sees it. */
export interface EvidenceFileView {
  /** Another one for each file that is chosen. */
  readonly id: EvidenceFileId;
  readonly field: EvidenceFileField;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Stripe's id of it; null until it was uploaded there. */
  readonly accountFileId: string | null;
}

/**
 * Where an answer stands: its seller's alone, to be sent (with its key), taken by Stripe, or refused,
 * so that it may be written anew. Stripe takes evidence once.
 */
export type AnswerState = 'draft' | 'submitted' | 'sent' | 'failed';
