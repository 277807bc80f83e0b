import type { Metadata } from 'next';
import { changeLine, submitLine } from '@/app/(shop)/cart-actions';
import { CartContents, type RemovedLine } from '@/components/cart/cart-contents';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { readCart } from '@/lib/catalog/cart';
import type { VariantId } from '@/lib/model/ids';

export const metadata: Metadata = { title: 'Your cart' };

const actions = { change: changeLine, submit: submitLine };

/** What a form sent without script has left in the address. */
function removedIn({ removed, before }: Record<string, unknown>): RemovedLine | null {
  const quantity = Number(before);
  return typeof removed === 'string' && Number.isInteger(quantity) && quantity > 0
    ? { variantId: removed as VariantId, quantity, name: '' }
    : null;
}

export default async function CartPage({ searchParams }: PageProps<'/cart'>) {
  const [cart, told] = await Promise.all([readCart(), searchParams]);
  return (
    <Container>
      <PageHeader title="Your cart" />
      <CartContents
        cart={cart}
        actions={actions}
        removed={removedIn(told)}
        problem={
          told.problem
            ? 'The cart could not be changed that way. There may be fewer left than you asked for.'
            : null
        }
      />
    </Container>
  );
}
