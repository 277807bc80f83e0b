import { Badge, type Tone } from '@/components/ui/badge';
import { Day } from '@/components/ui/day';
import { Price } from '@/components/ui/price';
import type { PayoutView } from '@/lib/model/seller';

function toneOf({ status, coming }: PayoutView): Tone {
  if (coming) return 'neutral';
  return status === 'paid' ? 'money' : 'danger';
}

/** What went from the account to the bank, newest first. */
export function PayoutsTable({ payouts }: { readonly payouts: readonly PayoutView[] }) {
  return (
    <table className="w-full table-fixed text-left text-sm">
      <caption className="sr-only">Payouts</caption>
      <thead className="border-b border-line text-ink-soft">
        <tr>
          <th scope="col" className="py-2 pr-3 font-medium">
            Arrives
          </th>
          <th scope="col" className="hidden py-2 pr-3 font-medium sm:table-cell">
            Sent
          </th>
          <th scope="col" className="w-44 py-2 text-right font-medium">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {payouts.map((payout) => (
          <tr key={payout.id} className="h-14 border-b border-line align-middle">
            <th scope="row" className="py-2 pr-3 font-normal">
              <Day iso={payout.arrivesAt} />
              <span className="block text-ink-soft sm:hidden">
                sent <Day iso={payout.madeAt} />
              </span>
            </th>
            <td className="hidden py-2 pr-3 text-ink-soft sm:table-cell">
              <Day iso={payout.madeAt} />
            </td>
            <td className="py-2 text-right">
              <Price price={payout.amount} className="block font-medium" />
              <Badge tone={toneOf(payout)}>{payout.statusText}</Badge>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
