import Link from 'next/link';
import type { SearchView } from '@/lib/model/views';

interface SearchNewsProps {
  readonly query: string;
  readonly found: Pick<SearchView, 'shownFor' | 'missing' | 'some' | 'sellers'>;
}

const quoted = (words: readonly string[]) => words.map((word) => `“${word}”`).join(' and ');

/** What a search did with the words it was given, where that is not plain; nothing else. */
export function SearchNews({ query, found }: SearchNewsProps) {
  const { shownFor, missing, some, sellers } = found;
  return (
    <>
      {shownFor ? (
        <p className="mt-2">
          Showing results for <strong className="font-semibold">“{shownFor}”</strong>.{' '}
          <span className="text-ink-soft">
            {missing.length > 0
              ? `Nothing here has ${quoted(missing)}.`
              : `Nothing here is called “${query}”.`}
          </span>
        </p>
      ) : null}
      {some ? (
        <p className="mt-2 text-ink-soft">
          Nothing has all of these words. This is what has some of them.
        </p>
      ) : null}
      {sellers.length > 0 ? (
        <p className="mt-1 text-sm text-ink-soft">
          {sellers.length === 1 ? 'A seller is' : 'Sellers are'} called like that:{' '}
          {sellers.map(({ slug, name }, index) => (
            <span key={slug}>
              {index > 0 ? ', ' : null}
              <Link
                href={`/sellers/${slug}`}
                className="-my-3 inline-block py-3 font-medium text-ink underline underline-offset-4"
              >
                {name}
              </Link>
            </span>
          ))}
        </p>
      ) : null}
    </>
  );
}
