import type { Texts } from '../locales/texts';
import type { Layout } from './options';

/** What a picker of payment methods is drawn from. */
export interface PickerSetup {
  types: string[];
  layout: Layout;
  texts: Texts;
  readOnly: boolean;
  /** Words under a method's name. */
  subtitle(type: string): string | undefined;
  /** How many methods there is room for. */
  capacity: number;
  /** The panel's content for a method. */
  panel(type: string): HTMLElement;
  /** A press on a method. */
  choose(type: string): void;
  /** The buyer wants to see every method. */
  showAll(): void;
}

/**
 * The methods in sight, and the others. A chosen method is always in sight, on the last place if it
 * has none of its own.
 */
export function split(
  types: string[],
  room: number,
  selected: string | null,
): { inSight: string[]; others: string[] } {
  if (types.length <= room) return { inSight: types, others: [] };
  const first = types.slice(0, room);
  const inSight =
    selected === null || first.includes(selected) ? first : [...first.slice(0, -1), selected];
  return { inSight, others: types.filter((type) => !inSight.includes(type)) };
}
