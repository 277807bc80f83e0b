import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { CheckoutSummary } from '@/components/checkout/checkout-summary';
import { payText, whyBlocked } from '@/components/checkout/pay-text';
import { PayPanel } from '@/components/checkout/pay-panel';
import { WordsProvider } from '@/components/language/words-provider';
import { Alert } from '@/components/ui/alert';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { readCart } from '@/lib/catalog/cart';
import { config } from '@/lib/config/config';
import { currentLanguage, words } from '@/lib/language/request';
import { textsFor } from '@/lib/language/texts';
import type { Words } from '@/lib/language/words';
import { planConsent } from '@/lib/model/plan';
import type { CartGroup, CartView } from '@/lib/model/views';
import { consent } from '@/lib/payments/wallet/consent';
import { listWallet } from '@/lib/payments/wallet/wallet';
import { requireUser } from '@/lib/session/session';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('checkout'))('title') };
}

/** Charges of goods bear the order's number; those of plans the seller's name alone. */
function statementOf({ seller, lines }: CartGroup): string {
  const prefix = seller.statement;
  return lines.some(({ plan }) => plan === null) ? `${prefix}* SK-…` : prefix;
}

/** What the buyer agrees to for each plan. */
function agreedWith({ groups }: CartView, planWords: Words<'plan'>): string[] {
  return groups.flatMap(({ seller, lines }) =>
    lines.flatMap(({ name, quantity, amount, plan }) => {
      const what = quantity > 1 ? `${quantity} × ${name}` : name;
      return plan ? [planConsent(seller.name, what, amount, plan, new Date(), planWords)] : [];
    }),
  );
}

export default async function CheckoutPage() {
  const user = await requireUser('/checkout');
  const cart = await readCart();
  if (cart.groups.length === 0) redirect('/cart');
  const [t, language] = await Promise.all([words('checkout'), currentLanguage()]);
  const methods = await listWallet(user.id, language);
  const { publishableKey, scriptUrl } = config().stripe;
  const blocked = whyBlocked(cart, t);

  return (
    <Container>
      <PageHeader title={t('title')}>
        <p>{t('lead')}</p>
      </PageHeader>
      {blocked ? (
        <Alert tone="caution" title={t('notYet')} className="mb-6">
          {blocked}
        </Alert>
      ) : null}
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-12">
        <div className="lg:sticky lg:top-24 lg:order-last lg:max-h-[calc(100dvh-7rem)] lg:overflow-y-auto">
          <CheckoutSummary cart={cart} statements={cart.groups.map(statementOf)} />
        </div>
        <WordsProvider language={language} texts={textsFor(language, ['checkout'])}>
          <PayPanel
            quote={cart.quote}
            charges={cart.groups.map((group) => ({
              sellerId: group.seller.id,
              seller: group.seller.name,
              amount: group.subtotal.text,
              currency: group.subtotal.currency,
              hasPlan: group.recurring.length > 0,
            }))}
            payText={payText(cart, t)}
            payments={cart.payments}
            agreed={agreedWith(cart, await words('plan'))}
            blocked={blocked}
            methods={methods}
            save={{ publishableKey, scriptUrl, consent }}
          />
        </WordsProvider>
      </div>
    </Container>
  );
}
