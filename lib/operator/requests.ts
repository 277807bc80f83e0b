import { z } from 'zod';
import { actKinds } from '../model/act';
import { accountFilters, eventFilters } from '../model/operator';
import { orderFilters } from '../model/operator-orders';
import { day, page, pageQuery } from '../security/list-query';
import { orderId, sellerId } from '../security/row-ids';
import { noControls } from '../security/control-characters';

/** What the address of the list of accounts may say; anything else is the first page of all. */
export const accountsQuery = pageQuery.extend({ health: z.enum(accountFilters).catch('all') });

export const accountPath = z.object({ id: sellerId });

const oneLine = z.string().trim().max(120).regex(noControls).or(z.literal(''));

/** What the address of the list of orders may say; what cannot be is left out. */
export const ordersQuery = z.object({
  state: z.enum(orderFilters).catch('all'),
  seller: sellerId.nullable().catch(null),
  find: oneLine.catch(''),
  after: orderId.nullable().catch(null),
});

/** What the address of the list of events may say; what cannot be is left out. */
export const eventsQuery = z.object({
  outcome: z.enum(eventFilters).catch('all'),
  seller: sellerId.nullable().catch(null),
  type: z
    .string()
    .regex(/^[a-z_.0-9]{1,80}$/)
    .catch(''),
  after: z
    .string()
    .regex(/^(platform|connect)\.evt_\w{1,100}$/)
    .nullable()
    .catch(null),
});

/** Which pages of its three lists the address of refunds and disputes asks for. */
export const refundsQuery = z.object({ waiting: page, disputes: page, decided: page });

/** What the address of the audit log may say; what cannot be is left out. */
export const actsQuery = z.object({
  kind: z.enum(actKinds).nullable().catch(null),
  who: oneLine.catch(''),
  after: z
    .string()
    .regex(/^act_[0-9a-z]{20}$/)
    .nullable()
    .catch(null),
});

/** The days of which fees are told; the last thirty unless the address says others, in order. */
export const feesQuery = z
  .object({ from: day, to: day })
  .refine(({ from, to }) => from <= to)
  .catch(() => ({ from: dayBefore(29), to: dayBefore(0) }));

function dayBefore(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}
