/**
 * What pages and JSON answers are made of. Plain data: safe to hand to a client component, free of
 * secrets, prices already as text beside their numbers.
 */
import type { AccountId, BuyerId, SavedMethodId, SellerId, SetupId, VariantId } from './ids';
import type { Money } from './money';
import type { PictureTexts } from './picture-texts';
import type { PlanView, RecurringPrice } from './plan';
import type { PageView } from './paging';
import type { Rating } from './review';
import type { StoredVerification } from './verification';

export type Persona = 'buyer' | 'seller' | 'operator';

export interface SessionUser {
  readonly id: BuyerId;
  readonly name: string;
  readonly email: string;
  readonly role: Persona;
}

/** Somebody who works for a seller, with that seller; whatever they see and do is of its account alone. */
export interface SellerUser extends SessionUser {
  readonly seller: {
    readonly id: SellerId;
    readonly slug: string;
    readonly name: string;
    /** ISO 3166 code, upper case. */
    readonly country: string;
    /** Lower-case ISO 4217. */
    readonly currency: string;
    /** Null until it was made at Stripe. */
    readonly accountId: AccountId | null;
  };
}

export interface Price extends Money {
  /** The amount as people read it, e.g. `€12.00`. */
  readonly text: string;
}

export interface SellerView {
  readonly id: SellerId;
  readonly slug: string;
  readonly name: string;
  readonly tagline: string;
  readonly about: string;
  /** Town, for the page only. */
  readonly place: string;
  /** ISO 3166 code, upper case. */
  readonly country: string;
  readonly countryName: string;
  /** Lower-case ISO 4217. */
  readonly currency: string;
  readonly picture: string;
  /** The connected account, shown to engineers; null until it exists. */
  readonly accountId: string | null;
  /** The name that stands on buyers' statements. */
  readonly statement: string;
  /** Null when it can be paid, else the reason in words. */
  readonly cannotBePaid: string | null;
}

export interface ProductTile {
  readonly slug: string;
  readonly name: string;
  readonly picture: string;
  readonly category: string;
  /** The lowest price of its variants; `from` says whether there are dearer ones. */
  readonly price: Price;
  readonly from: boolean;
  /** The terms of what costs that; null of what is paid once. */
  readonly plan: PlanView | null;
  readonly soldOut: boolean;
  /** True while its seller cannot be paid; why is told by the seller's view. */
  readonly closed: boolean;
  /** What those who bought it say on the whole; null of what nobody has reviewed. */
  readonly rating: Rating | null;
  readonly seller: Pick<SellerView, 'slug' | 'name' | 'country' | 'countryName'>;
}

/** A page of goods. */
export interface GoodsView extends PageView {
  readonly products: readonly ProductTile[];
}

/** What a search found, the best first. */
export interface SearchView extends GoodsView {
  /** What was searched for instead; null when it was what was asked. */
  readonly shownFor: string | null;
  /** Words that nothing is found by, not even by one near to them. */
  readonly missing: readonly string[];
  /** True when nothing has all the words, so that what has some of them is shown. */
  readonly some: boolean;
  /** Sellers who are called like that. */
  readonly sellers: readonly Pick<SellerView, 'slug' | 'name'>[];
  /** How many more there are in other categories than the one that was asked for. */
  readonly elsewhere: number;
}

export interface VariantView {
  readonly id: VariantId;
  /** Empty for a product of one kind only. */
  readonly name: string;
  readonly price: Price;
  /** Null of goods, which are paid once. */
  readonly plan: PlanView | null;
  /** Null, or why it cannot be subscribed to yet, in words. */
  readonly unready: string | null;
  readonly soldOut: boolean;
  /** Pieces left when few (5 or less), else null. */
  readonly left: number | null;
}

export interface ProductView extends Omit<ProductTile, 'seller'> {
  readonly description: string;
  /** All of them; the first is `picture`. */
  readonly pictures: readonly string[];
  readonly pictureTexts: PictureTexts;
  readonly details: readonly string[];
  readonly delivery: string;
  readonly variants: readonly VariantView[];
  readonly seller: SellerView;
  /** False of what its seller has hidden, and who looks has bought. */
  readonly offered: boolean;
}

