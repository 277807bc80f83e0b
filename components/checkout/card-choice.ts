import { methodName } from '@/components/wallet/method-name';
import type { SavedMethodId } from '@/lib/model/ids';
import type { SavedMethodView } from '@/lib/model/views';

/** A saved card, or the wish to enter another. */
export type CardChoice = SavedMethodId | 'another';

/**
 * The card to offer first: the default, else the newest that can still pay. `tried` are names of
 * cards that were declined and are not to be offered again; null when no other is left.
 */
export function firstChoice(
  methods: readonly SavedMethodView[],
  tried: readonly string[] = [],
): CardChoice | null {
  const usable = methods.filter((method) => !method.expired && !tried.includes(methodName(method)));
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
