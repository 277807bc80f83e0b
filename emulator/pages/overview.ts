import type { Origins } from '../server/contract';
import { html, type Html } from './html';
import { live } from './layout';
import { paths, withQuery } from './paths';
import type { Party, Reading } from './reading';
import { requestRow } from './request-row';
import { action, badge, moneys, table } from './show';

/** How many connected accounts of one platform the overview lists. */
const SHOWN = 25;

/** Of how many balance transactions the overview still adds up the balance. */
const ADDED_UP = 5_000;

export interface Health {
  readonly version: string;
  readonly urls: Origins;
  readonly objects: number;
  readonly journalBytes: number;
}

/** All platforms with their accounts, and what was called last. */
export function overview(reading: Reading, health: Health): Html {
  const latest = reading.requests().slice(0, 8);
  return html` <h1 class="unseen">Overview</h1>
    ${reading.platforms().map((platform) => platformSection(reading, platform))}
    <div class="columns">
      <section aria-labelledby="latest">
        <div class="row is-apart">
          <h2 id="latest">Latest requests</h2>
          <span class="row"
            ><span data-live-switch></span><a href="${paths.requests}">All requests</a></span
          >
        </div>
        ${live(
          'latest',
          latest.length
            ? html`<ol class="log is-requests">
                ${latest.map((request) => requestRow(reading, request, paths.request(request.id)))}
              </ol>`
            : firstSteps(health.urls.api),
        )}
      </section>
      <section aria-labelledby="server">
        <h2 id="server">Emulator</h2>
        <dl class="facts">
          <dt>Version</dt>
          <dd>${health.version}</dd>
          <dt>API</dt>
          <dd class="mono">${health.urls.api}</dd>
          <dt>Frames</dt>
          <dd class="mono">${health.urls.frames}</dd>
          <dt>Bank</dt>
          <dd class="mono">${health.urls.bank}</dd>
          <dt>Objects</dt>
          <dd>${live('objects', health.objects.toLocaleString('en'))}</dd>
          <dt>Journal</dt>
          <dd>${health.journalBytes ? kilobytes(health.journalBytes) : 'in memory only'}</dd>
        </dl>
      </section>
    </div>`;
}

/** For somebody who has just started it. */
function firstSteps(api: string): Html {
  const { hostname, port } = new URL(api);
  return html`<div class="empty">
    <div class="quick">
      <p>Nothing has been called yet. Any key that begins with <code>sk_test_</code> will do:</p>
      <pre><code>new Stripe('sk_test_anything', {
  host: '${hostname}', port: ${port}, protocol: 'http',
})</code></pre>
      <pre><code>EMULATOR_URL=${api} node --require souk-emulator/preload server.js</code></pre>
      <pre><code>curl ${api}/v1/customers -u sk_test_anything: -d name="Jenny Rosen"</code></pre>
    </div>
  </div>`;
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024).toLocaleString('en')} kB`;
}

function platformSection(reading: Reading, platform: string): Html {
  const party = reading.party(platform);
  if (!party) return html``;
  const namespace = reading.namespace(platform);
  const connected = reading.connected(platform);
  const rest = connected.length - SHOWN;
  const parties = [platform, ...connected.slice(0, SHOWN)].flatMap((id) => reading.party(id) ?? []);
  return html`<section aria-label="${party.name}">
    <div class="row is-apart">
      <h2>
        ${party.name}
        <span class="quiet">${namespace ? `namespace ${namespace}` : 'another namespace'}</span>
      </h2>
      ${action('/dashboard/seed', 'Add a connected account', { platform })}
    </div>
    ${table(
      `Accounts of ${party.name}`,
      ['Account', 'Id', 'Country', 'Currency', 'Capabilities', 'Available', 'Pending'],
      parties.map((each) => accountRow(reading, each)),
      ['Available', 'Pending'],
    )}
    ${
      rest > 0
        ? html`<p>
            <a href="${withQuery(paths.kind(platform, 'account'), { from: SHOWN })}"
              >${rest} more accounts</a
            >
          </p>`
        : null
    }
  </section>`;
}

function accountRow(reading: Reading, party: Party): Html {
  const { account, id } = party;
  const balance = reading.balance(party, ADDED_UP);
  return html`<tr>
    <td class="is-name">
      <a href="${paths.account(id)}">${party.name}</a>${
        id === party.platform ? html` <span class="badge">platform</span>` : null
      }
    </td>
    <td class="id">${id}</td>
    <td>${account?.country ?? '–'}</td>
    <td>${account?.default_currency?.toUpperCase() ?? '–'}</td>
    <td>${capabilities(party)}</td>
    <td class="number">${moneys(balance?.available, account?.default_currency)}</td>
    <td class="number">${moneys(balance?.pending, account?.default_currency)}</td>
  </tr>`;
}

/** What an account may do: the two that matter, and how many others. */
export function capabilities({ account }: Party): Html {
  const all = Object.entries(account?.capabilities ?? {});
  if (all.length === 0) return html`<span class="quiet">–</span>`;
  const main = all.filter(([name]) => name === 'card_payments' || name === 'transfers');
  const others = all.length - main.length;
  const words = main.map(
    ([name, state]) =>
      html`${badge(`${name.replace('_payments', '')} ${state}`, state === 'active' ? 'good' : state === 'pending' ? 'busy' : 'bad')} `,
  );
  return html`${words}${others ? html`<span class="quiet">+${others}</span>` : null}`;
}
