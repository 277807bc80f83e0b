/**
 * Answering a dispute with evidence (docs.stripe.com/api/disputes/update).
 */
import type Stripe from 'stripe';
import { verdictOn } from '../rules/disputes';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { previousAttributes } from './changes';
import { checkOpen } from './dispute-verdict';
import { checkFiles } from './dispute-files';
import { address } from './parameters';

type Dispute = Stripe.Dispute;
type Given = Stripe.DisputeUpdateParams.Evidence;

/** All text fields together (docs.stripe.com/api/disputes/update). */
const longest = 150_000;

/**
 * Keeps evidence and, unless `submit` is false, hands it to the bank. What the bank makes of it is
 * known a moment later, for the texts it has an opinion on.
 */
export function updateDispute(
  context: Context,
  before: Dispute,
  given: Stripe.DisputeUpdateParams,
): Dispute {
  checkOpen(before);
  const evidence = given.evidence ? merged(before.evidence, given.evidence) : before.evidence;
  checkLength(evidence);
  checkFiles(context, given.evidence ?? {}, evidence);
  const submits = given.submit === true || (given.submit !== false && given.evidence !== undefined);
  const details = before.evidence_details;
  const after: Dispute = {
    ...before,
    evidence,
    evidence_details: {
      ...details,
      enhanced_eligibility: eligibility(details.enhanced_eligibility, evidence),
      has_evidence: details.has_evidence || given.evidence !== undefined,
      submission_count: details.submission_count + (submits ? 1 : 0),
      submission_method: submits ? 'manual' : details.submission_method,
    },
    intended_submission_method:
      given.intended_submission_method ?? before.intended_submission_method,
    metadata: mergeMetadata(before.metadata, given.metadata),
    status: submits ? underReview(before.status) : before.status,
  };
  const previous = previousAttributes(before, after);
  if (!previous) return after;
  context.records.put('dispute', after);
  context.emit('charge.dispute.updated', after, previous);
  const verdict = submits ? verdictOn(evidence) : null;
  if (verdict !== null) {
    const { settleDelayMs } = context.settings;
    context.schedule(settleDelayMs, 'decide_dispute', { dispute: after.id, verdict });
  }
  return after;
}

function underReview(status: Stripe.Dispute.Status): Stripe.Dispute.Status {
  return status.startsWith('warning') ? 'warning_under_review' : 'under_review';
}

/** An emptied text unsets its field. */
function merged(before: Stripe.Dispute.Evidence, given: Given): Stripe.Dispute.Evidence {
  const { appeal, enhanced_evidence, ...texts } = given;
  const changed = Object.entries(texts).map(([name, text]) => [name, text === '' ? null : text]);
  return {
    ...before,
    ...(Object.fromEntries(changed) as Partial<Stripe.Dispute.Evidence>),
    ...(appeal === undefined ? {} : { appeal: appealOf(appeal) }),
    ...(enhanced_evidence === undefined
      ? {}
      : { enhanced_evidence: enhanced(before.enhanced_evidence, enhanced_evidence) }),
  };
}

function appealOf(given: Given['appeal']): Stripe.Dispute.Evidence['appeal'] {
  if (!given || !given.card) return null;
  const { reason_for_filing, supporting_files } = given.card;
  return {
    card: {
      ...(reason_for_filing ? { reason_for_filing } : {}),
      ...(supporting_files ? { supporting_files } : {}),
    },
  };
}

/** Enhanced evidence is kept as given; what was not given is null. */
function enhanced(
  before: Stripe.Dispute.Evidence.EnhancedEvidence,
  given: Given['enhanced_evidence'],
): Stripe.Dispute.Evidence.EnhancedEvidence {
  if (!given) return {};
  const { mastercard_compliance, visa_compelling_evidence_3, visa_compliance } = given;
  return {
    ...before,
    ...(mastercard_compliance
      ? {
          mastercard_compliance: {
            fee_acknowledged: mastercard_compliance.fee_acknowledged === true,
          },
        }
      : {}),
    ...(visa_compliance
      ? { visa_compliance: { fee_acknowledged: visa_compliance.fee_acknowledged === true } }
      : {}),
    ...(visa_compelling_evidence_3
      ? { visa_compelling_evidence_3: compelling(visa_compelling_evidence_3) }
      : {}),
  };
}

type Compelling = Stripe.Dispute.Evidence.EnhancedEvidence.VisaCompellingEvidence3;

function compelling(
  given: Stripe.DisputeUpdateParams.Evidence.EnhancedEvidence.VisaCompellingEvidence3,
): Compelling {
  const { disputed_transaction, prior_undisputed_transactions } = given;
  return {
    disputed_transaction: disputed_transaction
      ? {
          ...buyer(disputed_transaction),
          merchandise_or_services: disputed_transaction.merchandise_or_services ?? null,
        }
      : null,
    prior_undisputed_transactions: (prior_undisputed_transactions ?? []).map((prior) => ({
      charge: prior.charge,
      ...buyer(prior),
    })),
  };
}

type Prior =
  Stripe.DisputeUpdateParams.Evidence.EnhancedEvidence.VisaCompellingEvidence3.PriorUndisputedTransaction;

function buyer(
  given: Omit<Prior, 'charge'>,
): Omit<Compelling['prior_undisputed_transactions'][number], 'charge'> {
  return {
    customer_account_id: given.customer_account_id || null,
    customer_device_fingerprint: given.customer_device_fingerprint || null,
    customer_device_id: given.customer_device_id || null,
    customer_email_address: given.customer_email_address || null,
    customer_purchase_ip: given.customer_purchase_ip || null,
    product_description: given.product_description || null,
    shipping_address: given.shipping_address ? address({ ...given.shipping_address }) : null,
  };
}

/** Says whether the enhanced evidence is enough, as far as that is a matter of its presence. */
function eligibility(
  before: Stripe.Dispute.EvidenceDetails.EnhancedEligibility,
  evidence: Stripe.Dispute.Evidence,
): Stripe.Dispute.EvidenceDetails.EnhancedEligibility {
  const given = evidence.enhanced_evidence;
  const acknowledged = { status: 'fee_acknowledged' } as const;
  const { visa_compelling_evidence_3: needed } = before;
  const complete =
    given.visa_compelling_evidence_3?.disputed_transaction != null &&
    given.visa_compelling_evidence_3.prior_undisputed_transactions.length >= 2;
  return {
    ...before,
    ...(before.mastercard_compliance && given.mastercard_compliance?.fee_acknowledged
      ? { mastercard_compliance: acknowledged }
      : {}),
    ...(before.visa_compliance && given.visa_compliance?.fee_acknowledged
      ? { visa_compliance: acknowledged }
      : {}),
    ...(needed && complete
      ? { visa_compelling_evidence_3: { required_actions: [], status: 'qualified' } }
      : {}),
  };
}

function checkLength(evidence: Stripe.Dispute.Evidence): void {
  const texts = Object.values(evidence).filter((value) => typeof value === 'string');
  if (texts.join('').length <= longest) return;
  throw invalidRequest(
    `The combined character count of all evidence fields is limited to ${longest}.`,
    { param: 'evidence' },
  );
}
