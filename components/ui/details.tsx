import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

interface DetailsProps extends Pick<ComponentProps<'details'>, 'lang' | 'dir'> {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  /** `under` is violet: ids, keys and requests. */
  readonly tone?: 'neutral' | 'under';
  readonly open?: boolean;
  readonly className?: string;
}

/** The browser's own disclosure: works without script, found by the page's search. */
export function Details({
  summary,
  children,
  tone = 'neutral',
  open,
  className,
  ...rest
}: DetailsProps) {
  return (
    <details
      {...rest}
      open={open}
      className={clsx(
        'group rounded-xl border',
        tone === 'under' ? 'border-under-line bg-under-soft' : 'border-line bg-surface',
        className,
      )}
    >
      <summary
        className={clsx(
          'flex min-h-11 list-none items-center gap-2 rounded-xl px-4 py-2 text-sm font-medium [&::-webkit-details-marker]:hidden',
          tone === 'under' ? 'text-under-ink' : 'text-ink',
        )}
      >
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 transition-transform group-open:rotate-90 rtl:-scale-x-100"
        />
        {summary}
      </summary>
      <div className="px-4 pt-1 pb-4 text-sm">{children}</div>
    </details>
  );
}
