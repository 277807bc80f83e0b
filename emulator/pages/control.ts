import type { Settings } from '../server/contract';
import { html, type Html } from './html';
import { live } from './layout';
import type { Reading } from './reading';
import { action } from './show';

/** What the control API tells of the clock. */
export interface ClockState {
  readonly now_ms: number;
  readonly offset_ms: number;
}

const steps: readonly (readonly [label: string, seconds: number])[] = [
  ['1 minute', 60],
  ['1 hour', 3_600],
  ['1 day', 86_400],
  ['7 days', 604_800],
  ['30 days', 2_592_000],
  ['1 year', 31_536_000],
];

/** The clock, the settings in force, and the way to an empty emulator. */
export function controlPage(reading: Reading, clock: ClockState, settings: Settings): Html {
  return html` <h1 class="unseen">Control</h1>
    <section class="card" aria-labelledby="clock">
      <h2 id="clock">Clock</h2>
      <div class="clock">${live('clock', utc(clock.now_ms))}</div>
      <p class="quiet">
        ${
          clock.offset_ms
            ? `${ahead(clock.offset_ms)} ahead of this machine. Only a reset of everything puts it back.`
            : 'The time of this machine. What is planned happens while the clock is put forward.'
        }
      </p>
      <div class="buttons">
        ${steps.map(([label, seconds]) =>
          action('/dashboard/clock', `+ ${label}`, { advance_seconds: String(seconds) }),
        )}
      </div>
    </section>
    <section class="card" aria-labelledby="settings">
      <h2 id="settings">Settings</h2>
      <dl class="facts is-settings">
        ${Object.entries(settings).map(
          ([name, value]) =>
            html`<dt class="mono">${name}</dt>
              <dd class="mono">${JSON.stringify(value)}</dd>`,
        )}
      </dl>
      <p class="quiet small">Changed by <code>POST /_emulator/settings</code>.</p>
    </section>
    <section class="card" aria-labelledby="reset">
      <h2 id="reset">Reset</h2>
      <p class="quiet">
        Takes away all data, the request log and the faults, of everything or of one platform.
      </p>
      <div class="buttons">
        <a class="button" href="/dashboard/reset">Reset everything…</a>${reading
          .platforms()
          .flatMap((platform) => reading.namespace(platform) ?? [])
          .map(
            (namespace) =>
              html`<a class="button" href="/dashboard/reset?namespace=${namespace}"
                >Reset ${namespace}…</a
              >`,
          )}
      </div>
    </section>`;
}

function utc(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** A span in its two largest units. */
function ahead(milliseconds: number): string {
  const units: [name: string, size: number][] = [
    ['day', 1_440],
    ['hour', 60],
    ['minute', 1],
  ];
  // What the move itself took is taken off it, and is nobody's concern.
  let rest = Math.round(milliseconds / 60_000);
  const parts: string[] = [];
  for (const [name, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count.toLocaleString('en')} ${name}${count === 1 ? '' : 's'}`);
  }
  return parts.slice(0, 2).join(' ');
}

/** Asks before anything is taken away. */
export function resetPage(namespace: string | undefined, objects: number): Html {
  const what = namespace ? `the platform of namespace ${namespace}` : 'everything';
  return html` <h1>Reset ${what}?</h1>
    <p>
      ${
        namespace
          ? 'Its objects, connected accounts, events and logged requests will be gone. Other namespaces stay.'
          : `All ${objects.toLocaleString('en')} objects of all platforms, the request log and the faults will be gone.`
      }
      This cannot be undone.
    </p>
    <div class="buttons">
      ${action('/dashboard/reset', `Reset ${namespace ?? 'everything'}`, namespace ? { namespace } : {}, 'danger')}<a
        class="button"
        href="/dashboard/control"
        >Keep it</a
      >
    </div>`;
}
