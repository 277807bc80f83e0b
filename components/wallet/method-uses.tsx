import type { MethodUseView } from '@/lib/model/sync-views';

/** What goes on being paid with a card. */
export function MethodUses({ uses }: { readonly uses: readonly MethodUseView[] }) {
  if (!uses.length) return null;
  return (
    <div className="text-sm">
      <p className="text-ink-soft">
        Pays {uses.length === 1 ? 'a subscription' : `${uses.length} subscriptions`}:
      </p>
      <UseList uses={uses} />
    </div>
  );
}

export function UseList({ uses }: { readonly uses: readonly MethodUseView[] }) {
  return (
    <ul className="mt-1 space-y-0.5">
      {uses.map(({ subscriptionId, name, sellerName }) => (
        <li key={subscriptionId}>
          <span className="font-medium">{name}</span>
          <span className="text-ink-soft"> · {sellerName}</span>
        </li>
      ))}
    </ul>
  );
}
