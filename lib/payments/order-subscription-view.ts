import { countryName } from '../language/formats';
import { firstLanguage, type Language } from '../language/languages';
import { wordsIn } from '../language/texts';
import type { Words } from '../language/words';
import { assertNever } from '../model/assert-never';
import { cardName } from '../model/card-name';
import { creditNotBack } from '../model/credit-not-back';
import { standingOf, type OrderSubscriptionView, type Start } from '../model/order-subscription';
import { dueNow, planOf } from '../model/plan';
import { priceOf } from '../model/price';
import { endsWithPeriod, isStarting, restsThen } from '../model/recurring';
import { isAboutConsent, isInFlight, type LegState } from '../model/status';
import { times } from '../model/money';
import { problemFor } from '../stripe/problem';
import { afterSaleView } from './after-sale/after-sale-view';
import type { SubscriptionRows } from './order-subscription-rows';

type Subscription = SubscriptionRows['subscription'];

/** Where a subscription stands as a part of its order. */
export function standingOfRows(rows: SubscriptionRows): LegState {
  return standingOf(startOf(rows));
}

function startOf({ subscription, invoice, syncing }: SubscriptionRows): Start {
  const { state, status, trialDays } = subscription;
  const payment =
    invoice?.status !== 'open'
      ? null
      : invoice.actionNeeded
        ? 'asked'
        : invoice.problem
          ? 'refused'
          : 'unknown';
  return { state, status, payment, syncing, begun: trialDays > 0 || invoice?.status === 'paid' };
}

/** A subscription as the page of its order shows it. */
export function subscriptionView(
  rows: SubscriptionRows,
  language: Language = firstLanguage,
): OrderSubscriptionView {
  const cards = wordsIn(language, 'cards');
  const { subscription, seller, method, invoice, customer } = rows;
  const plan = planOf(subscription, wordsIn(language, 'plan'));
  if (!plan) throw new Error(`${subscription.id} has no period`);
  const standing = standingOfRows(rows);
  const unit = { amount: subscription.unitAmount, currency: subscription.currency };
  const waits = subscription.status === 'incomplete' && invoice?.status === 'open' && !rows.syncing;
  const problem = subscription.problem ?? (waits ? (invoice?.problem ?? null) : null);
  const clones = rows.clones ?? [];
  const unpaid = subscription.state === 'declined' || subscription.state === 'failed';
  return {
    id: subscription.id,
    seller: {
      slug: seller.slug,
      name: seller.name,
      countryName: countryName(seller.country, language),
    },
    name: subscription.name,
    variant: subscription.variant,
    picture: subscription.picture,
    productSlug: subscription.productSlug,
    quantity: subscription.quantity,
    unit: priceOf(unit, language),
    amount: priceOf(times(unit, subscription.quantity), language),
    due: priceOf(dueNow({ ...subscription, amount: subscription.unitAmount }), language),
    plan,
    standing,
    stateText: stateText(subscription, standing, wordsIn(language, 'states')),
    stalled:
      isInFlight(standing) && !rows.syncing && (subscription.leaseOwner === null || rows.late),
    nextPayment: nextPayment(subscription),
    onTrial:
      standing === 'paid' && subscription.status === 'trialing' && !subscription.cancelAtPeriodEnd,
    trialEnd: subscription.trialEnd?.toISOString() ?? null,
    card: cardName(method, cards),
    tried: problem ? [...new Set(clones.map((clone) => cardName(clone, cards)))] : [],
    problem: problem ? problemFor(problem, wordsIn(language, 'refusals')) : null,
    attempt: subscription.attempt,
    afterSale: afterSaleOf(rows, language),
    creditNotBack: creditNotBack(rows.notUndone ?? [], language),
    canRetry: unpaid || waits,
    canConfirm:
      waits &&
      method.status === 'active' &&
      (standing === 'action_needed' || isAboutConsent(invoice?.problem?.code ?? null)),
    setupNeeded: subscription.status === 'trialing' && subscription.setupNeeded && !rows.syncing,
    canCallOff: unpaid,
    hasBegun: subscription.state === 'started',
    accountId: subscription.accountId,
    accountCustomerId: customer?.accountCustomerId ?? null,
    accountSubscriptionId: subscription.accountSubscriptionId,
    accountPriceId: subscription.accountPriceId,
    accountInvoiceId: invoice?.accountInvoiceId ?? null,
    feeText: `${subscription.feeBasisPoints / 100} %`,
    customerKey: customer?.customerKey ?? null,
    subscriptionKey: subscription.subscriptionKey,
    clones: clones.map((clone) => ({
      card: cardName(clone, cards),
      accountMethodId: clone.accountMethodId,
      cloneKey: clone.cloneKey,
      attachKey: clone.attachKey,
    })),
  };
}

/** What came after its first payment; of later ones its own page tells. */
function afterSaleOf({ invoice, method, clones }: SubscriptionRows, language: Language) {
  const card = clones?.[0] ?? method;
  return afterSaleView(
    {
      state: invoice?.status === 'paid' ? 'paid' : 'created',
      amount: invoice?.amountPaid ?? 0,
      currency: invoice?.currency ?? 'usd',
      method: cardName(card, wordsIn(language, 'cards')),
    },
    {
      refunds: invoice?.refunds ?? null,
      disputes: invoice?.disputes ?? null,
      amountRefunded: invoice?.amountRefunded ?? null,
    },
    language,
  );
}

/** Nothing more comes of one that has ended, or is about to, and nobody knows when of one that rests. */
function nextPayment(subscription: Subscription): string | null {
  const { status, currentPeriodEnd } = subscription;
  const running = status === 'active' || status === 'trialing';
  const goesOn = running && !endsWithPeriod(subscription) && !restsThen(subscription);
  return goesOn ? (currentPeriodEnd?.toISOString() ?? null) : null;
}

function stateText(subscription: Subscription, standing: LegState, t: Words<'states'>): string {
  if (isStarting(subscription.state)) return t('working');
  switch (standing) {
    case 'created':
    case 'cloning':
    case 'charging':
    case 'capturing':
    case 'releasing':
    case 'authorized':
      return t('working');
    case 'processing':
      return t('processing');
    case 'action_needed':
      return t('confirm');
    case 'declined':
      return t('declined');
    case 'failed':
      return t('notBegun');
    case 'canceled':
      return t('canceled');
    case 'paid':
      return begunText(subscription, t);
    default:
      return assertNever(standing);
  }
}

function begunText({ status, cancelAtPeriodEnd }: Subscription, t: Words<'states'>): string {
  switch (status) {
    case 'trialing':
      return cancelAtPeriodEnd ? t('endsSoon') : t('trial');
    case 'active':
      return cancelAtPeriodEnd ? t('endsSoon') : t('active');
    case 'past_due':
      return t('pastDue');
    case 'unpaid':
      return t('unpaid');
    case 'paused':
      return t('paused');
    case 'incomplete':
    case 'incomplete_expired':
    case 'canceled':
    case null:
      return t('ended');
    default:
      return assertNever(status);
  }
}
