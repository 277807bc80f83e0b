import { Price } from '@/components/ui/price';
import { words } from '@/lib/language/request';
import type { ProductTile } from '@/lib/model/views';

interface FromPriceProps {
  readonly product: Pick<ProductTile, 'price' | 'from'>;
  readonly withCode?: boolean;
  readonly className?: string;
}

/** The lowest price of a product, with `from` where there are dearer kinds. */
export async function FromPrice({ product: { price, from }, ...look }: FromPriceProps) {
  const t = await words('shop');
  const soft = (chunks: React.ReactNode) => (
    <span className="font-normal text-ink-soft">{chunks}</span>
  );
  const said = from ? t.rich('from', { price: price.text, soft }) : undefined;
  return <Price {...look} price={price} said={said} />;
}
