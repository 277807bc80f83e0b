import { firstLanguage, type Language } from '../../language/languages';
import { wordsIn } from '../../language/texts';
import { brandName } from '../../model/card-name';
import { methodTypeName, whyNotClonable } from '../../model/method-type';
import { whyNotVerified } from '../../model/verification';
import type { SavedMethodView } from '../../model/views';
import type { savedMethods } from '../../store/schema';

type SavedMethodRow = typeof savedMethods.$inferSelect;

/**
 * True once the month printed on the card is over; a card is good through its last day. What has no
 * such month does not expire.
 */
export function hasExpired(
  card: Pick<SavedMethodRow, 'expMonth' | 'expYear'>,
  now = new Date(),
): boolean {
  return (monthsLeft(card, now) ?? 0) < 0;
}

/** The saved method as pages may show it. */
export function savedMethodView(
  row: SavedMethodRow,
  language: Language = firstLanguage,
  now = new Date(),
): SavedMethodView {
  const t = wordsIn(language, 'cards');
  const left = monthsLeft(row, now);
  return {
    id: row.id,
    type: row.type,
    brand: row.brand,
    brandName: methodTypeName(row.type, t) ?? brandName(row.brand, t),
    last4: row.last4,
    expMonth: row.expMonth,
    expYear: row.expYear,
    expired: left !== null && left < 0,
    expiresSoon: left !== null && left >= 0 && left < 2,
    cannotPay: whyNotClonable(row.type, t) ?? whyNotVerified(row.status, t),
    bankName: row.bankName,
    verification:
      row.status === 'verifying' && row.verification && row.setupId
        ? { ...row.verification, setupId: row.setupId }
        : null,
    isDefault: row.isDefault,
    savedAt: row.createdAt.toISOString(),
    platformMethodId: row.platformMethodId,
  };
}

function monthsLeft(
  { expMonth, expYear }: Pick<SavedMethodRow, 'expMonth' | 'expYear'>,
  now: Date,
): number | null {
  if (expMonth === null || expYear === null) return null;
  return (expYear - now.getUTCFullYear()) * 12 + (expMonth - (now.getUTCMonth() + 1));
}
