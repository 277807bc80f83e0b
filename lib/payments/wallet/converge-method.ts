/**
 * A saved method, brought to what Stripe says of it now: a card that its bank has renewed shows its
 * new number and date, one that was taken off the Customer elsewhere leaves the wallet.
 */
import { eq, sql } from 'drizzle-orm';
import { isClonable } from '../../model/method-type';
import type { PlatformMethodId } from '../../model/ids';
import { getDb, type Db } from '../../store/client';
import { writeLatest } from '../../store/latest-read';
import { savedMethods } from '../../store/schema';
import { orNull } from '../../stripe/failure';
import { idOf } from '../../stripe/fields';
import { platformStripe, type PlatformMethod } from '../../stripe/platform-stripe';
import { lockWallet } from './lock-wallet';
import { describeMethod } from './put-into-wallet';
import { chooseDefault } from './remove-method';

type SavedMethod = typeof savedMethods.$inferSelect;

/** What has become of a saved method, for those who have copies of it. */
export type MethodNews = 'same' | 'changed' | 'taken_out';
/** Told in the transaction that writes it. */
export type Follow = (
  tx: Db,
  method: Pick<SavedMethod, 'id' | 'buyerId'>,
  news: MethodNews,
) => Promise<void>;

/**
 * Reads a PaymentMethod of the platform and writes what it says into the wallet. `unknown`: it is no
 * saved method of ours (yet). Throws when Stripe cannot be reached.
 * https://docs.stripe.com/api/payment_methods/object
 */
export async function convergeMethod(
  id: PlatformMethodId,
  follow: Follow,
): Promise<'converged' | 'unknown'> {
  const known = await readRow(id);
  if (!known) return 'unknown';
  await writeLatest(
    `method:${id}`,
    () => read(known),
    async (tx, method) => follow(tx, known, await write(tx, known, method)),
  );
  return 'converged';
}

/**
 * A mandate was changed by its bank: without it a bank account cannot be debited any more.
 * https://docs.stripe.com/api/mandates/object#mandate_object-status
 */
export async function convergeMandate(
  mandateId: string,
  follow: Follow,
): Promise<'converged' | 'unknown'> {
  return writeLatest(
    `mandate:${mandateId}`,
    () => platformStripe().mandates.retrieve(mandateId, { subject: {} }),
    async (tx, { payment_method: method, status }) => {
      const id = idOf(method) as PlatformMethodId;
      const [row] = await tx
        .select()
        .from(savedMethods)
        .where(eq(savedMethods.platformMethodId, id));
      if (row && status === 'inactive') {
        await follow(tx, row, await takeOut(tx, row, 'unverified'));
      }
      return row ? 'converged' : 'unknown';
    },
  );
}

async function readRow(id: PlatformMethodId): Promise<SavedMethod | undefined> {
  const db = await getDb();
  const [row] = await db.select().from(savedMethods).where(eq(savedMethods.platformMethodId, id));
  return row;
}

/** Null when Stripe has none such any more. */
function read({ platformMethodId, buyerId }: SavedMethod): Promise<PlatformMethod | null> {
  const { paymentMethods } = platformStripe();
  return orNull(paymentMethods.retrieve(platformMethodId, { subject: { buyerId } }));
}

async function write(tx: Db, row: SavedMethod, method: PlatformMethod | null): Promise<MethodNews> {
  if (!method?.customer) {
    // A bank account is attached once it is verified; until then it belongs to nobody.
    if (method && (row.status === 'verifying' || row.status === 'unverified')) return 'same';
    return takeOut(tx, row, 'removed');
  }
  if (!isClonable(method.type)) return 'same';
  const says = describeMethod(method);
  const [before] = await tx.select().from(savedMethods).where(eq(savedMethods.id, row.id));
  await tx.update(savedMethods).set(says).where(eq(savedMethods.id, row.id));
  const isSame = Object.entries(says).every(
    ([name, value]) => before?.[name as keyof typeof says] === value,
  );
  return isSame ? 'same' : 'changed';
}

/** What cannot pay any more is not offered first either. */
async function takeOut(
  tx: Db,
  { id, buyerId }: SavedMethod,
  status: 'removed' | 'unverified',
): Promise<MethodNews> {
  const from = status === 'removed' ? inWallet : (['active'] as const);
  const before = (await lockWallet(tx, buyerId)).find((one) => one.id === id);
  if (!before || !from.some((one) => one === before.status)) return 'same';
  await tx
    .update(savedMethods)
    .set({
      status,
      isDefault: false,
      ...(status === 'removed' ? { removedAt: sql`now()` } : {}),
    })
    .where(eq(savedMethods.id, id));
  if (before.isDefault) await chooseDefault(tx, buyerId);
  return 'taken_out';
}

const inWallet = ['active', 'verifying', 'unverified', 'removing'] as const;
