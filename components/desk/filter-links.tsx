import { clsx } from 'clsx';
import Link from 'next/link';

interface FilterLinksProps<Filter extends string> {
  /** What is chosen among, e.g. `States`. */
  readonly label: string;
  /** Each filter with its words, in this order. */
  readonly filters: Readonly<Record<Filter, string>>;
  readonly chosen: Filter;
  readonly hrefOf: (filter: Filter) => string;
}

/** What a list may be narrowed to: links, so that each choice has an address. */
export function FilterLinks<Filter extends string>({
  label,
  filters,
  chosen,
  hrefOf,
}: FilterLinksProps<Filter>) {
  return (
    <nav aria-label={label} className="mb-4">
      <ul className="flex flex-wrap gap-2">
        {(Object.entries(filters) as [Filter, string][]).map(([filter, text]) => (
          <li key={filter}>
            <Link
              href={hrefOf(filter)}
              aria-current={filter === chosen ? 'page' : undefined}
              className={clsx(
                'inline-flex min-h-11 items-center rounded-full border px-4 text-sm font-medium',
                filter === chosen ? 'border-ink bg-ink text-canvas' : 'border-line bg-surface',
              )}
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
