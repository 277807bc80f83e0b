'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useWords } from '@/components/language/words-provider';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Price } from '@/components/ui/price';
import { recurringText } from '@/lib/model/plan';
import type { CartGroup } from '@/lib/model/views';

interface CartGroupCardProps {
  readonly group: CartGroup;
  /** The subtotal is still the old one. */
  readonly pending: boolean;
  /** The rows. */
  readonly children: ReactNode;
}

/** What one seller will charge. */
export function CartGroupCard({ group, pending, children }: CartGroupCardProps) {
  const { seller } = group;
  const t = useWords('cart');
  const plan = useWords('plan');
  return (
    <Card as="section" aria-label={seller.name} className="pb-4! sm:pb-5!">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-semibold">
          <Link
            href={`/sellers/${seller.slug}`}
            className="-my-2.5 inline-block py-2.5 hover:underline hover:underline-offset-4"
          >
            {seller.name}
          </Link>
        </h2>
        <p className="text-sm text-ink-soft">{seller.countryName}</p>
      </div>
      {seller.cannotBePaid ? (
        <Alert tone="caution" className="mt-3">
          {seller.cannotBePaid}
        </Alert>
      ) : null}
      <ul className="divide-y divide-line">{children}</ul>
      <p className="flex items-baseline justify-between gap-4 border-t border-line pt-4 text-sm">
        <span className="text-ink-soft">
          {t(group.recurring.length > 0 ? 'chargedByNow' : 'chargedBy', { name: seller.name })}
        </span>
        <Price
          price={group.subtotal}
          className={clsx('text-base font-semibold transition-opacity', pending && 'opacity-50')}
        />
      </p>
      {group.recurring.length > 0 ? (
        <p className="mt-1 flex items-baseline justify-between gap-4 text-sm">
          <span className="text-ink-soft">{t('then')}</span>
          <span
            className={clsx('text-end font-medium transition-opacity', pending && 'opacity-50')}
          >
            {recurringText(group.recurring, plan)}
          </span>
        </p>
      ) : null}
    </Card>
  );
}
