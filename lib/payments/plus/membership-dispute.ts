/** Disputes about years of Plus, which the platform itself sold: in words. */
import { firstLanguage, type Language } from '../../language/languages';
import type { DisputeView } from '../../model/after-sale';
import type { StoredDispute } from '../../store/schema';
import { disputeView } from '../after-sale/after-sale-view';

export function membershipDispute(
  dispute: StoredDispute,
  language: Language = firstLanguage,
): DisputeView {
  return disputeView({ ...dispute, accountDisputeId: dispute.id }, 'Souk', language);
}
