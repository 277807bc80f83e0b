import { z } from 'zod';
import { refundReasons } from '../model/after-sale';
import { evidenceFields, evidenceFileFields, mostEvidenceBytes } from '../model/evidence';
import { policies } from '../model/status';
import { noControls } from '../security/control-characters';
import {
  evidenceFileId,
  legId,
  savedMethodId,
  sellerId,
  subscriptionId,
} from '../security/row-ids';
import { sentences, textOf } from '../security/sentences';

/**
 * What the browser may say about payments: which of our own rows, never what they cost, whose
 * account they go to or what the platform keeps. An unknown key is refused.
 */
export const setupRequest = z.strictObject({
  consentVersion: z.string().max(40),
  /** For a page where nothing but a card can pay. */
  cardsOnly: z.literal(true).optional(),
});
/** Plus is paid with a card of the wallet or, without one, with a new card; it costs what it costs. */
export const plusRequest = z.strictObject({
  consentVersion: z.string().max(40),
  savedMethodId: savedMethodId.optional(),
});
export const nothing = z.strictObject({});
export const defaultRequest = z.strictObject({ isDefault: z.literal(true) });
export const checkoutRequest = z.strictObject({
  quote: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  policy: z.enum(policies).optional(),
  savedMethodId,
  /** Another card for some sellers. */
  cards: z.array(z.strictObject({ sellerId, savedMethodId })).max(100).optional(),
});
export const attemptRequest = z.strictObject({
  savedMethodId,
  attempt: z.int().min(1).max(1000),
});
/** In the bank's window, or on a page of the bank's own. */
const bankWay = z.enum(['in_page', 'by_redirect']);
export const bankRequest = z.strictObject({ way: bankWay });
export const authenticationRequest = z.strictObject({
  attempt: z.int().min(1).max(1000),
  way: bankWay,
});
/** What a buyer asks back: all that is left, or an amount as it was typed; the server caps it. */
export const refundRequest = z.strictObject({
  /** The number that the page showed for the next refund of this sale. */
  number: z.int().min(1).max(1000),
  amount: z.union([z.literal('all'), z.string().trim().max(12)]),
  reason: z.enum(refundReasons),
  note: sentences,
});
/** What a seller gives back of themself; the server caps it. */
export const givenRequest = z.strictObject({
  /** The number that the page showed for the next refund of this sale. */
  number: z.int().min(1).max(1000),
  amount: z.union([z.literal('all'), z.string().trim().max(12)]),
  /** Read by the buyer. */
  answer: sentences,
});
export const decisionRequest = z.strictObject({
  decision: z.enum(['grant', 'decline']),
  /** Read by the buyer. */
  answer: sentences,
});

/** A seller's words for the bank; fields that are left empty are not sent. */
const words = textOf(2_000);
export const evidenceRequest = z.strictObject({
  evidence: z.partialRecord(z.enum(evidenceFields), words),
  /** Those that the seller sees. */
  files: z.array(evidenceFileId).max(evidenceFileFields.length),
  submit: z.boolean(),
});

/** How long base64 of the largest file is. */
export const evidenceFileLimit = Math.ceil(mostEvidenceBytes / 3) * 4;
export const evidenceFileField = z.enum(evidenceFileFields);
/** A file for the bank, in base64. */
export const evidenceFileRequest = z.strictObject({
  field: evidenceFileField,
  name: textOf(120).min(1).regex(noControls),
  file: z.base64().min(1).max(evidenceFileLimit),
});

/** A payment, or the start of a subscription, that an operator ends. */
export const endingRequest = z.union([
  z.strictObject({ legId }),
  z.strictObject({ subscriptionId }),
]);
