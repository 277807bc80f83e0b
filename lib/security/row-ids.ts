/** Rows of ours as a browser names them: by ids of the shape that `newId` gives them. */
import { z } from 'zod';
import type {
  DisputeId,
  EvidenceFileId,
  LegId,
  MembershipId,
  OrderId,
  ProductId,
  RefundId,
  SavedMethodId,
  SellerId,
  SetupId,
  SubscriptionId,
  VariantId,
} from '../model/ids';

const rowId = <Id extends string>(prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-z]{20}$`))
    .transform((id) => id as Id);

export const sellerId = rowId<SellerId>('sel');
export const setupId = rowId<SetupId>('set');
export const savedMethodId = rowId<SavedMethodId>('sm');
export const orderId = rowId<OrderId>('ord');
export const legId = rowId<LegId>('leg');
export const subscriptionId = rowId<SubscriptionId>('sub');
export const refundId = rowId<RefundId>('ref');
export const disputeId = rowId<DisputeId>('dsp');
export const productId = rowId<ProductId>('prd');
export const variantId = rowId<VariantId>('var');
export const evidenceFileId = rowId<EvidenceFileId>('evf');
export const membershipId = rowId<MembershipId>('mem');
