import { Card } from '@/components/ui/card';
import { Fact } from '@/components/ui/fact';
import { ProblemCodes } from '@/components/ui/problem-codes';
import { Time } from '@/components/ui/time';
import type { AccountView } from '@/lib/model/operator';
import { AccountHealth } from './account-health';

/** How one account stands at Stripe: what it may do, what is asked of it, and when it was heard of. */
export function AccountFacts({ account }: { readonly account: AccountView }) {
  const { requirements } = account;
  const due = [
    ...new Set([...(requirements?.pastDue ?? []), ...(requirements?.currentlyDue ?? [])]),
  ];
  return (
    <Card as="section" aria-label="Health" className="space-y-4">
      <dl className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-2">
        <Fact name="At Stripe">
          <AccountHealth account={account} />
        </Fact>
        <Fact name="On sale">
          {account.goods === 1 ? '1 product' : `${account.goods} products`},{' '}
          {account.subscriptions === 1
            ? '1 subscription'
            : `${account.subscriptions} subscriptions`}
        </Fact>
        <Fact name="Read last">
          {account.readAt ? (
            <>
              <Time iso={account.readAt} /> UTC
            </>
          ) : (
            'Never'
          )}
        </Fact>
        <Fact name="Last event">
          {account.lastEventAt ? (
            <>
              <Time iso={account.lastEventAt} /> UTC
            </>
          ) : (
            'None yet'
          )}
        </Fact>
      </dl>
      {due.length > 0 ? (
        <div className="text-sm">
          <h2 className="text-ink-soft">What Stripe wants to know</h2>
          <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 font-mono text-xs">
            {due.map((name) => (
              <li key={name} className="break-all">
                {name}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {requirements?.errors.length ? (
        <ul className="space-y-1 text-sm">
          {requirements.errors.map(({ requirement, reason }) => (
            <li key={requirement}>
              <span className="font-mono text-xs">{requirement}</span>: {reason}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="text-sm">
        <ProblemCodes
          codes={[
            ['Account', account.accountId],
            ['Disabled', requirements?.disabledReason],
            ...account.capabilities,
          ]}
        />
      </div>
    </Card>
  );
}
