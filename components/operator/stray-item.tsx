import { Card } from '@/components/ui/card';
import type { StrayView } from '@/lib/model/mirror-views';
import { DifferenceList } from './difference-list';
import { RepairMirrors } from './repair-mirrors';

/** A Subscription on a seller's account that no row of ours stands for. */
export function StrayItem({ stray }: { readonly stray: StrayView }) {
  const { stripeId, accountId, sellerName, buyerName, charges, status, subscriptionId } = stray;
  const title = `stray-${stripeId}`;
  return (
    <li>
      <Card as="article" aria-labelledby={title} className="space-y-3">
        <div>
          <h3 id={title} className="font-semibold">
            {charges}
          </h3>
          <p className="text-sm text-ink-soft">
            {buyerName ?? 'Nobody whom Souk knows'} at {sellerName} · {status}
          </p>
        </div>
        <DifferenceList differences={[stray]} />
        <p className="flex flex-wrap gap-x-4 font-mono text-xs text-under-ink">
          <span className="break-all">{stripeId}</span>
          <span className="break-all">{accountId}</span>
        </p>
        {subscriptionId ? (
          <RepairMirrors
            id={subscriptionId}
            text="Repair"
            what={`Repair ${stripeId} at ${sellerName}`}
          />
        ) : null}
      </Card>
    </li>
  );
}
