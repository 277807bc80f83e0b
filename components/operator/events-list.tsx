import { HandleAgain } from '@/components/desk/handle-again';
import { Badge, type Tone } from '@/components/ui/badge';
import { Time } from '@/components/ui/time';
import { assertNever } from '@/lib/model/assert-never';
import type { EventRow } from '@/lib/model/operator';
import type { EventState } from '@/lib/model/webhook';

/** Events as they came, with what became of each, and a way to have one handled again. */
export function EventsList({ rows }: { readonly rows: readonly EventRow[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {rows.map((row) => (
        <li
          key={`${row.endpoint} ${row.eventId}`}
          className="grid gap-x-6 gap-y-2 py-4 text-sm md:grid-cols-[minmax(0,1fr)_16rem_14rem]"
        >
          <div className="min-w-0">
            <p className="font-mono text-xs font-medium break-all">{row.type}</p>
            <p className="font-mono text-xs break-all text-ink-soft">{row.eventId}</p>
            {row.problem ? (
              <p className="mt-2 rounded-lg bg-sunken p-3 font-mono text-xs break-words">
                {row.problem}
              </p>
            ) : null}
          </div>
          <div className="min-w-0">
            <p>{row.seller ?? (row.accountId ? 'An account of nobody here' : 'The platform')}</p>
            <p className="font-mono text-xs break-all text-ink-soft">{row.objectId}</p>
          </div>
          <div className="flex flex-wrap items-start justify-between gap-2 md:flex-col md:items-end md:text-right">
            <Badge tone={toneOf(row.state)} className="whitespace-normal!">
              {row.outcome}
            </Badge>
            <p className="text-ink-soft">
              <Time iso={row.receivedAt} /> UTC
              <span className="block">
                {row.tries === 1 ? '1 try' : `${row.tries} tries`}
                {row.tookSeconds === null ? '' : `, after ${secondsText(row.tookSeconds)}`}
              </span>
              {row.nextTryAt && row.tries > 0 ? (
                <span className="block">
                  Next by <Time iso={row.nextTryAt} /> UTC
                </span>
              ) : null}
            </p>
            <HandleAgain
              event={{ ...row, id: row.eventId }}
              tone={row.state === 'failed' ? 'secondary' : 'ghost'}
              // One that had failed may leave the list by it.
              stays={row.state !== 'failed'}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}

function secondsText(seconds: number): string {
  return seconds < 120 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`;
}

function toneOf(state: EventState): Tone {
  switch (state) {
    case 'received':
      return 'caution';
    case 'handled':
      return 'money';
    case 'ignored':
      return 'neutral';
    case 'failed':
      return 'danger';
    default:
      return assertNever(state);
  }
}
