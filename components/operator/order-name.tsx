import Link from 'next/link';
import type { OrderId, SellerId } from '@/lib/model/ids';

interface OrderNameProps {
  /** Null of what the platform itself sold: no order stands behind it. */
  readonly orderId: OrderId | null;
  /** The number of the order, or of a payment of its plan. */
  readonly number: string;
  readonly sellerId: SellerId | null;
  readonly seller: string;
}

/** Whose part of which order, each a way to its page on the operator's desk. */
export function OrderName({ orderId, number, sellerId, seller }: OrderNameProps) {
  return (
    <>
      {orderId ? <Way href={`/operator/orders/${orderId}`}>{number}</Way> : number},{' '}
      <SellerName sellerId={sellerId} seller={seller} />
    </>
  );
}

/** A seller, as a way to their account. */
export function SellerName({ sellerId, seller }: Pick<OrderNameProps, 'sellerId' | 'seller'>) {
  return sellerId ? <Way href={`/operator/accounts/${sellerId}`}>{seller}</Way> : seller;
}

// Inline, so that a name made of it is heard as one; the padding makes the target high enough.
function Way({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <Link href={href} className="py-1 underline underline-offset-4">
      {children}
    </Link>
  );
}
