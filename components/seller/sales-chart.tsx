import { Day } from '@/components/ui/day';
import type { SalesDay } from '@/lib/model/desk';

const width = 720;
const height = 160;

/** Sales by day as bars, drawn by the server; the same numbers stand in a table beneath. */
export function SalesChart({ days }: { readonly days: readonly SalesDay[] }) {
  const most = Math.max(...days.map(({ sold }) => sold.amount), 1);
  const best = days.find(({ sold }) => sold.amount === most);
  const step = width / days.length;
  const busy = days.filter(({ sales }) => sales > 0);
  return (
    <figure>
      {best ? (
        <p aria-hidden className="text-xs text-ink-soft tabular-nums">
          {best.sold.text}
        </p>
      ) : null}
      {/* Words stand outside: they keep their size where the bars grow narrow. */}
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Sales of the last ${days.length} days, by day. The numbers are in the table below.`}
        className="mt-1 h-32 w-full sm:h-40"
      >
        <Level at={height} />
        {best ? <Level at={0} dashes="2 4" /> : null}
        {days.map(({ day, sold }, index) => {
          const tall = (height * sold.amount) / most;
          return (
            <rect
              key={day}
              x={index * step + step * 0.15}
              y={height - tall}
              width={step * 0.7}
              height={tall}
              className="fill-money"
            >
              <title>{`${day}: ${sold.text}`}</title>
            </rect>
          );
        })}
      </svg>
      <p aria-hidden className="mt-1 flex justify-between text-xs text-ink-soft">
        <span>{short(days[0]?.day)}</span>
        <span>Today</span>
      </p>
      <figcaption>
        <details className="text-sm">
          <summary className="inline-flex min-h-11 items-center font-medium underline underline-offset-4">
            As a table
          </summary>
          <table className="w-full max-w-md text-left tabular-nums">
            <caption className="sr-only">Sales by day, of days with any</caption>
            <thead className="text-ink-soft">
              <tr>
                <th scope="col" className="py-1 font-medium">
                  Day
                </th>
                <th scope="col" className="py-1 text-right font-medium">
                  Sales
                </th>
                <th scope="col" className="py-1 text-right font-medium">
                  Sold
                </th>
              </tr>
            </thead>
            <tbody>
              {busy.map(({ day, sales, sold }) => (
                <tr key={day} className="border-t border-line">
                  <th scope="row" className="py-1 font-normal">
                    <Day iso={day} />
                  </th>
                  <td className="py-1 text-right">{sales}</td>
                  <td className="py-1 text-right">{sold.text}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </figcaption>
    </figure>
  );
}

function Level({ at, dashes }: { readonly at: number; readonly dashes?: string }) {
  return (
    <line
      x1="0"
      x2={width}
      y1={at}
      y2={at}
      strokeDasharray={dashes}
      vectorEffect="non-scaling-stroke"
      className="stroke-line"
    />
  );
}

const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const short = (day: string | undefined) => (day ? format.format(new Date(day)) : '');
