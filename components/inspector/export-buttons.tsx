import { Download } from 'lucide-react';
import type { SequenceStep } from '@/lib/model/sequence';

interface ExportButtonsProps {
  /** The path of the page whose calls they are. */
  readonly page: string;
  /** What this browser did meanwhile, which only it knows. */
  readonly browserSteps?: readonly SequenceStep[];
}

/** What is shown, to be taken along: as data, or as one file that opens anywhere. A plain form. */
export function ExportButtons({ page, browserSteps = [] }: ExportButtonsProps) {
  return (
    <form method="post" action="/api/underneath/files" className="flex flex-wrap items-center">
      <input type="hidden" name="page" value={page} />
      <input type="hidden" name="browser" value={JSON.stringify(browserSteps)} />
      {(['html', 'json'] as const).map((kind) => (
        <button
          key={kind}
          name="as"
          value={kind}
          className="inline-flex min-h-11 items-center gap-1.5 rounded-lg px-2.5 text-sm font-medium text-under-ink hover:bg-under-line/40"
        >
          <Download aria-hidden className="size-4" />
          {kind.toUpperCase()}
          <span className="sr-only"> file of these calls</span>
        </button>
      ))}
    </form>
  );
}
