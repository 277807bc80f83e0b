import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { isMendable, type MirrorView } from '@/lib/model/mirror-views';
import { DifferenceList } from './difference-list';
import { RepairMirrors } from './repair-mirrors';

/** A mirror that is not as the platform has it: whose, where, what differs, and the way back. */
export function MirrorItem({ mirror }: { readonly mirror: MirrorView }) {
  const { subscriptionId, sellerName, buyerName, name, status, card, differences } = mirror;
  const title = `mirror-${subscriptionId}`;
  return (
    <li>
      <Card as="article" aria-labelledby={title} className="space-y-3">
        <div className="flex items-start justify-between gap-4">
          <div className="min-w-0">
            <h3 id={title} className="font-semibold">
              {name}
            </h3>
            <p className="text-sm text-ink-soft">
              {buyerName} at {sellerName} · {card ?? 'no card any more'} · {status}
            </p>
          </div>
          {mirror.syncing ? <Badge tone="caution">Being brought up to date</Badge> : null}
        </div>
        <DifferenceList differences={differences} />
        <p className="font-mono text-xs break-all text-under-ink">{mirror.accountId}</p>
        {isMendable(mirror) ? (
          <RepairMirrors
            id={subscriptionId}
            text="Repair"
            what={`Repair ${name} of ${buyerName} at ${sellerName}`}
          />
        ) : null}
      </Card>
    </li>
  );
}
