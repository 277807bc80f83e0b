import { clsx } from 'clsx';
import { Day } from '@/components/ui/day';
import type { SalesDays } from '@/lib/model/seller';

const width = 720;
const height = 176;

/**
 * Sales by day as bars over the levels they are read by, drawn by the server; the same numbers stand in
 * a table beneath.
 */
export function SalesChart({ days, levels }: SalesDays) {
  const highest = Math.max(levels.at(-1)?.amount ?? 0, 1);
  const step = width / days.length;
  const busy = days.filter(({ sales }) => sales > 0);
  // A few days have a word each, many one in five.
  const each = days.length > 10 ? Math.ceil(days.length / 5) : 1;
  const named = days.filter((_, index) => index % each === 0);
  return (
    <figure>
      {/* Words stand outside of the drawing: they keep their size where the bars grow narrow. */}
      <div className="grid grid-cols-[auto_1fr] gap-x-2 text-xs text-ink-soft tabular-nums">
        <div
          aria-hidden
          className="-my-2 flex flex-col-reverse justify-between text-right leading-4"
        >
          {levels.map(({ text }) => (
            <span key={text}>{text}</span>
          ))}
        </div>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`Sales of the last ${days.length} days, by day. The numbers are in the table below.`}
          className="h-36 w-full overflow-visible sm:h-44"
        >
          {levels.map(({ amount, text }) => (
            <Line key={text} from={[0, y(amount / highest)]} to={[width, y(amount / highest)]} />
          ))}
          {named.map(({ day }, index) => (
            <Line
              key={day}
              from={[index * each * step, height]}
              to={[index * each * step, height + 6]}
            />
          ))}
          {days.map(({ day, sold }, index) => (
            <rect
              key={day}
              x={index * step + step * 0.15}
              y={y(sold.amount / highest)}
              width={step * 0.7}
              height={(height * sold.amount) / highest}
              className="fill-money"
            >
              <title>{`${day}: ${sold.text}`}</title>
            </rect>
          ))}
        </svg>
        <p
          aria-hidden
          className={clsx('col-start-2 mt-2 flex', each === 1 ? 'text-center' : 'text-left')}
        >
          {named.map(({ day }) => (
            <span key={day} className="min-w-0 flex-1">
              {short(day)}
            </span>
          ))}
        </p>
      </div>
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

const y = (share: number) => height * (1 - share);

type Point = readonly [x: number, y: number];

function Line({ from, to }: { readonly from: Point; readonly to: Point }) {
  return (
    <line
      x1={from[0]}
      y1={from[1]}
      x2={to[0]}
      y2={to[1]}
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
const short = (day: string) => format.format(new Date(day));