export interface CartLine {
  readonly variantId: VariantId;
  readonly productSlug: string;
  readonly name: string;
  readonly variant: string;
  readonly picture: string;
  readonly quantity: number;
  readonly maxQuantity: number;
  readonly unit: Price;
  /** Of all of them; of a plan, for one period. */
  readonly amount: Price;
  /** Null of goods, which are paid once. */
  readonly plan: PlanView | null;
  /** Null, or why it cannot be bought now, in words. */
  readonly problem: string | null;
}

/** What was put aside to be bought another day. */
export interface LaterLine {
  readonly variantId: VariantId;
  readonly productSlug: string;
  readonly name: string;
  readonly variant: string;
  readonly picture: string;
  readonly seller: string;
  readonly quantity: number;
  readonly unit: Price;
  readonly plan: PlanView | null;
  /** What changed since it was put aside, and how many are left when few, in words. */
  readonly news: readonly string[];
  /** Null, or why it cannot go into the cart now, in words. */
  readonly cannotMove: string | null;
}

export interface CartGroup {
  readonly seller: Pick<
    SellerView,
    'id' | 'slug' | 'name' | 'countryName' | 'statement' | 'cannotBePaid'
  >;
  readonly lines: readonly CartLine[];
  /** What is due now: nothing for a plan with a trial. */
  readonly subtotal: Price;
  /** What its plans will be charged again and again. */
  readonly recurring: readonly RecurringPrice[];
}

export interface CartView {
  readonly groups: readonly CartGroup[];
  /** Number of pieces, for the badge. */
  readonly count: number;
  /** What is due now. */
  readonly totals: readonly Price[];
  /** What plans will be charged again and again. */
  readonly recurring: readonly RecurringPrice[];
  /** Payments that are made now: one for each seller's goods, and one for each plan. */
  readonly payments: number;
  /**
   * Stands for exactly this cart at exactly these prices. Checkout sends it back; when the cart or a
   * price changed meanwhile, or an order was already made of it, the server knows.
   */
  readonly quote: string;
  /** False when empty, or when a line or a seller has a problem. */
  readonly canCheckOut: boolean;
}

export interface VerificationView extends StoredVerification {
  /** The set-up it belongs to. */
  readonly setupId: SetupId;
}

export interface SavedMethodView {
  readonly id: SavedMethodId;
  /** Stripe's type, e.g. `card`. */
  readonly type: string;
  /** Stripe's brand, e.g. `visa`; `brandName` is for people. */
  readonly brand: string;
  readonly brandName: string;
  readonly last4: string;
  /** A bank account's bank; null for what has none. */
  readonly bankName: string | null;
  readonly expMonth: number | null;
  readonly expYear: number | null;
  /** Null when it can pay sellers, else why its type cannot, in words. */
  readonly cannotPay: string | null;
  readonly expired: boolean;
  readonly expiresSoon: boolean;
  readonly isDefault: boolean;
  /** What has to be told to verify it, while that is so; null for what is verified or needs none. */
  readonly verification: VerificationView | null;
  /** ISO date of saving. */
  readonly savedAt: string;
  /** The platform PaymentMethod, for engineers. */
  readonly platformMethodId: string;
}

/** An error as the buyer reads it, with the codes one click away for an engineer. */
export interface Problem {
  readonly message: string;
  /** What to do next, in words. */
  readonly advice: string;
  readonly code: string | null;
  readonly declineCode: string | null;
  readonly requestId: string | null;
}

/** One recorded call to Stripe, redacted, for the inspector. */
export interface StripeCallView {
  readonly id: string;
  /** ISO time with milliseconds. */
  readonly at: string;
  readonly durationMs: number;
  /** Null on the platform, else the connected account and its seller's name. */
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly idempotencyKey: string | null;
  /** HTTP status, or null when no answer came. */
  readonly status: number | null;
  readonly requestId: string | null;
  /** Pretty-printed JSON, redacted. */
  readonly request: string;
  readonly response: string;
  /** Stripe's page about this call. */
  readonly docsUrl: string;
  /** The version of Stripe's API that was asked for; null when it is not known. */
  readonly apiVersion: string | null;
  /** The line of ours that made it, `lib/payments/send-charge.ts:41`; null when it is not known. */
  readonly site: string | null;
}
