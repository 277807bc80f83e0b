import { actions, isEventAction } from '../server/fault-plan';
import type { Fault } from '../server/faults';
import { html, type Html } from './html';
import { live } from './layout';
import { action, table } from './show';

/** What one often wants to go wrong, each a plan of the control API. */
export const presets: readonly { readonly label: string; readonly plan: object }[] = [
  { label: 'Next POST: answer lost after commit', plan: { action: 'drop', method: 'POST' } },
  { label: 'Next POST: connection reset', plan: { action: 'reset', method: 'POST' } },
  { label: 'Next call: 500', plan: { action: 'api_error' } },
  { label: 'Next call: rate limit', plan: { action: 'rate_limit' } },
  { label: 'Next POST: lock timeout', plan: { action: 'lock_timeout', method: 'POST' } },
  { label: 'Next 3 calls: 500', plan: { action: 'api_error', times: 3 } },
  {
    label: 'Next payment: declined',
    plan: { action: 'fail', method: 'POST', path: '/v1/payment_intents*', status: 402 },
  },
  { label: 'All calls: 2 s slower', plan: { action: 'delay', delay_ms: 2000, times: 0 } },
  { label: 'Next call: slow body', plan: { action: 'slow_body', delay_ms: 3000 } },
  { label: 'One call in five: 500', plan: { action: 'api_error', probability: 0.2, seed: 1 } },
  { label: 'Next event: twice', plan: { action: 'duplicate_event' } },
  { label: 'Next event: after a later one', plan: { action: 'reorder_event' } },
];

/** The faults that are set, and how to set more. */
export function faultsPage(faults: readonly Fault[]): Html {
  return html` <div class="row is-apart">
      <h1>Faults</h1>
      ${faults.length ? action('/dashboard/faults/clear', 'Clear all') : null}
    </div>
    <p class="quiet">
      What goes wrong on purpose, for calls of the API and for deliveries of events. Faults live in
      memory; a restart clears them.
    </p>
    ${live(
      'faults',
      faults.length
        ? table(
            'Faults that are set',
            ['Action', 'For', 'When', 'With', 'Matched', 'Hit', 'Remove'],
            faults.map(row),
            ['Matched', 'Hit'],
          )
        : html`<div class="empty">None is set: everything answers as it should.</div>`,
    )}
    <section aria-labelledby="presets">
      <h2 id="presets">Set one with a click</h2>
      <div class="buttons">
        ${presets.map(({ label }, index) =>
          action('/dashboard/faults/preset', label, { preset: String(index) }),
        )}
      </div>
    </section>
    <section aria-labelledby="own">
      <h2 id="own">Set your own</h2>
      <form method="post" action="/dashboard/faults">
        <div class="card fields">
          <label
            >Action<select name="action">
              ${actions.map((name) => html`<option>${name}</option>`)}
            </select></label
          >
          <label
            >Method<select name="method">
              ${['', 'GET', 'POST', 'DELETE'].map((name) => html`<option value="${name}">${name || 'any'}</option>`)}
            </select></label
          >
          <label
            >Path of the call<input name="path" placeholder="/v1/charges*" spellcheck="false"
          /></label>
          <label
            >Type of the event<input name="event" placeholder="charge.*" spellcheck="false"
          /></label>
          <label>Account<input name="account" placeholder="acct_…" spellcheck="false" /></label>
          <label>From the nth match<input name="nth" inputmode="numeric" placeholder="1" /></label>
          <label
            >How often (0: always)<input name="times" inputmode="numeric" placeholder="1"
          /></label>
          <label>Delay in ms<input name="delay_ms" inputmode="numeric" /></label>
          <label
            >Status of “fail”<input name="status" inputmode="numeric" placeholder="500"
          /></label>
          <button class="primary" type="submit">Set</button>
        </div>
      </form>
    </section>`;
}

function row(fault: Fault): Html {
  const {
    id,
    action: name,
    method,
    path,
    event,
    account,
    namespace,
    matched,
    hits,
    ...rest
  } = fault;
  const { nth = 1, times, probability, seed, ...extra } = rest;
  const subject = isEventAction(name)
    ? `event ${event ?? 'any'}`
    : `${method ?? 'any'} ${path ?? ''}`;
  const owner = [account, namespace && `namespace ${namespace}`].filter(Boolean).join(' ');
  const often = times ?? (probability === undefined ? 1 : 0);
  const when = [
    nth > 1 ? `from match ${nth}` : null,
    often === 0 ? 'always' : often === 1 ? 'once' : `${often} times`,
    probability === undefined ? null : `chance ${probability}, seed ${seed ?? 0}`,
  ];
  const settings = Object.entries(extra).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  return html`<tr>
    <td class="mono">${name}</td>
    <td class="mono">${subject} ${owner}</td>
    <td>${when.filter(Boolean).join(', ')}</td>
    <td class="mono is-long">${settings.join(', ') || '–'}</td>
    <td class="number">${matched}</td>
    <td class="number">${hits}</td>
    <td>${action('/dashboard/faults/clear', 'Clear', { id })}</td>
  </tr>`;
}

const numbers = new Set(['nth', 'times', 'delay_ms', 'status']);

/** A plan from the form's fields; the empty ones were left out on purpose. */
export function planOf(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const given = Object.entries(fields).filter(
    ([, value]) => typeof value === 'string' && value !== '',
  );
  return Object.fromEntries(
    given.map(([name, value]) => [name, numbers.has(name) ? Number(value) : value]),
  );
}
