import Link from 'next/link';
import { Alert } from '@/components/ui/alert';
import type { WaitingForOperator } from '@/lib/model/operator';

/** What needs a person now, each with the way to it. */
export function NeedsYou({ waiting }: { readonly waiting: WaitingForOperator }) {
  const ways = [
    way(waiting.refundsAsked, '/operator/refunds', 'refund asked for', 'refunds asked for'),
    way(
      waiting.disputesToAnswer,
      '/operator/refunds#disputes',
      'dispute to answer',
      'disputes to answer',
    ),
    way(
      waiting.accounts,
      '/operator/accounts?health=asked',
      'account of which Stripe wants something',
      'accounts of which Stripe wants something',
    ),
    way(waiting.stopped, '/operator/jobs', 'piece of work stopped', 'pieces of work stopped'),
    way(
      waiting.differences,
      '/operator/jobs#differences',
      'difference from Stripe',
      'differences from Stripe',
    ),
  ].filter((one) => one !== null);
  if (ways.length === 0) {
    return (
      <Alert tone="money" title="Nothing waits for you" className="mb-6">
        No refund, no dispute, no account and no work needs a person now.
      </Alert>
    );
  }
  return (
    <Alert tone="caution" title="Waiting for you" className="mb-6">
      <ul className="sm:columns-2">
        {ways.map(({ href, text }) => (
          <li key={text}>
            <Link
              href={href}
              className="inline-flex min-h-11 items-center underline underline-offset-4"
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function way(count: number, href: string, one: string, many: string) {
  return count === 0 ? null : { href, text: `${count} ${count === 1 ? one : many}` };
}
