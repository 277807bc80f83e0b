import type { Metadata } from 'next';
import { OrderRow } from '@/components/orders/order-row';
import { ButtonLink } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { currentLanguage, words } from '@/lib/language/request';
import { listOrders } from '@/lib/payments/orders';
import { requireUser } from '@/lib/session/session';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('orders'))('title') };
}

export default async function OrdersPage() {
  const user = await requireUser('/orders');
  const [t, language] = await Promise.all([words('orders'), currentLanguage()]);
  const orders = await listOrders(user.id, language);

  return (
    <Container narrow>
      <PageHeader title={t('title')} />
      {orders.length === 0 ? (
        <EmptyState title={t('none')} action={<ButtonLink href="/">{t('lookAround')}</ButtonLink>}>
          {t('noneWhy')}
        </EmptyState>
      ) : (
        <ul className="space-y-3">
          {orders.map((order) => (
            <OrderRow key={order.id} order={order} />
          ))}
        </ul>
      )}
    </Container>
  );
}
