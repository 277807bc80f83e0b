import { Badge, type Tone } from '@/components/ui/badge';
import { Day } from '@/components/ui/day';
import type { AccountRow } from '@/lib/model/operator';
import type { SellingState } from '@/lib/model/onboarding';

const words: Readonly<Record<SellingState, { readonly text: string; readonly tone: Tone }>> = {
  not_begun: { text: 'No account yet', tone: 'neutral' },
  under_way: { text: 'Onboarding not finished', tone: 'caution' },
  in_review: { text: 'In review', tone: 'caution' },
  restricted_soon: { text: 'Something is due', tone: 'caution' },
  restricted: { text: 'Restricted', tone: 'danger' },
  complete: { text: 'Ready', tone: 'money' },
  rejected: { text: 'Rejected', tone: 'danger' },
  left: { text: 'Deauthorised', tone: 'danger' },
};

/** How a seller stands with Stripe, in a word or two. */
export function AccountBadge({ state }: Pick<AccountRow, 'state'>) {
  const { text, tone } = words[state];
  return <Badge tone={tone}>{text}</Badge>;
}

/** What may be done with the account, and what is asked of it. */
export function AccountHealth({ account }: { readonly account: AccountRow }) {
  const { accountId, chargesEnabled, payoutsEnabled, due, dueBy } = account;
  if (!accountId) return 'Stripe has no account of them yet';
  return (
    <>
      {chargesEnabled ? 'Charges on' : 'Charges off'},{' '}
      {payoutsEnabled ? 'payouts on' : 'payouts off'}
      {due > 0 ? `, ${due === 1 ? '1 thing' : `${due} things`} due` : ''}
      {dueBy ? (
        <>
          {' '}
          by <Day iso={dueBy} />
        </>
      ) : null}
    </>
  );
}
