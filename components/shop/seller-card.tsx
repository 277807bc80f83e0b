import Link from 'next/link';
import { Picture } from '@/components/ui/picture';
import type { SellerView } from '@/lib/model/views';

/** A seller as one link. */
export function SellerCard({ seller }: { readonly seller: SellerView }) {
  return (
    <Link
      href={`/sellers/${seller.slug}`}
      className="group flex h-full items-center gap-4 rounded-2xl border border-line bg-surface p-4 transition-colors hover:border-line-strong"
    >
      <Picture src={seller.picture} className="size-16 shrink-0 rounded-full" />
      <span className="min-w-0 text-sm">
        <span className="block font-medium group-hover:underline group-hover:underline-offset-4">
          {seller.name}
        </span>
        <span className="block text-ink-soft">
          <bdi>{seller.tagline}</bdi>
        </span>
        <span className="mt-0.5 block text-xs text-ink-faint">
          {seller.countryName} · {seller.currency.toUpperCase()}
        </span>
      </span>
    </Link>
  );
}
