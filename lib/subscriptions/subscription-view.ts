import { firstLanguage, type Language } from '../language/languages';
import { wordsIn } from '../language/texts';
import type { Words } from '../language/words';
import { cardName } from '../model/card-name';
import { creditNotBack } from '../model/credit-not-back';
import { times } from '../model/money';
import { priceOf } from '../model/price';
import { everyText } from '../model/plan';
import { endsWithPeriod, isLive, isStarting, isSyncing } from '../model/recurring';
import type {
  CardChangeView,
  ChangeView,
  DunningView,
  PendingQuantityView,
  SubscriptionRow,
  SubscriptionView,
} from '../model/subscription-views';
import { hasExpired } from '../payments/wallet/saved-method-view';
import { problemFor } from '../stripe/problem';
import { isPendingChange } from './changes/pending-quantity';
import { dunningStory, dunningTitle } from './dunning-text';
import { invoiceView, leftOf, type Invoice } from './invoice-view';
import type { SubscriptionRows } from './subscription-rows';
import { changeText, nextText, phaseOf, stateText } from './subscription-text';

/** A subscription in the list. */
export function subscriptionRow(
  rows: SubscriptionRows,
  language: Language = firstLanguage,
): SubscriptionRow {
  const t = wordsIn(language, 'subscriptions');
  const { subscription, seller } = rows;
  const amount = priceOf(times(unitOf(rows), subscription.quantity), language);
  const nextAmount = nextAmountOf(rows, t);
  const every = everyText(subscription, wordsIn(language, 'plan'));
  const standing = {
    status: subscription.state === 'started' ? subscription.status : null,
    cancelAtPeriodEnd: subscription.cancelAtPeriodEnd,
    endsLater: endsLater(subscription),
    collectionPaused: subscription.collectionPaused,
    actionNeeded: dueInvoices(rows)[0]?.actionNeeded ?? false,
  };
  return {
    id: subscription.id,
    name: subscription.name,
    variant: subscription.variant,
    picture: subscription.picture,
    seller: { name: seller.name, slug: seller.slug },
    quantity: subscription.quantity,
    amount,
    nextAmount,
    every,
    phase: phaseOf(standing),
    stateText: stateText(standing, t),
    nextText: nextText(
      {
        ...standing,
        sellerHasLeft: seller.leftAt !== null,
        amount: amount.text,
        nextAmount,
        every,
        periodEnd: subscription.currentPeriodEnd,
        trialEnd: subscription.trialEnd,
        endedAt: subscription.endedAt,
        cancelAt: subscription.cancelAt,
        collectionResumesAt: subscription.collectionResumesAt,
      },
      t,
    ),
    orderId: subscription.orderId,
  };
}

/** All of it, as its page shows it. */
export function subscriptionView(
  rows: SubscriptionRows,
  language: Language = firstLanguage,
): SubscriptionView {
  const t = wordsIn(language, 'subscriptions');
  const { subscription, method } = rows;
  const { status, cancelAtPeriodEnd, collectionPaused } = subscription;
  const live = subscription.state === 'started' && status !== null && isLive(status);
  const running = status === 'active' || status === 'trialing';
  const change = changeView(rows, t);
  const cardChange = cardChangeView(rows, t);
  const free = change === null || change.problem !== null;
  const periodEnd = subscription.currentPeriodEnd?.toISOString() ?? null;
  const pending = live ? pendingView(rows, t) : null;
  const ends = endsWithPeriod(subscription);
  const rests = collectionPaused || status === 'paused';
  const dunning = live ? dunningView(rows, t) : null;
  // It goes on already, once the buyer has confirmed that with their bank.
  const goesOn = status === 'paused' && dunning?.canConfirm === true;
  return {
    ...subscriptionRow(rows, language),
    productSlug: subscription.productSlug,
    unit: priceOf(unitOf(rows), language),
    startedAt: subscription.createdAt.toISOString(),
    nextAt: live && running && !ends && !rests ? periodEnd : null,
    trialEnd: status === 'trialing' ? (subscription.trialEnd?.toISOString() ?? null) : null,
    endedAt: subscription.endedAt?.toISOString() ?? null,
    card: {
      id: method.id,
      name: cardName(method, wordsIn(t.language, 'cards')),
      expires: expiryOf(method, t),
    },
    cardChange,
    change,
    dunning,
    pending,
    setupNeeded: live && !ends && subscription.setupNeeded && dueInvoices(rows).length === 0,
    invoices: rows.invoices.map((invoice) => invoiceView(invoice, t)),
    creditNotBack: creditNotBack(rows.notUndone, language),
    canCancelNow: live && free,
    canCancelAtPeriodEnd: live && free && !ends && (running || status === 'past_due'),
    canResume: live && free && (cancelAtPeriodEnd || rests) && !goesOn,
    rests,
    canChangeQuantity: live && free && running && !cancelAtPeriodEnd && !rests && !pending,
    canChangeCard: live && !cardChange?.moving,
    periodEnd,
    moving:
      !free ||
      (cardChange?.moving ?? false) ||
      isStarting(subscription.state) ||
      rows.invoices.some((invoice) => invoiceView(invoice, t).afterSale.moving),
    underneath: {
      accountId: subscription.accountId,
      subscriptionId: subscription.accountSubscriptionId,
      methodId: subscription.accountMethodId,
      status,
      feePercent: `${subscription.feeBasisPoints / 100} %`,
    },
  };
}

