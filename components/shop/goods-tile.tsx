import Link from 'next/link';
import { TileRating } from '@/components/reviews/rating-line';
import { Badge } from '@/components/ui/badge';
import { Picture } from '@/components/ui/picture';
import { words } from '@/lib/language/request';
import { freeText } from '@/lib/model/plan';
import type { ProductTile } from '@/lib/model/views';
import { FromPrice } from './from-price';

/** A product as one link: picture, name, price, and whose it is. */
export async function GoodsTile({
  product,
  priority,
}: {
  readonly product: ProductTile;
  readonly priority?: boolean;
}) {
  const [t, plan] = await Promise.all([words('shop'), words('plan')]);
  return (
    <Link href={`/products/${product.slug}`} className="group block rounded-2xl">
      <span className="relative block overflow-hidden rounded-2xl border border-line">
        <Picture
          src={product.picture}
          priority={priority}
          className="w-full transition-transform duration-500 ease-out group-hover:scale-105"
        />
        {product.closed || product.soldOut ? (
          <Badge className="absolute start-3 top-3">
            {t(product.closed ? 'closed' : 'soldOut')}
          </Badge>
        ) : null}
      </span>
      <span className="mt-3 block px-0.5 text-sm sm:flex sm:items-baseline sm:justify-between sm:gap-x-3">
        <span className="block min-w-0 font-medium group-hover:underline group-hover:underline-offset-4">
          {product.name}
        </span>
        <span className="block text-start sm:text-end">
          <FromPrice product={product} className="font-medium" />
          {product.plan ? (
            <span className="block text-xs whitespace-nowrap text-ink-soft">
              {product.plan.every}
              {product.plan.trialDays > 0 ? (
                <span className="block">
                  {plan('freeFirst', { free: freeText(product.plan.trialDays, plan) })}
                </span>
              ) : null}
            </span>
          ) : null}
        </span>
      </span>
      <span className="mt-0.5 block truncate px-0.5 text-sm text-ink-soft">
        {product.seller.name}
        <span className="hidden sm:inline">
          {t.language === 'ar' ? '،' : ','} {product.seller.countryName}
        </span>
      </span>
      {product.rating ? (
        <span className="mt-0.5 block px-0.5 text-sm text-ink-soft">
          <TileRating rating={product.rating} />
        </span>
      ) : null}
    </Link>
  );
}
