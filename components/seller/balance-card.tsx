import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Day } from '@/components/ui/day';
import { Price } from '@/components/ui/price';
import type { DeskBalance, PayoutView } from '@/lib/model/seller';
import type { Price as PriceValue } from '@/lib/model/views';

/** What the account holds at Stripe, and what of it is on its way to the bank. */
export function BalanceCard({ balance }: { readonly balance: DeskBalance }) {
  return (
    <Card as="section" aria-labelledby="balance" className="space-y-4">
      <h2 id="balance" className="text-lg font-semibold">
        Balance
      </h2>
      {balance.ok ? (
        <>
          <dl className="grid grid-cols-2 gap-4">
            <Sums name="Available" sums={balance.available} />
            <Sums name="Pending" sums={balance.pending} />
          </dl>
          <NextPayouts payouts={balance.payouts.filter(({ coming }) => coming)} />
        </>
      ) : (
        <Alert tone="caution" title={balance.title}>
          {balance.reason}
        </Alert>
      )}
    </Card>
  );
}

function Sums({ name, sums }: { readonly name: string; readonly sums: readonly PriceValue[] }) {
  return (
    <div>
      <dt className="text-sm text-ink-soft">{name}</dt>
      {sums.map((sum) => (
        <dd key={sum.currency} className="text-xl font-semibold">
          <Price price={sum} />
        </dd>
      ))}
    </div>
  );
}

function NextPayouts({ payouts }: { readonly payouts: readonly PayoutView[] }) {
  if (payouts.length === 0) {
    return (
      <p className="text-sm text-ink-soft">
        No payout is on its way. Stripe pays out what is available by the account’s schedule.
      </p>
    );
  }
  return (
    <ul aria-label="Next payouts" className="divide-y divide-line text-sm">
      {payouts.map((payout) => (
        <li key={payout.id} className="flex items-center justify-between gap-4 py-2">
          <span>
            Arrives <Day iso={payout.arrivesAt} />
          </span>
          <span className="flex items-center gap-3">
            <Price price={payout.amount} className="font-medium" />
            <Badge>{payout.statusText}</Badge>
          </span>
        </li>
      ))}
    </ul>
  );
}
