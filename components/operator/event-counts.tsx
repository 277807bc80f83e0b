import type { EventCount } from '@/lib/model/work';

/** What Stripe told by webhooks, counted by kind and by what became of it. */
export function EventCounts({ events }: { readonly events: readonly EventCount[] }) {
  return (
    // Reachable by keyboard, as it scrolls sideways where it is narrow.
    <div
      role="region"
      aria-labelledby="events"
      tabIndex={0}
      className="overflow-x-auto rounded-xl border border-line"
    >
      <table className="w-full text-left text-sm">
        <thead className="text-ink-soft">
          <tr>
            {['Event', 'Became', 'Count', 'Last (UTC)'].map((name) => (
              <th key={name} scope="col" className="px-4 py-3 font-normal">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map(({ key, type, endpoint, outcome, count, latest }) => (
            <tr key={key} className="border-t border-line">
              <th scope="row" className="px-4 py-3 font-normal">
                <span className="block font-mono text-xs">{type}</span>
                <span className="text-xs text-ink-soft">to /{endpoint}</span>
              </th>
              <td className="px-4 py-3">{outcome}</td>
              <td className="px-4 py-3 tabular-nums">{count}</td>
              <td className="px-4 py-3 whitespace-nowrap tabular-nums">{latest}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
