import { eq, sql } from 'drizzle-orm';
import { sendJob } from '../../jobs/send-job';
import { ok, refuse, type Result } from '../../model/result';
import type { SessionUser } from '../../model/views';
import { listDemoPeople } from '../../session/demo-people';
import { withTx, type Db } from '../../store/client';
import { users } from '../../store/schema';
import { requestSyncs, type RequestedSyncs } from './request-sync';

export interface BuyerDetails {
  readonly name: string;
  readonly email: string;
}

/**
 * Changes a buyer's name and e-mail: here at once, and by jobs of the same transaction in their Customer
 * on the platform and on every seller's account that has one to charge. The e-mail is also what they
 * sign in with; one that somebody else has is refused.
 */
export async function changeBuyer(
  buyer: SessionUser,
  { name, email: typed }: BuyerDetails,
): Promise<Result<RequestedSyncs, 'email_taken' | 'demo_email'>> {
  const email = typed.toLowerCase();
  if (email !== buyer.email && listDemoPeople().some((one) => one.email === buyer.email)) {
    return refuse(
      'demo_email',
      'Everybody signs in as this person by this e-mail, so it stays. Try it with an account of your own.',
    );
  }
  return withTx(async (tx) => {
    // Of two who take a free one at the same moment, the second waits here.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`email:${email}`}))`);
    const [holder] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
    if (holder && holder.id !== buyer.id) {
      return refuse('email_taken', 'There already is an account with this e-mail.');
    }
    // As they are called now, whatever another tab has been told since this one was opened.
    const [row] = await tx
      .select({ name: users.name, email: users.email })
      .from(users)
      .where(eq(users.id, buyer.id))
      .for('no key update');
    if (!row) throw new Error(`there is no ${buyer.id}`);
    const isSame = name === row.name && email === row.email;
    const asked = isSame ? { changeId: '', subscriptionIds: [] } : await follow(tx, buyer);
    // Last: a new e-mail locks the row for whoever writes one that refers to it, with mirrors in hand.
    await tx
      .update(users)
      .set({
        name,
        email,
        updatedAt: sql`now()`,
        // Nobody has shown that a new address is theirs.
        ...(email === row.email ? {} : { emailVerified: false }),
      })
      .where(eq(users.id, buyer.id));
    return ok(asked);
  });
}

async function follow(tx: Db, { id }: SessionUser): Promise<RequestedSyncs> {
  await sendJob('follow-buyer', { buyerId: id });
  return requestSyncs(tx, {
    buyerId: id,
    reason: 'buyer',
    which: 'all',
    renewsMethod: false,
    renewsCustomer: true,
  });
}
