import 'server-only';
import { and, desc, eq, sql } from 'drizzle-orm';
import { actTexts, type ActAbout, type ActKind, type ActsPage } from '../model/act';
import { priceOf } from '../model/price';
import { getDb } from '../store/client';
import { acts, users } from '../store/schema';

const rowsOfPage = 30;

export interface ActsQuery {
  readonly kind: ActKind | null;
  /** The e-mail of who did it; empty for all. */
  readonly who: string;
  /** The act behind which the page goes on. */
  readonly after: string | null;
}

const names = {
  orderId: 'Order',
  legId: 'Leg',
  refundId: 'Refund',
  disputeId: 'Dispute',
  sellerId: 'Seller',
  productId: 'Product',
  variantId: 'Kind',
  subscriptionId: 'Subscription',
  membershipId: 'Membership',
  savedMethodId: 'Saved method',
  newMethodId: 'New method',
  changeId: 'Change',
  invoiceId: 'Invoice',
  accountSubscriptionId: 'Stripe’s Subscription',
  jobId: 'Job',
  eventId: 'Event',
  mailId: 'E-mail',
  testRunId: 'Test run',
  day: 'Day',
  priceBefore: 'Price before',
  price: 'Price',
} as const satisfies Record<keyof ActAbout, string>;

/** Who did what, the newest first, from behind the act that `after` names. */
export async function listActs({ kind, who, after }: ActsQuery): Promise<ActsPage> {
  const db = await getDb();
  const rows = await db
    .select({ act: acts, name: users.name, email: users.email })
    .from(acts)
    .leftJoin(users, eq(users.id, acts.actorId))
    .where(
      and(
        kind ? eq(acts.kind, kind) : undefined,
        who ? sql`lower(${users.email}) = ${who.toLowerCase()}` : undefined,
        after
          ? sql`(${acts.at}, ${acts.id}) < (
              select before.at, before.id from ${acts} before where before.id = ${after}
            )`
          : undefined,
      ),
    )
    .orderBy(desc(acts.at), desc(acts.id))
    .limit(rowsOfPage + 1);
  const shown = rows.slice(0, rowsOfPage);
  return {
    rows: shown.map(({ act, name, email }) => ({
      id: act.id,
      at: act.at.toISOString(),
      text: actTexts[act.kind],
      ...{ name, email, role: act.role },
      about: (Object.keys(names) as (keyof typeof names)[]).flatMap((key) => {
        const value = act.about[key];
        if (!value) return [];
        return [[names[key], typeof value === 'string' ? value : priceOf(value).text] as const];
      }),
      orderId: act.about.orderId ?? null,
    })),
    next: rows.length > rowsOfPage ? (shown.at(-1)?.act.id ?? null) : null,
  };
}
