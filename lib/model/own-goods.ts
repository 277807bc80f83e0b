/** What a seller sells, as they themselves see and change it. */
import type { ProductId, VariantId } from './ids';
import type { PictureTexts } from './picture-texts';
import type { PlanView } from './plan';
import type { Price } from './views';

export interface OwnKind {
  readonly id: VariantId;
  /** Empty for a product of one kind only. */
  readonly name: string;
  readonly price: Price;
  /** The price as it stands in its field: `12.00`. */
  readonly typed: string;
  /** Null: never runs out. */
  readonly stock: number | null;
  /** Null of goods, which are paid once. */
  readonly plan: PlanView | null;
  /** True of a plan that its account does not have yet. */
  readonly unready: boolean;
  /** True when it is taken out of the shop, the others staying. */
  readonly hidden: boolean;
}

export interface OwnProduct {
  readonly id: ProductId;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly delivery: string;
  /** As its page shows them. */
  readonly pictures: readonly string[];
  readonly pictureTexts: PictureTexts;
  /** True when it is taken out of the shop. */
  readonly hidden: boolean;
  readonly kinds: readonly OwnKind[];
}

/** As many as its page has room for beside one another. */
export const mostPicturesOfProduct = 6;

/** What a product is called and shown by. */
export interface ProductWords {
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly delivery: string;
  /** The first stands for it on tiles, in carts, orders and links. */
  readonly pictures: readonly string[];
  /** What they show; nothing unless said. */
  readonly pictureTexts?: PictureTexts;
}
