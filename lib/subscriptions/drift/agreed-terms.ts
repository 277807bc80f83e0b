/**
 * What a Subscription charges beside our row. Each side is the truth of something: the price was agreed
 * with the buyer and the fee with the seller, so for these it is our row; the quantity is changed at
 * Stripe, by whomever, and our row only repeats it.
 */
import { formatMoney } from '../../model/money';
import type { AccountSubscriptionItemId } from '../../model/ids';
import type { MirrorDifference } from '../../model/mirror-views';
import type { subscriptions } from '../../store/schema';
import type { AccountSubscription } from '../../stripe/account-billing';

export type AgreedTerms = Pick<
  typeof subscriptions.$inferSelect,
  | 'quantity'
  | 'accountPriceId'
  | 'unitAmount'
  | 'currency'
  | 'interval'
  | 'intervalCount'
  | 'feeBasisPoints'
>;

type Terms = Pick<
  AccountSubscription,
  'items' | 'application_fee_percent' | 'pending_update' | 'schedule'
>;
type Price = AccountSubscription['items']['data'][number]['price'];

/** What differs of a Subscription that has not ended. */
export function differencesOfTerms(agreed: AgreedTerms, there: Terms): MirrorDifference[] {
  const [item] = there.items.data;
  const quantity = item?.quantity ?? 1;
  const fee = there.application_fee_percent ?? 0;
  const agreedFee = agreed.feeBasisPoints / 100;
  const price = differenceOfPrice(agreed, there);
  return [
    ...(quantity === agreed.quantity
      ? []
      : [
          {
            kind: 'quantity' as const,
            text: `Stripe charges ${quantity} of it, Souk says ${agreed.quantity}.`,
            remedy: 'Repair reads it again: how many it is, is changed at Stripe alone.',
          },
        ]),
    ...(price ? [price] : []),
    ...(fee === agreedFee
      ? []
      : [
          {
            kind: 'fee' as const,
            text: `Souk’s fee there is ${fee} %, agreed were ${agreedFee} %.`,
            remedy: 'Repair sets the agreed one, for what is billed from now on.',
          },
        ]),
  ];
}

/** Another Price that charges the same is as good. */
function differenceOfPrice(agreed: AgreedTerms, there: Terms): MirrorDifference | null {
  const [item, ...others] = there.items.data;
  const kind = 'price';
  if (!item || others.length) {
    const text = `It charges for ${there.items.data.length} things, agreed was one.`;
    return { kind, text, left: 'Ask its seller, who has changed it: Souk cannot tell which goes.' };
  }
  const { price } = item;
  const now = chargesOf(price);
  const before = chargesOf({
    unit_amount: agreed.unitAmount,
    currency: agreed.currency,
    recurring: { interval: agreed.interval, interval_count: agreed.intervalCount },
  });
  if (now === before) return null;
  const text = `One costs ${now}, agreed were ${before}.`;
  if (!isSamePeriod(agreed, price)) {
    const left = 'Ask its seller: Stripe would charge at once if Souk set another period.';
    return { kind, text, left };
  }
  if (price.unit_amount === null || price.unit_amount < agreed.unitAmount) {
    const left =
      'Ask its seller, who has changed it: Souk has nobody pay more than they are asked for.';
    return { kind, text, left };
  }
  if (there.pending_update || there.schedule) {
    const left = 'Another change of it waits at Stripe: look again once that is done.';
    return { kind, text, left };
  }
  return {
    kind,
    text,
    remedy: 'Repair sets the agreed one, for what is billed from now on; what was paid stays paid.',
  };
}

/** What an update has to set so that it is charged as agreed; null where nothing that a repair may set. */
export function termsToSet(agreed: AgreedTerms, there: Terms) {
  const differing = differencesOfTerms(agreed, there)
    .filter(({ left }) => left === undefined)
    .map(({ kind }) => kind);
  const [item] = there.items.data;
  const fee = differing.includes('fee')
    ? { application_fee_percent: agreed.feeBasisPoints / 100 }
    : {};
  const price =
    differing.includes('price') && item
      ? {
          items: [
            {
              id: item.id as AccountSubscriptionItemId,
              price: agreed.accountPriceId,
              quantity: item.quantity ?? 1,
            },
          ],
          // Nobody is charged or credited by a repair.
          proration_behavior: 'none' as const,
        }
      : {};
  const all = { ...fee, ...price };
  return Object.keys(all).length ? all : null;
}

function isSamePeriod({ interval, intervalCount }: AgreedTerms, { recurring }: Price): boolean {
  return recurring?.interval === interval && recurring.interval_count === intervalCount;
}

/** `$18.00 every month`. */
export function chargesOf({
  unit_amount: amount,
  currency,
  recurring,
}: Pick<Price, 'unit_amount' | 'currency'> & {
  readonly recurring: { readonly interval: string; readonly interval_count: number } | null;
}): string {
  const much = amount === null ? 'what is not fixed' : formatMoney({ amount, currency });
  const { interval = 'time', interval_count: count = 1 } = recurring ?? {};
  return `${much} every ${count === 1 ? interval : `${count} ${interval}s`}`;
}
