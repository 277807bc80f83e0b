import { config } from '../config/config';
import { firstLanguage, type Language } from '../language/languages';
import type { BuyerId, LegId } from '../model/ids';
import type { users } from '../store/schema';
import type { Written } from './mail-text';

/** Something that a mail is to tell, and who reads it. */
export interface Happened {
  /** The leg that it is about; null where it is about none. */
  readonly legId: LegId | null;
  readonly buyer: Buyer;
  readonly written: Written;
}

export interface Buyer {
  readonly id: BuyerId;
  readonly name: string;
  readonly email: string;
  /** What they chose to read, English else. */
  readonly language: Language;
}

/** A person of ours as a mail speaks to them. */
export function readerOf(
  user: Pick<typeof users.$inferSelect, 'id' | 'name' | 'email' | 'language'>,
): Buyer {
  return { ...user, language: user.language ?? firstLanguage };
}

/** Where Souk is reached. */
export const origin = (): string => config().appUrl.origin;
