import type { Metadata } from 'next';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { Picture } from '@/components/ui/picture';
import { Price } from '@/components/ui/price';
import { listOwnGoods } from '@/lib/catalog/own-goods';
import { pageQuery } from '@/lib/security/list-query';
import { requireSeller } from '@/lib/session/session';

export const metadata: Metadata = { title: 'Goods and plans' };

export default async function GoodsPage({ searchParams }: PageProps<'/seller/goods'>) {
  const { seller } = await requireSeller('/seller/goods');
  const goods = await listOwnGoods(seller.id, pageQuery.parse(await searchParams).page);
  const fresh = <ButtonLink href="/seller/goods/new">New product</ButtonLink>;

  return (
    <Container>
      <PageHeader title="Goods and plans" aside={goods.count > 0 ? fresh : null}>
        What you sell, in {seller.currency.toUpperCase()}, the currency of your account.
      </PageHeader>
      {goods.count === 0 ? (
        <EmptyState title="Nothing to sell yet" action={fresh}>
          Goods are paid once; plans are paid every week, month or year.
        </EmptyState>
      ) : (
        <>
          <ul className="grid grid-cols-1 gap-3 lg:grid-cols-2">
            {goods.rows.map((product) => (
              <li
                key={product.id}
                className="flex min-h-24 items-center gap-4 rounded-xl border border-line bg-surface p-3"
              >
                <Picture src={product.pictures[0] ?? ''} className="size-16 shrink-0 rounded-lg" />
                <div className="min-w-0 flex-1">
                  <h2 className="truncate font-semibold">
                    <Link
                      href={`/seller/goods/${product.id}`}
                      className="inline-flex min-h-6 items-center underline underline-offset-4"
                    >
                      {product.name}
                    </Link>
                  </h2>
                  <p className="truncate text-sm text-ink-soft">
                    {product.kinds
                      .map(({ name, plan, stock, hidden }) =>
                        [
                          name,
                          plan ? plan.every : stock === null ? 'never runs out' : `${stock} left`,
                          hidden && 'hidden',
                        ]
                          .filter(Boolean)
                          .join(', '),
                      )
                      .join('; ')}
                  </p>
                </div>
                <div className="flex shrink-0 flex-col items-end gap-1 text-sm">
                  {product.kinds.slice(0, 2).map((kind) => (
                    <Price key={kind.id} price={kind.price} />
                  ))}
                  {product.hidden ? <Badge>Hidden</Badge> : null}
                  {product.kinds.some(({ unready }) => unready) ? (
                    <Badge tone="caution">Being set up</Badge>
                  ) : null}
                </div>
              </li>
            ))}
          </ul>
          <Pages {...goods} hrefOf={(number) => `/seller/goods?page=${number}`} />
        </>
      )}
    </Container>
  );
}
