import { OrderDay } from '@/components/orders/order-day';
import type { SalesDay } from '@/lib/model/desk';

const width = 720;
const height = 160;
const room = 20;

/** Sales by day as bars, drawn by the server; the same numbers stand in a table beneath. */
export function SalesChart({ days }: { readonly days: readonly SalesDay[] }) {
  const most = Math.max(...days.map(({ sold }) => sold.amount), 1);
  const best = days.find(({ sold }) => sold.amount === most);
  const step = width / days.length;
  const busy = days.filter(({ sales }) => sales > 0);
  return (
    <figure>
      <svg
        viewBox={`0 0 ${width} ${height + room}`}
        role="img"
        aria-label={`Sales of the last ${days.length} days, by day. The numbers are in the table below.`}
        className="h-auto w-full"
      >
        <line x1="0" x2={width} y1={height} y2={height} className="stroke-line" />
        {best ? (
          <>
            <line
              x1="0"
              x2={width}
              y1={room - 4}
              y2={room - 4}
              strokeDasharray="2 4"
              className="stroke-line"
            />
            <text x="0" y={room - 9} className="fill-ink-soft text-[11px] tabular-nums">
              {best.sold.text}
            </text>
          </>
        ) : null}
        {days.map(({ day, sold }, index) => {
          const tall = ((height - room + 4) * sold.amount) / most;
          return (
            <rect
              key={day}
              x={index * step + step * 0.15}
              y={height - tall}
              width={step * 0.7}
              height={tall}
              rx="2"
              className="fill-money"
            >
              <title>{`${day}: ${sold.text}`}</title>
            </rect>
          );
        })}
        <text x="0" y={height + 15} className="fill-ink-soft text-[11px]">
          {short(days[0]?.day)}
        </text>
        <text x={width} y={height + 15} textAnchor="end" className="fill-ink-soft text-[11px]">
          Today
        </text>
      </svg>
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
                    <OrderDay iso={day} />
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

const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const short = (day: string | undefined) => (day ? format.format(new Date(day)) : '');
