import type {
  AccountId,
  AccountPriceId,
  BuyerId,
  IdempotencyKey,
  KeptCloneId,
  SavedMethodId,
  SellerId,
  SubscriptionId,
  VariantId,
} from '../model/ids';
import type { Interval } from '../model/recurring';
import { newId } from '../store/new-id';
import type { CartLineRow } from './price-order';

/** The keys of one kept clone; its id says that nobody else has them. */
export interface NewKeptClone {
  readonly keptCloneId: KeptCloneId;
  readonly cloneKey: IdempotencyKey;
  readonly attachKey: IdempotencyKey;
  readonly detachKey: IdempotencyKey;
}

export interface NewSubscription extends NewKeptClone {
  readonly subscriptionId: SubscriptionId;
  readonly sellerId: SellerId;
  readonly accountId: AccountId;
  readonly position: number;
  readonly variantId: VariantId;
  readonly accountPriceId: AccountPriceId;
  readonly productSlug: string;
  readonly name: string;
  readonly variant: string;
  readonly picture: string;
  readonly quantity: number;
  readonly unitAmount: number;
  readonly currency: string;
  readonly interval: Interval;
  readonly intervalCount: number;
  readonly trialDays: number;
  readonly feeBasisPoints: number;
  readonly savedMethodId: SavedMethodId;
  readonly subscriptionKey: IdempotencyKey;
  /** Counts only where the buyer has no Customer on the account yet. */
  readonly customerKey: IdempotencyKey;
}

/** A clone that is to be made and kept, with the keys of all its calls. */
export function newKeptClone(): NewKeptClone {
  const keptCloneId = newId<KeptCloneId>('kept');
  const key = (call: string) => `${call}:${keptCloneId}` as IdempotencyKey;
  return {
    keptCloneId,
    cloneKey: key('clone'),
    attachKey: key('attach'),
    detachKey: key('detach'),
  };
}

/**
 * The key of the call that begins a subscription: each attempt has its own, as the former one would
 * only repeat the former refusal. https://docs.stripe.com/api/idempotent_requests
 */
export function subscriptionKeyOf(id: SubscriptionId, attempt: number): IdempotencyKey {
  return `subscribe:${id}:${attempt}` as IdempotencyKey;
}

/** One line of the cart that is a plan, as a subscription that is about to begin. */
export function newSubscription(
  { variant, product, seller, quantity }: CartLineRow,
  terms: {
    readonly buyerId: BuyerId;
    readonly savedMethodId: SavedMethodId;
    readonly feeBasisPoints: number;
    readonly position: number;
  },
): NewSubscription {
  const { interval, accountPriceId } = variant;
  const { accountId } = seller;
  if (!interval || !accountPriceId || !accountId) throw new Error(`${variant.id} is no plan yet`);
  const subscriptionId = newId<SubscriptionId>('sub');
  return {
    ...newKeptClone(),
    subscriptionId,
    sellerId: seller.id,
    accountId,
    position: terms.position,
    variantId: variant.id,
    accountPriceId,
    productSlug: product.slug,
    name: product.name,
    variant: variant.name,
    picture: product.picture,
    quantity,
    unitAmount: variant.amount,
    currency: variant.currency,
    interval,
    intervalCount: variant.intervalCount,
    trialDays: variant.trialDays,
    feeBasisPoints: terms.feeBasisPoints,
    savedMethodId: terms.savedMethodId,
    subscriptionKey: subscriptionKeyOf(subscriptionId, 1),
    customerKey: `customer:${terms.buyerId}:${accountId}` as IdempotencyKey,
  };
}
