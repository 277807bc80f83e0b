import Link from 'next/link';
import { Picture } from '@/components/ui/picture';
import type { SellerView } from '@/lib/model/views';

/** Who sells and who charges: the same, which is what a direct charge means. */
export function SoldBy({ seller }: { readonly seller: SellerView }) {
  return (
    <div className="flex items-center gap-4 rounded-2xl border border-line bg-surface p-4">
      <Picture src={seller.picture} className="size-14 shrink-0 rounded-full" />
      <div className="min-w-0 text-sm">
        <p>
          Sold by{' '}
          <Link
            href={`/sellers/${seller.slug}`}
            className="-my-3 inline-block py-3 font-semibold underline underline-offset-4"
          >
            {seller.name}
          </Link>
          , charged by {seller.name}
        </p>
        <p className="text-ink-soft">
          {seller.place}, {seller.countryName}. Your statement shows their name, in{' '}
          {seller.currency.toUpperCase()}.
        </p>
      </div>
    </div>
  );
}
