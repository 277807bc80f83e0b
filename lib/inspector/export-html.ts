/**
 * What the inspector shows of a page as one file: no script, no address it loads from, so that it can
 * be sent to a colleague and opened anywhere, also years later.
 */
import { accountNamesOf, deliveryNote, stepsOf } from '../model/call-steps';
import { curlOf } from '../model/curl';
import { escapeHtml } from '../model/escape-html';
import { planSequence, type SequenceBand, type SequenceLane } from '../model/sequence';
import type { SequenceRow, SequenceStep } from '../model/sequence';
import type { DeliveryView, Underneath } from '../model/underneath';
import type { StripeCallView } from '../model/views';
import { exportStyle } from './export-style';
import { redactText } from './redact';
import { redactUnderneath } from './redact-underneath';

/**
 * The whole document. `apiBase`: where the commands in it go to; `browser`: what its reader's browser
 * did meanwhile.
 */
export function exportHtml(
  page: string,
  underneath: Underneath,
  apiBase: string,
  browser: readonly SequenceStep[] = [],
): string {
  const { calls, deliveries, browser: noted } = redactUnderneath(underneath, browser);
  const { lanes, bands } = planSequence(
    [...noted, ...stepsOf({ calls, deliveries })],
    accountNamesOf([...calls, ...deliveries]),
  );
  const details = new Map<string, string>([
    ...calls.map((call) => [call.id, callHtml(call, apiBase)] as const),
    ...deliveries.map((event) => [`${event.endpoint}:${event.id}`, eventHtml(event)] as const),
  ]);
  const first = bands[0]?.rows[0].step.startedAt;
  const counts = [
    countOf(calls.length, 'call', 'calls'),
    countOf(deliveries.length, 'delivered event', 'delivered events'),
    ...(noted.length > 0 ? [countOf(noted.length, 'step', 'steps') + ' of the browser'] : []),
  ];
  const heads = lanes.map(({ name }) => `<span>${text(name)}</span>`).join('');
  const lines = lanes.map(() => '<i></i>').join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Stripe calls of ${text(page)}</title>
<style>${exportStyle}</style>
</head>
<body>
<main>
<h1>Stripe calls of <code>${text(page)}</code></h1>
<p>${counts.join(', ')}${first ? `, from ${text(first.replace('T', ' ').replace('Z', ' UTC'))}` : ''}. Open one to see what was sent and answered; secrets are taken out.</p>
${
  bands.length === 0
    ? '<p>Nothing was said yet.</p>'
    : `<section style="--lanes:${lanes.length}">
<div class="heads" aria-hidden="true">${heads}</div>
<div class="lines" aria-hidden="true">${lines}</div>
<ol>${bands.map((band) => bandHtml(band, lanes, details)).join('')}</ol>
</section>`
}
</main>
</body>
</html>
`;
}

const countOf = (count: number, one: string, many: string) =>
  `${count} ${count === 1 ? one : many}`;

type Details = ReadonlyMap<string, string>;

function bandHtml(band: SequenceBand, lanes: readonly SequenceLane[], details: Details): string {
  const rows = (each: SequenceBand) => each.rows.map((row) => rowHtml(row, lanes, details));
  const again = band.again.flatMap(rows);
  const repeats =
    again.length > 0
      ? `<details class="again"><summary>${again.length === 1 ? 'read once more' : `${again.length} more of the same reads`}</summary>${again.join('')}</details>`
      : '';
  if (band.rows.length === 1) return `<li>${rows(band).join('')}${repeats}</li>`;
  const title =
    band.sideBySide > 1
      ? `${band.sideBySide} calls side by side, ${band.ms} ms in all`
      : 'Meanwhile';
  const items = rows(band).map((row) => `<li>${row}</li>`);
  return `<li class="band"><p>${title}</p><ol>${items.join('')}</ol>${repeats}</li>`;
}

function rowHtml(row: SequenceRow, lanes: readonly SequenceLane[], details: Details): string {
  const { step, outcome } = row;
  const name = (index: number) => text(lanes[index]?.name ?? '');
  const words = { answered: '', refused: ' refused', failed: ' failed', lost: '' }[outcome];
  const said = [
    step.said?.words ?? (step.status === null ? 'no answer' : `${step.status}${words}`),
    step.ms === null ? '' : `${step.ms} ms`,
    row.tryNumber ? `try ${row.tryNumber}` : '',
    step.note ?? '',
  ];
  const place = `--from:${row.from};--left:${Math.min(row.from, row.to)};--wide:${Math.abs(row.to - row.from)}`;
  const kind = [
    'step',
    step.kind,
    outcome === 'answered' ? '' : 'bad',
    row.to > row.from ? 'right' : 'left',
  ]
    .filter(Boolean)
    .join(' ');
  const face = `<span class="who">${name(row.from)} → ${name(row.to)}</span><span class="since">+${(row.sinceMs / 1_000).toFixed(3)} s</span><code>${text(step.label)}</code><span class="arrow" aria-hidden="true"></span><span class="said">${text(said.filter(Boolean).join(', '))}</span>`;
  const detail = details.get(step.id);
  // What a browser did has no more to it than is said.
  if (!detail) return `<div class="${kind}" style="${place}"><div>${face}</div></div>`;
  return `<details class="${kind}" style="${place}"><summary>${face}</summary><div class="detail">${detail}</div></details>`;
}

function callHtml(call: StripeCallView, apiBase: string): string {
  return [
    facts([
      ['Address', `${call.method} ${call.path}`],
      ['Account', call.accountId ?? 'the platform’s own'],
      ['Seller', call.accountName],
      ['Time', `${call.at}, took ${call.durationMs} ms`],
      ['Status', call.status === null ? 'no answer came' : String(call.status)],
      ['Idempotency key', call.idempotencyKey],
      ['Request id', call.requestId],
      ['API version', call.apiVersion],
      ['Made by our line', call.site],
    ]),
    block('Request', call.request),
    block('Answer', call.response),
    block('As curl', curlOf(call, apiBase)),
    `<p><a rel="noreferrer" href="${text(call.docsUrl)}">Stripe’s page about this call</a></p>`,
  ].join('');
}

function eventHtml(event: DeliveryView): string {
  return facts([
    ['Event', event.id],
    ['Account', event.accountId ?? 'the platform’s own'],
    ['Seller', event.accountName],
    ['About', event.objectId],
    ['Delivered to', `POST /api/webhooks/${event.endpoint}`],
    ['Made', event.createdAt],
    ['Delivered', event.receivedAt],
    ['Done', event.handledAt],
    ['What became of it', deliveryNote(event)],
  ]);
}

function facts(known: readonly (readonly [name: string, value: string | null])[]): string {
  const rows = known.flatMap(([name, value]) =>
    value === null ? [] : [`<dt>${name}</dt><dd>${text(value)}</dd>`],
  );
  return `<dl>${rows.join('')}</dl>`;
}

function block(title: string, content: string): string {
  return `<h2>${title}</h2><pre tabindex="0">${text(content)}</pre>`;
}

/** Redacted once more, as this leaves the shop. */
function text(value: string): string {
  return escapeHtml(redactText(value));
}
