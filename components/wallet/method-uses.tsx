import type { Words } from '@/lib/language/words';
import type { MethodUse } from '@/lib/model/sync-views';

/** What goes on being paid with a card. */
export function MethodUses({
  uses,
  t,
}: {
  readonly uses: readonly MethodUse[];
  readonly t: Words<'wallet'>;
}) {
  if (!uses.length) return null;
  return (
    <div className="text-sm">
      <p className="text-ink-soft">{t('pays', { count: uses.length })}</p>
      <UseList uses={uses} />
    </div>
  );
}

export function UseList({ uses }: { readonly uses: readonly MethodUse[] }) {
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
