import { Badge } from '@/components/ui/badge';
import type { Words } from '@/lib/language/words';

export type Mode = 'emulator' | 'test';

/** Says whose Stripe answers, so that nobody fears for real money. */
export function ModeBadge({ mode, t }: { readonly mode: Mode; readonly t: Words<'frame'> }) {
  return mode === 'emulator' ? (
    <Badge title={t('emulatorTitle')}>{t('emulatorBadge')}</Badge>
  ) : (
    <Badge tone="caution" title={t('testTitle')}>
      {t('testBadge')}
    </Badge>
  );
}
