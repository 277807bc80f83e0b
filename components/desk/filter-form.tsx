import type { ReactNode } from 'react';
import { Button, ButtonLink } from '@/components/ui/button';

/** What narrows a list, as a form that asks for the page again; works without script. */
export function FilterForm({
  action,
  label,
  all = 'Everything',
  children,
}: {
  /** The path of the list; without anything behind it everything is shown. */
  readonly action: string;
  readonly label: string;
  /** What stands on the link to the list as it is by itself. */
  readonly all?: string;
  readonly children: ReactNode;
}) {
  return (
    <form
      action={action}
      role="search"
      aria-label={label}
      className="mb-6 grid items-end gap-3 sm:grid-cols-2 lg:flex lg:flex-wrap"
    >
      {children}
      <div className="flex gap-2">
        <Button type="submit" tone="primary">
          Show
        </Button>
        <ButtonLink tone="ghost" href={action}>
          {all}
        </ButtonLink>
      </div>
    </form>
  );
}
