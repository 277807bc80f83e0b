import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { isMended, type StrayView } from '@/lib/model/mirror-views';
import { DifferenceList } from './difference-list';
import { RepairMirrors } from './repair-mirrors';

/** A Subscription on a seller's account that no row of ours stands for. */
export function StrayItem({ stray }: { readonly stray: StrayView }) {
  const { stripeId, accountId, sellerName, buyerName, charges, status, subscriptionId } = stray;
  const title = `stray-${stripeId}`;
  return (
    <li>
      <Card as="article" aria-labelledby={title} className="space-y-3">
        <div className="flex items-start justify-between gap-4">
          <div className="min-w-0">
            <h3 id={title} className="font-semibold">
              {charges}
            </h3>
            <p className="text-sm text-ink-soft">
              {buyerName ?? 'Nobody whom Souk knows'} at {sellerName} · {status}
            </p>
          </div>
          {isMended(stray) ? null : <Badge tone="caution">Left to you</Badge>}
        </div>
        <DifferenceList differences={[stray]} />
        <p className="font-mono text-xs break-all text-under-ink">
          {stripeId} · {accountId}
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
