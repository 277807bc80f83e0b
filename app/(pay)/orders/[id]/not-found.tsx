import { ButtonLink } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { words } from '@/lib/language/request';

/** The same for an order that never was and for somebody else's. */
export default async function OrderNotFound() {
  const t = await words('orders');
  return (
    <Container narrow>
      <EmptyState
        level={1}
        title={t('notFound')}
        action={<ButtonLink href="/orders">{t('yourOrders')}</ButtonLink>}
      >
        {t('notFoundWhy')}
      </EmptyState>
    </Container>
  );
}
