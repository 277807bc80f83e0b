import Link from 'next/link';
import { ChooseLanguage } from '@/components/language/choose-language';
import type { Words } from '@/lib/language/words';
import type { Mode } from './mode-badge';

const ways = [
  ['/search', 'allGoods'],
  ['/plus', 'plus'],
  ['/sell', 'sell'],
  ['/lab', 'lab'],
  ['/#how', 'how'],
] as const;

/** What this is, for who has scrolled this far, and in which language it is read. */
export function SiteFooter({ mode, t }: { readonly mode: Mode; readonly t: Words<'frame'> }) {
  return (
    <footer className="mt-10 border-t border-line print:hidden">
      <div className="mx-auto max-w-6xl px-4 py-6 text-sm text-ink-soft sm:px-6">
        <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2">
          <p className="min-w-0 flex-1 basis-96">
            {t('about')} {t(mode === 'emulator' ? 'emulator' : 'testMode')}
          </p>
          <nav aria-label="Souk" className="-mx-3 flex flex-wrap">
            {ways.map(([href, text]) => (
              <Link
                key={href}
                href={href}
                className="inline-flex min-h-11 items-center px-3 hover:text-ink hover:underline"
              >
                {t(text)}
              </Link>
            ))}
          </nav>
        </div>
        <ChooseLanguage t={t} />
      </div>
    </footer>
  );
}
