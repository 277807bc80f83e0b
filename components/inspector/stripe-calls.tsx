import { ScanSearch } from 'lucide-react';
import type { StripeCallView } from '@/lib/model/views';
import { CallRow } from './call-row';
import { foldReads } from './fold-reads';
import { RepeatedRead } from './repeated-read';

interface StripeCallsProps {
  readonly calls: readonly StripeCallView[];
  /** Where calls go to: Stripe, or the emulator. */
  readonly apiBase: string;
}

/** Every call to Stripe that was made for one thing, in sequence: the shop from underneath. */
export function StripeCalls({ calls, apiBase }: StripeCallsProps) {
  return (
    <section
      aria-labelledby="stripe-calls"
      className="rounded-2xl border border-under-line bg-under-soft print:hidden"
    >
      <div className="border-b border-under-line px-4 py-4 sm:px-5">
        <h2
          id="stripe-calls"
          className="flex items-center gap-2 text-lg font-semibold text-under-ink"
        >
          <ScanSearch aria-hidden className="size-5" />
          Stripe calls
        </h2>
        <p className="mt-1 text-sm text-ink-soft">{sentenceOf(calls)}</p>
      </div>
      {calls.length > 0 ? (
        <ol className="divide-y divide-under-line">
          {foldReads(calls).map((group) => (
            <li key={group[0].call.id}>
              {group.length === 1 ? (
                <CallRow {...group[0]} apiBase={apiBase} />
              ) : (
                <RepeatedRead group={group} apiBase={apiBase} />
              )}
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  );
}

function sentenceOf(calls: readonly StripeCallView[]): string {
  if (calls.length === 0) return 'None yet. They appear here as soon as one is made.';
  const accounts = new Set(calls.map((call) => call.accountId).filter((id) => id !== null)).size;
  const where =
    accounts === 0
      ? 'all on the platform'
      : accounts === 1
        ? 'on one seller’s account'
        : `on ${accounts} sellers’ accounts, side by side`;
  return `${calls.length} ${calls.length === 1 ? 'call' : 'calls'}, ${where}. Open one to see what was sent and answered; secrets are taken out.`;
}
