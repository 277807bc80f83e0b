import { lookAtInvoice } from './look-after-invoice';
import { lookAtLegs } from './look-after-sale';
import type { SaleRef } from './sale-ref';

/**
 * Looks at what became of a sale of whichever kind, unless that was done in the last few seconds. Waits
 * for Stripe a second at most and never throws.
 */
export const lookAtSale = (sale: SaleRef): Promise<void> =>
  'legId' in sale ? lookAtLegs([sale.legId]) : lookAtInvoice(sale);
