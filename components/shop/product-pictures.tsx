import { clsx } from 'clsx';
import Link from 'next/link';
import { Picture } from '@/components/ui/picture';
import { words } from '@/lib/language/request';
import type { ProductView } from '@/lib/model/views';
import { productHref } from './product-href';

interface ProductPicturesProps {
  readonly product: Pick<ProductView, 'slug' | 'name' | 'pictures' | 'pictureTexts'>;
  /** Which of them the address wants large, counted from 1; one that is not there is the first. */
  readonly shown: number;
  /** The page of reviews, which another picture leaves as it is. */
  readonly reviews: number;
}

/**
 * What a product looks like: one picture large and, where there are several, all of them small beneath
 * it, as links to this page with another one large. The address decides, so no script has to.
 */
export async function ProductPictures({ product, shown, reviews }: ProductPicturesProps) {
  const { slug, name, pictures, pictureTexts } = product;
  const t = await words('shop');
  const count = pictures.length;
  const large = shown <= count ? shown - 1 : 0;
  const src = pictures[large] ?? '';
  /** What it shows, in its seller's words; else which it is, where there are several. */
  const textOf = (index: number) =>
    pictureTexts[pictures[index] ?? ''] ??
    (count > 1 ? t('pictureOf', { name, number: index + 1, count }) : '');

  return (
    <div className="space-y-3 lg:sticky lg:top-24">
      <div aria-live="polite">
        <Picture
          // Another element for another picture, which is read out then.
          key={src}
          src={src}
          alt={textOf(large)}
          priority
          className="w-full rounded-3xl border border-line"
        />
      </div>
      {count > 1 ? (
        <nav aria-label={t('pictures', { name })}>
          <ul className="grid grid-cols-6 gap-2">
            {pictures.map((picture, index) => (
              <li key={picture}>
                <Link
                  href={productHref(slug, { picture: index + 1, reviews })}
                  replace
                  scroll={false}
                  prefetch={false}
                  aria-label={textOf(index)}
                  aria-current={index === large ? 'true' : undefined}
                  className={clsx(
                    'block overflow-hidden rounded-xl border-2',
                    index === large ? 'border-ink' : 'border-line hover:border-line-strong',
                  )}
                >
                  <Picture src={picture} className="w-full" />
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
    </div>
  );
}
