import { z } from 'zod';
import { saleFilters } from '../model/desk';
import { disputeId, legId } from '../payments/requests';
import type { Limit } from '../security/rate-limit';

/** What the address of the list of sales may say; anything else is the first page of all. */
export const salesQuery = z.object({
  state: z.enum(saleFilters).catch('all'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

export const salePath = z.object({ id: legId });

/** Refunds that one seller gives; each asks Stripe. */
export const refundsOfSeller: Limit = { name: 'refund:seller', most: 120, windowMs: 600_000 };

export const disputePath = z.object({ id: disputeId });

/** Answers to disputes that one seller writes and sends. */
export const answersOfSeller: Limit = { name: 'evidence:seller', most: 120, windowMs: 600_000 };
