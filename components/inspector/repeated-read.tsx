import { ChevronRight } from 'lucide-react';
import { CallRow } from './call-row';
import type { CallGroup } from './fold-reads';

/** A read that was repeated: one line that opens to each of its calls. */
export function RepeatedRead({
  group,
  apiBase,
}: {
  readonly group: CallGroup;
  readonly apiBase: string;
}) {
  const [{ call }] = group;
  const where = call.accountName ?? call.accountId ?? 'Platform';
  return (
    <details className="group/reads">
      <summary className="grid min-h-12 list-none grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm hover:bg-under-line/25 md:grid-cols-[auto_9rem_minmax(0,1fr)_auto] [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 text-under-ink transition-transform group-open/reads:rotate-90"
        />
        <span className="col-start-2 truncate font-medium md:row-start-1">{where}</span>
        <code className="col-span-3 col-start-1 row-start-2 pl-7 font-mono text-xs break-all md:col-span-1 md:col-start-3 md:row-start-1 md:pl-0">
          <span className="font-semibold">{call.method}</span> {call.path}
        </code>
        <span className="col-start-3 row-start-1 text-right text-ink-soft tabular-nums md:col-start-4">
          read {group.length} times
        </span>
      </summary>
      <ol
        aria-label={`Reads of ${call.path} by ${where}`}
        className="divide-y divide-under-line border-t border-under-line pl-4"
      >
        {group.map((each) => (
          <li key={each.call.id}>
            <CallRow {...each} apiBase={apiBase} />
          </li>
        ))}
      </ol>
    </details>
  );
}
