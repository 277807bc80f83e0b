import { Day } from '@/components/ui/day';
import { Card } from '@/components/ui/card';
import { Fact } from '@/components/ui/fact';
import { Price } from '@/components/ui/price';
import { ProblemCodes } from '@/components/ui/problem-codes';
import type { SaleView } from '@/lib/model/seller';

/** What was sold, what was paid with, and what became of the money. */
export function SaleFacts({ sale }: { readonly sale: SaleView }) {
  const { booked } = sale;
  return (
    <Card as="section" aria-label="What was sold" className="space-y-5">
      <ul className="divide-y divide-line">
        {sale.lines.map((line) => (
          <li
            key={`${line.name}-${line.variant}`}
            className="flex justify-between gap-4 py-2 text-sm first:pt-0"
          >
            <span>
              {line.quantity === null ? '' : `${line.quantity} × `}
              {line.name}
              {line.variant ? `, ${line.variant}` : ''}
            </span>
            <Price price={line.amount} />
          </li>
        ))}
      </ul>
      <dl className="grid gap-x-8 gap-y-3 border-t border-line pt-4 text-sm sm:grid-cols-2">
        <Fact name="Amount">
          <Price price={sale.amount} className="font-semibold" />
        </Fact>
        <Fact name={sale.state === 'paid' ? 'Paid with' : 'Tried with'}>{sale.card}</Fact>
        <Fact name={sale.refunded ? 'Souk’s fee, less what went back' : 'Souk’s fee'}>
          <Price price={sale.feeLeft} />
        </Fact>
        {sale.refunded ? (
          <Fact name="Refunded">
            <Price price={sale.refunded} />
          </Fact>
        ) : null}
        {booked ? (
          <>
            <Fact name="Stripe’s fee">
              <Price price={booked.stripeFee} />
            </Fact>
            <Fact name="Reached your balance">
              <Price price={booked.net} className="font-semibold" />
            </Fact>
            <Fact name="May be paid out from">
              <Day iso={booked.availableOn} />
            </Fact>
          </>
        ) : sale.state === 'paid' ? (
          <Fact name="Stripe’s fee">Not known just now</Fact>
        ) : null}
      </dl>
      <div className="text-sm">
        <ProblemCodes
          codes={[
            ['Account', sale.accountId],
            ['Charge', sale.chargeId],
          ]}
        />
      </div>
    </Card>
  );
}
