import Link from 'next/link';
import { useWords } from '@/components/language/words-provider';

/** What the buyer agrees to by pressing: each payment that comes again, and how it is ended. */
export function PlanConsent({ agreed }: { readonly agreed: readonly string[] }) {
  const t = useWords('checkout');
  return (
    <div
      id="plan-consent"
      className="space-y-2 rounded-xl border border-line bg-surface px-4 py-3 text-sm"
    >
      <p>{t('agree')}</p>
      <ul className="list-disc space-y-1 ps-5">
        {agreed.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="text-ink-soft">
        {t.rich('until', {
          link: (chunks) => (
            <Link href="/subscriptions" className="underline underline-offset-4">
              {chunks}
            </Link>
          ),
        })}
      </p>
    </div>
  );
}
