/** For tests only: the time of the emulator, and what an account has of a subscription. */
import { and, asc, eq } from 'drizzle-orm';
import type { SubscriptionId } from '../../model/ids';
import type { Emulator } from '../../payments/testing/emulator';
import { getDb } from '../../store/client';
import { subscriptionInvoices, subscriptions } from '../../store/schema';
import type { Mirror } from './mirrors';

export const hour = 3_600;
export const day = 24 * hour;

/** Puts the emulator's clock forward; what was due by then has happened when it answers. */
export async function passTime({ url }: Pick<Emulator, 'url'>, seconds: number): Promise<void> {
  const response = await fetch(`${url}/_emulator/clock`, {
    method: 'POST',
    body: JSON.stringify({ advance_seconds: seconds }),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** What becomes of a subscription once a renewal of it was declined for two weeks. */
export async function setDunningEnd({ url }: Pick<Emulator, 'url'>, end: 'cancel' | 'unpaid') {
  const dunning = { retryDays: [1, 3, 5, 7, 9, 11, 13, 14], end };
  const response = await fetch(`${url}/_emulator/settings`, {
    method: 'POST',
    body: JSON.stringify({ dunning }),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** To a little after the end of the period that the account has, and past the draft's hour. */
export const passPeriod = (emulator: Emulator, mirror: Mirror) =>
  passPeriodBy(emulator, mirror, hour + 60);

/** To a little after its end alone: what is to be paid for the next one is a draft. */
export const passIntoDraft = (emulator: Emulator, mirror: Mirror) =>
  passPeriodBy(emulator, mirror, 60);

async function passPeriodBy(
  emulator: Emulator,
  { stripeId, accountId }: Mirror,
  seconds: number,
): Promise<void> {
  const { items } = await emulator.stripe.subscriptions.retrieve(stripeId, {}, on(accountId));
  const end = items.data[0]?.current_period_end ?? 0;
  const response = await fetch(`${emulator.url}/_emulator/clock`);
  const { now } = (await response.json()) as { now: number };
  await passTime(emulator, end - now + seconds);
}

export async function readRow(id: SubscriptionId) {
  const db = await getDb();
  const [row] = await db.select().from(subscriptions).where(eq(subscriptions.id, id));
  if (!row) throw new Error(`no subscription ${id}`);
  return row;
}

/** Our rows of its invoices, oldest first. */
export async function readInvoices(id: SubscriptionId) {
  const db = await getDb();
  return db
    .select()
    .from(subscriptionInvoices)
    .where(and(eq(subscriptionInvoices.subscriptionId, id)))
    .orderBy(asc(subscriptionInvoices.createdAt));
}

/** The same of the account: what each invoice came to, and what its charge says. */
export async function invoicesAt({ stripe }: Emulator, { stripeId, accountId }: Mirror) {
  const invoices = await stripe.invoices
    .list({ subscription: stripeId, limit: 100, expand: ['data.payments'] }, on(accountId))
    .autoPagingToArray({ limit: 500 });
  const told = await Promise.all(
    invoices.map(async (invoice) => {
      const intent = invoice.payments?.data[0]?.payment.payment_intent as string | undefined;
      const paid = intent
        ? await stripe.paymentIntents.retrieve(intent, { expand: ['latest_charge'] }, on(accountId))
        : null;
      const charge = paid?.latest_charge as { id: string; receipt_url: string } | null | undefined;
      return {
        id: invoice.id as string,
        status: invoice.status as string,
        total: invoice.total,
        amountPaid: invoice.amount_paid,
        charge: paid?.status === 'succeeded' ? (charge?.id ?? null) : null,
        fee: paid?.status === 'succeeded' ? (paid.application_fee_amount ?? 0) : null,
        receipt: paid?.status === 'succeeded' ? (charge?.receipt_url ?? null) : null,
      };
    }),
  );
  return told.sort(byId);
}

/** Our rows in the shape of `invoicesAt`. */
export async function invoicesHere({ id }: Pick<Mirror, 'id'>) {
  const rows = (await readInvoices(id)).map((row) => ({
    id: row.accountInvoiceId as string,
    status: row.status,
    total: row.total,
    amountPaid: row.amountPaid,
    charge: row.chargeId as string | null,
    fee: row.paymentIntentId ? row.feeAmount : null,
    receipt: row.receiptUrl,
  }));
  return rows.sort(byId);
}

/** Two of one second have no order of their own. */
const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);

/** What a page asks for that opens the bank's window. */
export const inPage = { way: 'in_page', backTo: '/subscriptions/sub_1?bank=back' } as const;

export const on = (stripeAccount: string) => ({ stripeAccount });
