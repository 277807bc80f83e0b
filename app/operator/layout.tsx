import type { ReactNode } from 'react';
import { DeskNavigation } from '@/components/desk/desk-navigation';
import { English } from '@/components/language/english';
import { englishTexts } from '@/lib/language/texts';
import { requireOperator } from '@/lib/session/session';
import { mayMakeTestData } from '@/lib/test-data/may-make';

/** Outside of the skeletons: who does not run the platform gets a real 404, or is sent to sign in. */
export default async function OperatorLayout({ children }: { readonly children: ReactNode }) {
  await requireOperator('/operator');
  return (
    <English texts={englishTexts()}>
      <DeskNavigation
        label="Operator’s desk"
        owner="Souk"
        places={[
          { href: '/operator', text: 'Overview' },
          { href: '/operator/accounts', text: 'Accounts' },
          { href: '/operator/orders', text: 'Orders' },
          { href: '/operator/refunds', text: 'Refunds and disputes' },
          { href: '/operator/fees', text: 'Fees' },
          { href: '/operator/jobs', text: 'Work' },
          { href: '/operator/events', text: 'Events' },
          { href: '/operator/mirrors', text: 'Mirrors' },
          { href: '/operator/mails', text: 'E-mails' },
          { href: '/operator/audit', text: 'Audit log' },
          ...(mayMakeTestData() ? [{ href: '/operator/test-data', text: 'Test data' }] : []),
        ]}
      />
      {children}
    </English>
  );
}
