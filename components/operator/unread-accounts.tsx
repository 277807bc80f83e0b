import { Alert } from '@/components/ui/alert';
import type { UnreadAccount } from '@/lib/model/mirror-views';

/** Accounts whose mirrors are not known: neither that they agree, nor that they differ. */
export function UnreadAccounts({ accounts }: { readonly accounts: readonly UnreadAccount[] }) {
  return (
    <ul className="mb-8 space-y-3">
      {accounts.map(({ accountId, sellerName, mirrors, text }) => (
        <li key={`${accountId} ${text}`}>
          <Alert tone="caution" title={titleOf(sellerName, mirrors)}>
            <p>{text}</p>
            <p className="mt-1 font-mono text-xs break-all">{accountId}</p>
          </Alert>
        </li>
      ))}
    </ul>
  );
}

function titleOf(sellerName: string, mirrors: number): string {
  if (mirrors === 0) return `${sellerName} could not be read whole`;
  return `${sellerName}: ${mirrors === 1 ? '1 mirror was' : `${mirrors} mirrors were`} not compared`;
}
