import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { ProductTile } from '@/lib/model/views';
import { GoodsGrid } from './goods-grid';

interface NothingFoundProps {
  readonly query: string;
  /** The name of the category that was searched, if one was. */
  readonly shelf: string | null;
  /** How many there are in other categories. */
  readonly elsewhere: number;
  /** Shown in place of what was not found. */
  readonly instead: readonly ProductTile[];
}

/** No goods were found: says so, offers the way to those elsewhere, and some to look at. */
export function NothingFound({ query, shelf, elsewhere, instead }: NothingFoundProps) {
  return (
    <>
      <EmptyState
        title="Nothing like that here"
        picture="/nothing-found.svg"
        action={
          elsewhere > 0 ? (
            <ButtonLink href={`/search?${new URLSearchParams({ q: query })}`}>
              {elsewhere === 1 ? 'See 1 in all goods' : `See ${elsewhere} in all goods`}
            </ButtonLink>
          ) : (
            <ButtonLink href="/search">See all goods</ButtonLink>
          )
        }
      >
        {shelf && query
          ? `Nobody sells “${query}” in ${shelf}. ${elsewhere > 0 ? 'Elsewhere there is something.' : 'Try another word.'}`
          : 'Try a shorter word, or the name of a seller, a town or a country.'}
      </EmptyState>
      {instead.length > 0 ? (
        <section aria-labelledby="instead" className="space-y-6">
          <h2 id="instead" className="text-xl font-semibold sm:text-2xl">
            Perhaps one of these
          </h2>
          <GoodsGrid products={instead} />
        </section>
      ) : null}
    </>
  );
}
