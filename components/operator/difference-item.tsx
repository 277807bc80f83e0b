import { Card } from '@/components/ui/card';
import { Price } from '@/components/ui/price';
import { ProblemCodes } from '@/components/ui/problem-codes';
import type { DifferenceView } from '@/lib/model/work';
import { OrderName, SellerName } from './order-name';

/** Where a seller's account and our rows do not agree: both sides, and what to do. */
export function DifferenceItem({ difference }: { readonly difference: DifferenceView }) {
  const title = `difference-${difference.id}`;
  return (
    <li>
      <Card as="article" aria-labelledby={title} className="space-y-3">
        <div>
          <h3 id={title} className="font-semibold">
            {difference.title}
          </h3>
          <p className="text-sm text-ink-soft">
            {difference.about ? (
              <OrderName {...difference} number={difference.about} />
            ) : (
              <SellerName {...difference} />
            )}
            , {difference.day}
          </p>
        </div>
        <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
          <div>
            <dt className="text-ink-soft">Here</dt>
            <dd>{difference.ours ? <Price price={difference.ours} /> : 'Nothing'}</dd>
          </div>
          <div>
            <dt className="text-ink-soft">At Stripe</dt>
            <dd>{difference.theirs ? <Price price={difference.theirs} /> : 'Nothing'}</dd>
          </div>
        </dl>
        <p className="text-sm">{difference.advice}</p>
        <div className="text-sm">
          <ProblemCodes codes={difference.codes} />
        </div>
      </Card>
    </li>
  );
}
