import type { CartLine, LaterLine } from '@/lib/model/views';
import type { LaterAct } from './cart-action-props';

/** What the buyer has just done with something saved, before the server has answered. */
export interface LaterChange {
  readonly act: LaterAct;
  readonly line: LaterLine;
}

/** What is saved, as it will be: what goes aside comes first, and what leaves is gone. */
export function applyLater(shown: readonly LaterLine[], { act, line }: LaterChange): LaterLine[] {
  const others = shown.filter(({ variantId }) => variantId !== line.variantId);
  return act === 'save' || act === 'keep' ? [line, ...others] : others;
}

/** A line of the cart as it will look aside. */
export function asideOf(line: CartLine, seller: string): LaterLine {
  const { variantId, productSlug, name, variant, picture, quantity, unit, plan } = line;
  const same = { variantId, productSlug, name, variant, picture, quantity, unit, plan };
  return { ...same, seller, news: [], cannotMove: null };
}
