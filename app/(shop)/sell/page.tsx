import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ApplyForm } from '@/components/selling/apply-form';
import { SellingTerms } from '@/components/selling/selling-terms';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { config } from '@/lib/config/config';
import { countryName } from '@/lib/language/formats';
import { sellingCountries } from '@/lib/model/countries';
import type { Persona } from '@/lib/model/views';
import { currentUser } from '@/lib/session/session';

export const metadata: Metadata = {
  title: 'Sell on Souk',
  description: 'Open a shop with a Stripe account of your own.',
  alternates: { canonical: '/sell' },
};

const countries = Object.entries(sellingCountries)
  .map(([code, currency]) => ({
    code,
    text: `${countryName(code, 'en')}, ${currency.toUpperCase()}`,
  }))
  .sort((one, other) => one.text.localeCompare(other.text));

export default async function SellPage() {
  const user = await currentUser();
  if (user?.role === 'seller') redirect('/seller');
  const fee = `${config().feeBasisPoints / 100} %`;

  return (
    <Container>
      <PageHeader title="Sell on Souk">
        Open a shop in a minute. Stripe checks who you are and pays you; Souk brings the buyers.
      </PageHeader>
      <div className="grid items-start gap-8 md:grid-cols-2 lg:gap-12">
        <SellingTerms fee={fee} />
        <Card as="section" aria-labelledby="apply" className="space-y-5">
          <h2 id="apply" className="text-xl font-semibold">
            Open your shop
          </h2>
          <Apply role={user?.role ?? null} />
        </Card>
      </div>
    </Container>
  );
}

function Apply({ role }: { readonly role: Persona | null }) {
  if (role === 'operator') {
    return <Alert>Who runs the platform cannot sell on it. Sign in as somebody else.</Alert>;
  }
  if (role === null) {
    return (
      <>
        <p className="text-ink-soft">A shop belongs to somebody, so please sign in first.</p>
        <ButtonLink href="/sign-in?next=/sell" size="lg" className="w-full">
          Sign in to open a shop
        </ButtonLink>
      </>
    );
  }
  return (
    <>
      <p className="text-sm text-ink-soft">
        You go on buying as before: your wallet, orders and subscriptions stay yours.
      </p>
      <ApplyForm countries={countries} />
    </>
  );
}
