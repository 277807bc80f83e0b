import type { Words } from '@/lib/language/words';
import { cardName } from '@/lib/model/card-name';
import type { SavedMethodId, SellerId } from '@/lib/model/ids';
import type { SavedMethodView } from '@/lib/model/views';

/** A saved card, or the wish to enter another. */
export type CardChoice = SavedMethodId | 'another';

/** True of a method that can be charged now: not expired, of a type that can be copied, verified. */
export function canPay(method: Pick<SavedMethodView, 'expired' | 'cannotPay'>): boolean {
  return !method.expired && !method.cannotPay;
}

/** True of a card: of what a plan can be paid with. */
export const isCard = ({ type }: Pick<SavedMethodView, 'type'>): boolean => type === 'card';

/**
 * The card to offer first: the default, else the newest that can still pay. What `wasTried` was
 * declined and is not to be offered again; null when no other is left.
 */
export function firstChoice(
  methods: readonly SavedMethodView[],
  wasTried: (method: SavedMethodView) => boolean = () => false,
): CardChoice | null {
  const usable = methods.filter((method) => canPay(method) && !wasTried(method));
  return (usable.find((method) => method.isDefault) ?? usable[0])?.id ?? null;
}

/** Cards the server gave, and those saved on this page meanwhile, each once. */
export function withSaved(
  methods: readonly SavedMethodView[],
  saved: readonly SavedMethodView[],
): SavedMethodView[] {
  const known = new Set(methods.map((method) => method.id));
  return [...methods, ...saved.filter((method) => !known.has(method.id))];
}

/** The sellers' own cards, without those that cannot pay (any more). */
export function withoutCards(
  bySeller: ReadonlyMap<SellerId, SavedMethodId>,
  gone: ReadonlySet<CardChoice>,
): Map<SellerId, SavedMethodId> {
  return new Map([...bySeller].filter(([, card]) => !gone.has(card)));
}

/** Which of the cards on this page the wallet, as it is now, cannot pay with. */
export function goneCards(
  shown: readonly SavedMethodView[],
  wallet: readonly SavedMethodView[],
): Set<CardChoice> {
  const usable = new Set(wallet.filter(canPay).map(({ id }) => id));
  return new Set(shown.map(({ id }) => id).filter((id) => !usable.has(id)));
}

/** The name of the card each seller is paid with, where it is not the one for all. */
export function otherCards(
  bySeller: ReadonlyMap<SellerId, SavedMethodId>,
  methods: readonly SavedMethodView[],
  card: SavedMethodView | undefined,
  t: Words<'cards'>,
): Map<SellerId, string> {
  return new Map(
    [...bySeller].flatMap(([seller, id]) => {
      const method = methods.find((one) => one.id === id);
      return method && method.id !== card?.id ? [[seller, cardName(method, t)] as const] : [];
    }),
  );
}
