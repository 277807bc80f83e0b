import { Details } from '@/components/ui/details';
import type { SellerView } from '@/lib/model/views';

/** The seller's connected account, for engineers. */
export function AccountUnderneath({ seller }: { readonly seller: SellerView }) {
  return (
    <Details tone="under" summary="Look underneath" lang="en" dir="ltr">
      <dl className="grid gap-x-6 gap-y-2 text-ink-soft sm:grid-cols-[auto_1fr]">
        <dt>Connected account</dt>
        <dd className="font-mono text-[0.8125rem] break-all text-under-ink">
          {seller.accountId ?? 'Not open yet'}
        </dd>
        <dt>Country and currency</dt>
        <dd>
          {seller.country}, {seller.currency.toUpperCase()}
        </dd>
        <dt>Charge</dt>
        <dd>
          Direct: created with the header{' '}
          <code className="font-mono text-[0.8125rem] text-under-ink">Stripe-Account</code>, settled
          on this account, less the platform’s application fee.
        </dd>
      </dl>
    </Details>
  );
}
