import 'server-only';
import { and, desc, eq, inArray } from 'drizzle-orm';
import { firstLanguage, type Language } from '../../language/languages';
import { wordsIn } from '../../language/texts';
import { cardName } from '../../model/card-name';
import type { BuyerId } from '../../model/ids';
import type { MembershipView, PlusView } from '../../model/membership';
import { boughtStates, isBought, isRunning, runningStates } from '../../model/membership';
import { priceOf } from '../../model/price';
import { getDb } from '../../store/client';
import { memberships, savedMethods } from '../../store/schema';
import { faultText } from '../../stripe/failure';
import { membershipDispute } from './membership-dispute';
import { canBuy, memberUntil } from './membership-time';
import { lookAtMembership } from './unfinished-memberships';

/** How a buyer stands with Plus, from our own rows alone: what is paid, and what runs. */
export async function plusView(
  buyerId: BuyerId,
  language: Language = firstLanguage,
): Promise<PlusView> {
  const db = await getDb();
  const rows = await db
    .select({
      row: memberships,
      card: { brand: savedMethods.brand, last4: savedMethods.last4 },
    })
    .from(memberships)
    .leftJoin(savedMethods, eq(savedMethods.id, memberships.savedMethodId))
    .where(
      and(
        eq(memberships.buyerId, buyerId),
        inArray(memberships.state, [...boughtStates, ...runningStates]),
      ),
    )
    .orderBy(desc(memberships.createdAt), desc(memberships.id));
  const until = await memberUntil(buyerId);
  const running = rows.find(({ row }) => isRunning(row.state))?.row;
  return {
    memberUntil: until?.toISOString() ?? null,
    canBuy: canBuy(until),
    running: running ? { id: running.id, processing: running.state === 'processing' } : null,
    paid: rows.flatMap(({ row, card }): MembershipView[] =>
      isBought(row.state) && row.paidAt && row.paidUntil
        ? [
            {
              id: row.id,
              price: priceOf(row, language),
              endedAt: row.endedAt?.toISOString() ?? null,
              refunded:
                row.amountRefunded > 0
                  ? priceOf({ amount: row.amountRefunded, currency: row.currency }, language)
                  : null,
              disputes: row.disputes.map((dispute) => membershipDispute(dispute, language)),
              paidAt: row.paidAt.toISOString(),
              paidUntil: row.paidUntil.toISOString(),
              card: card && cardName(card, wordsIn(language, 'cards')),
              paymentIntentId: row.platformPaymentIntentId,
              chargeId: row.platformChargeId,
            },
          ]
        : [],
    ),
  };
}

/** How long a page waits for Stripe before it shows what it knows, in milliseconds. */
const patienceMs = 1_500;

/**
 * Asks Stripe about a payment that an earlier page left, which may have been paid since; without
 * waiting for long. What comes later is seen at the next look.
 */
export async function finishRunning(buyerId: BuyerId): Promise<void> {
  const db = await getDb();
  const [running] = await db
    .select({ id: memberships.id })
    .from(memberships)
    .where(and(eq(memberships.buyerId, buyerId), inArray(memberships.state, [...runningStates])));
  if (!running) return;
  const looked = lookAtMembership(running.id).catch((error: unknown) => {
    console.error(`[payments] ${running.id} was not looked at: ${faultText(error)}`);
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([looked, late]);
  clearTimeout(timer);
}
