import { html, type Html } from './html';
import { jsonView } from './json-view';
import { head } from './layout';
import { capabilities } from './overview';
import { paths, withQuery } from './paths';
import type { Party, Reading } from './reading';
import { requestRow } from './request-row';
import { resolver } from './resolve';
import { badge, kindName, moneys } from './show';

/** One account: who it is, what it holds, what it did last. */
export function accountPage(reading: Reading, party: Party): Html {
  const { id, account, platform } = party;
  const balance = reading.balance(party);
  const kinds = reading.kinds(id).filter(({ kind }) => kind !== 'account' || id === platform);
  const latest = reading
    .requests()
    .filter((request) => (request.account ?? request.platform) === id)
    .slice(0, 8);
  const due = account?.requirements?.currently_due ?? [];
  const above =
    id === platform ? [] : [[reading.nameOf(platform), paths.account(platform)] as const];
  return html`${head(
      [['Overview', paths.overview], ...above],
      html`<div class="row">
        <h1>${party.name}</h1>
        ${badge(id === platform ? 'platform' : 'connected account', 'quiet')}
      </div>`,
    )}
    <dl class="facts">
      <dt>Account</dt>
      <dd class="id">${id}</dd>
      <dt>Country</dt>
      <dd>${account?.country ?? '–'}</dd>
      <dt>Capabilities</dt>
      <dd>${capabilities(party)}</dd>
      <dt>May</dt>
      <dd>
        ${account?.charges_enabled ? badge('charge', 'good') : badge('not charge', 'bad')}
        ${account?.payouts_enabled ? badge('be paid out', 'good') : badge('not be paid out', 'bad')}
      </dd>
      ${
        due.length
          ? html`<dt>Due</dt>
              <dd class="mono">${due.join(', ')}</dd>`
          : null
      }
      <dt>Available</dt>
      <dd>${moneys(balance?.available, account?.default_currency)}</dd>
      <dt>Pending</dt>
      <dd>${moneys(balance?.pending, account?.default_currency)}</dd>
    </dl>
    <section aria-labelledby="objects">
      <h2 id="objects">Objects</h2>
      ${
        kinds.length
          ? html`<ul class="tiles">
              ${kinds.map(
                ({ kind, count }) =>
                  html`<li>
                    <a href="${paths.kind(id, kind)}"
                      ><span>${kindName(kind)}</span
                      ><span class="quiet number">${count.toLocaleString('en')}</span></a
                    >
                  </li>`,
              )}
            </ul>`
          : html`<div class="empty">Nothing has been created on this account.</div>`
      }
    </section>
    <section aria-labelledby="calls">
      <div class="row is-apart">
        <h2 id="calls">Latest requests</h2>
        <a href="${withQuery(paths.requests, { account: id })}">All of this account</a>
      </div>
      ${
        latest.length
          ? html`<ol class="log is-requests">
              ${latest.map((request) =>
                requestRow(
                  reading,
                  request,
                  withQuery(paths.requests, { account: id, open: request.id }),
                ),
              )}
            </ol>`
          : html`<div class="empty">None since the emulator started.</div>`
      }
    </section>
    ${
      account
        ? html`<section aria-labelledby="object">
            <h2 id="object">Account object</h2>
            ${jsonView(account, resolver(reading, id, account))}
          </section>`
        : null
    }`;
}
