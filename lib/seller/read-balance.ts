import 'server-only';
import type { Money } from '../model/money';
import { priceOf } from '../model/price';
import type { DeskBalance, PayoutView } from '../model/seller';
import type { SellerUser } from '../model/views';
import type { AccountPayout } from '../stripe/account-money';
import { accountStripe } from '../stripe/account-stripe';
import { orNull, shutOut } from '../stripe/failure';
import { askStripe } from './ask-stripe';

/**
 * What a seller's account holds, and its newest payouts, or those behind the one that `after` names if
 * the account knows it.
 * Stripe alone knows; when it does not answer soon, that is said in its place, and so is an account
 * that has left, which it never will tell of. https://docs.stripe.com/connect/account-balances
 */
export async function readBalance(
  { accountId, name }: SellerUser['seller'],
  mostPayouts: number,
  after: string | null = null,
): Promise<DeskBalance> {
  if (!accountId) {
    return { ok: false, title: 'No account yet', reason: `${name} has no Stripe account yet.` };
  }
  const stripe = accountStripe(accountId);
  const read = { subject: {} };
  const payoutsAfter = (payout: string | null) => stripe.payouts.list(mostPayouts, payout, read);
  const asked = async () =>
    (after ? await orNull(payoutsAfter(after)) : null) ?? (await payoutsAfter(null));
  const answer = await askStripe(
    `the balance of ${accountId}`,
    Promise.all([stripe.balance.retrieve(read), asked()]).catch((error: unknown) => {
      if (shutOut(error)) return 'left' as const;
      throw error;
    }),
  );
  if (!answer) return silent;
  if (answer === 'left') return left;
  const [balance, payouts] = answer;
  const priced = ({ amount, currency }: Money) => priceOf({ amount, currency });
  return {
    ok: true,
    available: balance.available.map(priced),
    pending: balance.pending.map(priced),
    payouts: payouts.data.map(payoutView),
    nextPayouts: payouts.hasMore ? (payouts.data.at(-1)?.id ?? null) : null,
  };
}

const silent: DeskBalance = {
  ok: false,
  title: 'Not known just now',
  reason: 'Stripe did not answer just now. Load the page again.',
};

const left: DeskBalance = {
  ok: false,
  title: 'Your account has left Souk',
  reason: 'What it holds and what it was paid out stands in your own Stripe account.',
};

// https://docs.stripe.com/api/payouts/object#payout_object-status
const statusTexts: Readonly<Record<string, string>> = {
  pending: 'Planned',
  in_transit: 'On its way',
  paid: 'Paid out',
  failed: 'Sent back by the bank',
  canceled: 'Canceled',
};

function payoutView(payout: AccountPayout): PayoutView {
  return {
    id: payout.id,
    amount: priceOf(payout),
    status: payout.status,
    statusText: statusTexts[payout.status] ?? 'Under way',
    coming: payout.status === 'pending' || payout.status === 'in_transit',
    madeAt: new Date(payout.created * 1000).toISOString(),
    arrivesAt: new Date(payout.arrival_date * 1000).toISOString(),
  };
}
