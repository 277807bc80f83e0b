import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { words } from '@/lib/language/request';
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
export async function NothingFound({ query, shelf, elsewhere, instead }: NothingFoundProps) {
  const t = await words('shop');
  return (
    <>
      <EmptyState
        title={t('nothingLikeThat')}
        picture="/nothing-found.svg"
        action={
          elsewhere > 0 ? (
            <ButtonLink href={`/search?${new URLSearchParams({ q: query })}`}>
              {t('seeInAll', { count: elsewhere })}
            </ButtonLink>
          ) : (
            <ButtonLink href="/search">{t('seeAll')}</ButtonLink>
          )
        }
      >
        {shelf && query
          ? `${t('nobodySells', { query, shelf })} ${t(elsewhere > 0 ? 'elsewhere' : 'anotherWord')}`
          : t('shorterWord')}
      </EmptyState>
      {instead.length > 0 ? (
        <section aria-labelledby="instead" className="space-y-6">
          <h2 id="instead" className="text-xl font-semibold sm:text-2xl">
            {t('instead')}
          </h2>
          <GoodsGrid products={instead} />
        </section>
      ) : null}
    </>
  );
}
