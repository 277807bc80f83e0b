import Link from 'next/link';
import { formatList } from '@/lib/language/formats';
import { words } from '@/lib/language/request';
import type { SearchView } from '@/lib/model/views';

interface SearchNewsProps {
  readonly query: string;
  readonly found: Pick<SearchView, 'shownFor' | 'missing' | 'some' | 'sellers'>;
}

/** What a search did with the words it was given, where that is not plain; nothing else. */
export async function SearchNews({ query, found }: SearchNewsProps) {
  const { shownFor, missing, some, sellers } = found;
  const t = await words('shop');
  const quoted = missing.map((word) => t('titleFor', { query: word }));
  return (
    <>
      {shownFor ? (
        <p className="mt-2">
          {t.rich('showing', {
            word: shownFor,
            strong: (chunks) => <strong className="font-semibold">{chunks}</strong>,
          })}{' '}
          <span className="text-ink-soft">
            {missing.length > 0
              ? t('nothingHas', { words: formatList(quoted, t.language) })
              : t('nothingCalled', { query })}
          </span>
        </p>
      ) : null}
      {some ? <p className="mt-2 text-ink-soft">{t('someOfThem')}</p> : null}
      {sellers.length > 0 ? (
        <p className="mt-1 text-sm text-ink-soft">
          {t.rich('sellersCalled', {
            count: sellers.length,
            sellers: () => (
              <Sellers sellers={sellers} between={t.language === 'ar' ? '، ' : ', '} />
            ),
          })}
        </p>
      ) : null}
    </>
  );
}

function Sellers({ sellers, between }: Pick<SearchView, 'sellers'> & { readonly between: string }) {
  return sellers.map(({ slug, name }, index) => (
    <span key={slug}>
      {index > 0 ? between : null}
      <Link
        href={`/sellers/${slug}`}
        className="-my-3 inline-block py-3 font-medium text-ink underline underline-offset-4"
      >
        {name}
      </Link>
    </span>
  ));
}
