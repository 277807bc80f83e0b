import type { ReactNode } from 'react';
import type { ProductTile } from '@/lib/model/views';
import { GoodsTile } from './goods-tile';

/** The grid of goods and of the skeletons that stand for them. */
export function Grid({ children }: { readonly children: ReactNode }) {
  return (
    <ul className="grid grid-cols-2 gap-x-4 gap-y-8 sm:gap-x-6 md:grid-cols-3 lg:grid-cols-4">
      {children}
    </ul>
  );
}

/** Tiles of products; the first row is fetched before the rest. */
export function GoodsGrid({ products }: { readonly products: readonly ProductTile[] }) {
  return (
    <Grid>
      {products.map((product, index) => (
        <li key={product.slug}>
          <GoodsTile product={product} priority={index < 4} />
        </li>
      ))}
    </Grid>
  );
}
