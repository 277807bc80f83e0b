import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { CheckoutSummary } from '@/components/checkout/checkout-summary';
import { payText, whyBlocked } from '@/components/checkout/pay-text';
import { PayPanel } from '@/components/checkout/pay-panel';
import { Alert } from '@/components/ui/alert';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { readCart } from '@/lib/catalog/cart';
import { statementPrefix } from '@/lib/catalog/statement';
import { config } from '@/lib/config/config';
import { consent } from '@/lib/payments/consent';
import { listWallet } from '@/lib/payments/wallet';
import { requireUser } from '@/lib/session/session';

export const metadata: Metadata = { title: 'Checkout' };

export default async function CheckoutPage() {
  const user = await requireUser('/checkout');
  const cart = await readCart();
  if (cart.groups.length === 0) redirect('/cart');
  const methods = await listWallet(user.id);
  const { publishableKey, scriptUrl } = config().stripe;
  const blocked = whyBlocked(cart);

  return (
    <Container>
      <PageHeader title="Checkout">
        <p>One card or account, one press. Every seller makes a charge of its own.</p>
      </PageHeader>
      {blocked ? (
        <Alert tone="caution" title="This cart cannot be paid yet" className="mb-6">
          {blocked}
        </Alert>
      ) : null}
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-12">
        <div className="lg:sticky lg:top-24 lg:order-last lg:max-h-[calc(100dvh-7rem)] lg:overflow-y-auto">
          <CheckoutSummary
            cart={cart}
            statements={cart.groups.map(({ seller }) => `${statementPrefix(seller.slug)}* SK-…`)}
          />
        </div>
        <PayPanel
          quote={cart.quote}
          charges={cart.groups.map((group) => ({
            sellerId: group.seller.id,
            seller: group.seller.name,
            amount: group.subtotal.text,
            currency: group.subtotal.currency,
          }))}
          payText={payText(cart)}
          blocked={blocked}
          methods={methods}
          save={{ publishableKey, scriptUrl, consent }}
        />
      </div>
    </Container>
  );
}
