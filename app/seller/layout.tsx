import type { ReactNode } from 'react';
import { DeskNavigation } from '@/components/seller/desk-navigation';
import { requireSeller } from '@/lib/session/session';

/** Outside of the skeletons: who works for no seller gets a real 404, or is sent to sign in. */
export default async function SellerLayout({ children }: { readonly children: ReactNode }) {
  const { seller } = await requireSeller('/seller');
  return (
    <>
      <DeskNavigation seller={seller.name} />
      {children}
    </>
  );
}
