import type { ReactNode } from 'react';
import { DeskNavigation } from '@/components/desk/desk-navigation';
import { English } from '@/components/language/english';
import { englishTexts } from '@/lib/language/texts';
import { requireSeller } from '@/lib/session/session';

/** Outside of the skeletons: who works for no seller gets a real 404, or is sent to sign in. */
export default async function SellerLayout({ children }: { readonly children: ReactNode }) {
  const { seller } = await requireSeller('/seller');
  return (
    <English texts={englishTexts()}>
      <DeskNavigation
        label="Seller’s desk"
        owner={seller.name}
        places={[
          { href: '/seller', text: 'Overview' },
          { href: '/seller/sales', text: 'Sales' },
          { href: '/seller/disputes', text: 'Disputes' },
          { href: '/seller/goods', text: 'Goods and plans' },
          { href: '/seller/subscribers', text: 'Subscribers' },
          { href: '/seller/payouts', text: 'Payouts' },
          { href: '/seller/shop', text: 'Shop' },
          { href: '/seller/onboarding', text: 'Stripe account' },
        ]}
      />
      {children}
    </English>
  );
}
