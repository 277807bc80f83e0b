/**
 * Files among a dispute's evidence (docs.stripe.com/api/disputes/evidence_object): each is uploaded
 * first, to the account of the dispute.
 */
import type Stripe from 'stripe';
import { MOST_EVIDENCE } from '../rules/files';
import { invalidRequest, type Context } from '../server/contract';
import { fileOf } from './files';
import { idOf } from './payment-method-use';

/** The fields that hold a file. */
export const evidenceFiles = [
  'cancellation_policy',
  'customer_communication',
  'customer_signature',
  'duplicate_charge_documentation',
  'receipt',
  'refund_policy',
  'service_documentation',
  'shipping_documentation',
  'uncategorized_file',
] as const satisfies readonly (keyof Stripe.Dispute.Evidence)[];

/**
 * Throws 400 for a file that is not there or was uploaded for something else, and for files that are
 * too large together. `evidence` is all that the dispute would have.
 */
export function checkFiles(
  context: Context,
  given: Stripe.DisputeUpdateParams.Evidence,
  evidence: Stripe.Dispute.Evidence,
): void {
  for (const name of evidenceFiles) {
    const id = given[name];
    if (!id) continue;
    const param = `evidence[${name}]`;
    const file = fileOf(context, id);
    if (!file) {
      throw invalidRequest(`No such file upload: '${id}'`, { code: 'resource_missing', param });
    }
    if (file.purpose !== 'dispute_evidence') {
      // unconfirmed: the sentence.
      throw invalidRequest(
        `The file '${id}' was uploaded with the purpose '${file.purpose}'. Evidence needs files with the purpose 'dispute_evidence'.`,
        { param },
      );
    }
  }
  const size = evidenceFiles
    .map((name) => fileOf(context, idOf(evidence[name]) ?? '')?.size ?? 0)
    .reduce((sum, one) => sum + one, 0);
  if (size <= MOST_EVIDENCE) return;
  throw invalidRequest(
    "The files you've attached to this dispute as evidence will exceed the limit for a dispute's total size. Try using smaller files as evidence. Hint: if you've attached images, you might want to try providing them in lower resolutions.",
    { param: 'evidence' },
  );
}
