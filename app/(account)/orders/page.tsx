import type { Metadata } from 'next';
import { OrderRow } from '@/components/orders/order-row';
import { ButtonLink } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { listOrders } from '@/lib/payments/orders';
import { requireUser } from '@/lib/session/session';

export const metadata: Metadata = { title: 'Orders' };

export default async function OrdersPage() {
  const user = await requireUser('/orders');
  const orders = await listOrders(user.id);

  return (
    <Container narrow>
      <PageHeader title="Orders" />
      {orders.length === 0 ? (
        <EmptyState title="No orders yet" action={<ButtonLink href="/">Look around</ButtonLink>}>
          What you buy stands here, with every charge and what was asked of Stripe.
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
