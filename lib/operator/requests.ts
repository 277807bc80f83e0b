import { z } from 'zod';
import { pageQuery } from '../desk/requests';
import { accountFilters } from '../model/operator';
import { orderFilters } from '../model/operator-orders';
import { orderId, sellerId } from '../payments/requests';

/** What the address of the list of accounts may say; anything else is the first page of all. */
export const accountsQuery = pageQuery.extend({ health: z.enum(accountFilters).catch('all') });

export const accountPath = z.object({ id: sellerId });

const oneLine = z.string().trim().max(120);

/** What the address of the list of orders may say; what cannot be is left out. */
export const ordersQuery = z.object({
  state: z.enum(orderFilters).catch('all'),
  seller: sellerId.nullable().catch(null),
  find: oneLine.catch(''),
  after: orderId.nullable().catch(null),
});

export const orderPath = z.object({ id: orderId });
