import type { ReactNode } from 'react';

interface PageHeaderProps {
  readonly title: ReactNode;
  /** One sentence under the title. */
  readonly children?: ReactNode;
  /** At the right of the title, e.g. a link. */
  readonly aside?: ReactNode;
}

/** The one h1 of a page. */
export function PageHeader({ title, children, aside }: PageHeaderProps) {
  return (
    <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3 sm:mb-8">
      <div className="max-w-2xl">
        <h1 className="text-2xl font-semibold sm:text-3xl">{title}</h1>
        {children ? <div className="mt-2 text-ink-soft">{children}</div> : null}
      </div>
      {aside}
    </div>
  );
}
