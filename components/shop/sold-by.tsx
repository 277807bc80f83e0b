import Link from 'next/link';
import { Picture } from '@/components/ui/picture';
import { words } from '@/lib/language/request';
import type { SellerView } from '@/lib/model/views';

/** Who sells and who charges: the same, which is what a direct charge means. */
export async function SoldBy({ seller }: { readonly seller: SellerView }) {
  const t = await words('shop');
  const { name, place, countryName: country } = seller;
  const currency = seller.currency.toUpperCase();
  return (
    <div className="flex items-center gap-4 rounded-2xl border border-line bg-surface p-4">
      <Picture src={seller.picture} className="size-14 shrink-0 rounded-full" />
      <div className="min-w-0 text-sm">
        <p>
          {t.rich('soldBy', {
            name,
            seller: () => (
              <Link
                href={`/sellers/${seller.slug}`}
                className="-my-3 inline-block py-3 font-semibold underline underline-offset-4"
              >
                {name}
              </Link>
            ),
          })}
        </p>
        <p className="text-ink-soft">{t('statement', { place, country, currency })}</p>
      </div>
    </div>
  );
}