const unitOf = ({ subscription }: SubscriptionRows) => ({
  amount: subscription.unitAmount,
  currency: subscription.currency.toLowerCase(),
});

/** What the next period is charged with: the price, or what the credit with this seller leaves of it. */
function nextAmountOf(rows: SubscriptionRows, t: Words<'subscriptions'>): string {
  const price = times(unitOf(rows), rows.subscription.quantity);
  const credit = Math.min(rows.credit, price.amount);
  const told = (amount: number) => priceOf({ ...price, amount }, t.language).text;
  return credit > 0
    ? t('afterCredit', { amount: told(price.amount - credit), credit: told(credit) })
    : told(price.amount);
}

/** A day that was set for its end, and that comes after the next payment. */
const endsLater = ({ cancelAt, currentPeriodEnd }: SubscriptionRows['subscription']): boolean =>
  cancelAt !== null && currentPeriodEnd !== null && cancelAt > currentPeriodEnd;

/** What waits to be paid, the newest first; what another quantity waits for is owed by nobody. */
function dueInvoices({ subscription, invoices }: SubscriptionRows): Invoice[] {
  return invoices.filter(
    (invoice) =>
      invoice.status === 'open' && leftOf(invoice) > 0 && !isPendingChange(subscription, invoice),
  );
}

function pendingView(
  { subscription, invoices }: SubscriptionRows,
  t: Words<'subscriptions'>,
): PendingQuantityView | null {
  const { pendingQuantity: quantity, pendingUntil: until } = subscription;
  const invoice = invoices.find((one) => isPendingChange(subscription, one));
  if (!invoice || quantity === null) return null;
  return {
    quantity,
    amount: invoiceView(invoice, t).total,
    until: until?.toISOString() ?? null,
    problem: invoice.problem ? problemFor(invoice.problem, wordsIn(t.language, 'refusals')) : null,
  };
}

function dunningView(rows: SubscriptionRows, t: Words<'subscriptions'>): DunningView | null {
  const { subscription, seller, method } = rows;
  const owed = dueInvoices(rows);
  const [invoice] = owed;
  const { status } = subscription;
  if (!invoice || !status) return null;
  // An open invoice of an active subscription is just being charged; with one that nobody has tried to
  // pay, a subscription that rests is resumed.
  const untried = invoice.attemptCount === 0;
  if (untried && (status === 'active' || (status === 'paused' && !invoice.actionNeeded)))
    return null;
  const problem = invoice.problem
    ? problemFor(invoice.problem, wordsIn(t.language, 'refusals'))
    : null;
  const due = {
    status,
    amount: invoiceView(invoice, t).total.text,
    seller: seller.name,
    card: cardName(method, wordsIn(t.language, 'cards')),
    problem,
    actionNeeded: invoice.actionNeeded,
    createdAt: invoice.createdAt,
    nextAttemptAt: invoice.nextAttemptAt,
  };
  const amount = owed.reduce((sum, invoice) => sum + leftOf(invoice), 0);
  return {
    invoice: invoiceView(invoice, t),
    owed: priceOf({ ...unitOf(rows), amount }, t.language),
    title: dunningTitle(due, t),
    story: dunningStory(due, t),
    problem,
    canConfirm: invoice.actionNeeded,
  };
}

function changeView({ change }: SubscriptionRows, t: Words<'subscriptions'>): ChangeView | null {
  if (!change || change.state === 'done') return null;
  return {
    kind: change.kind,
    text: changeText(change.kind, t),
    problem:
      change.state === 'failed' && change.problem
        ? problemFor(change.problem, wordsIn(t.language, 'refusals'))
        : null,
  };
}

function cardChangeView(
  { sync, method }: SubscriptionRows,
  t: Words<'subscriptions'>,
): CardChangeView | null {
  if (!sync || sync.state === 'done' || sync.state === 'superseded') return null;
  const moving = isSyncing(sync.state);
  return {
    reason: sync.reason,
    moving,
    text: t(moving ? 'cardMoving' : 'cardNotMoved', {
      card: cardName(method, wordsIn(t.language, 'cards')),
    }),
    problem: sync.problem ? problemFor(sync.problem, wordsIn(t.language, 'refusals')) : null,
  };
}

function expiryOf(method: SubscriptionRows['method'], t: Words<'subscriptions'>): string {
  const { expMonth, expYear } = method;
  if (expMonth === null || expYear === null) return '';
  const date = `${String(expMonth).padStart(2, '0')}/${expYear}`;
  return t(hasExpired(method) ? 'cardExpired' : 'cardExpires', { date });
}
