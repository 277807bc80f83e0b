import type { LoggedRequest } from '../server/request-log';
import { matchesPath } from '../server/request-log';
import { accountFilter, chosenFilter, filterForm, typedFilter } from './filter-fields';
import { html, type Html } from './html';
import { jsonView } from './json-view';
import { live } from './layout';
import { maskedBody } from './mask';
import { paths, withQuery } from './paths';
import type { Reading } from './reading';
import { requestRow } from './request-row';
import { resolver } from './resolve';
import { accountLink, badge, httpBadge, moment } from './show';

const PAGE = 100;

export interface RequestsQuery {
  readonly account?: string | undefined;
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  /** `ok`, `failed`, or a status. */
  readonly status?: string | undefined;
  readonly before?: string | undefined;
  readonly open?: string | undefined;
}

/** The request log: filters, the list, and beside it the call that is open. */
export function requestsPage(reading: Reading, query: RequestsQuery): Html {
  const all = reading.requests();
  const matching = all.filter((request) => fits(request, query));
  const start = query.before ? matching.findIndex(({ id }) => id === query.before) + 1 : 0;
  const rows = matching.slice(start, start + PAGE);
  const open = query.open ? all.find(({ id }) => id === query.open) : undefined;
  const next = rows.at(-1);
  const list = rows.length
    ? html`<ol class="log is-requests">
        ${rows.map((request) =>
          requestRow(
            reading,
            request,
            withQuery(paths.requests, { ...query, open: request.id }),
            request === open,
          ),
        )}
      </ol>`
    : html`<div class="empty">
        ${all.length ? 'No call fits these filters.' : 'Nothing has been called yet.'}
      </div>`;
  return html` <div class="row is-apart">
      <h1>Requests</h1>
      ${query.before ? null : html`<span data-live-switch></span>`}
    </div>
    ${filters(query)}
    <div class="${query.open ? 'split' : 'stack'}">
      <div class="stack">
        ${query.before ? list : live('requests', list)}
        <nav class="buttons" aria-label="Other pages">
          ${
            query.before
              ? html`<a
                  class="button"
                  href="${withQuery(paths.requests, { ...query, before: undefined })}"
                  >Newest</a
                >`
              : null
          }${
            next && start + PAGE < matching.length
              ? html`<a
                  class="button"
                  rel="next"
                  href="${withQuery(paths.requests, { ...query, before: next.id })}"
                  >Older</a
                >`
              : null
          }
        </nav>
      </div>
      ${query.open ? (open ? detail(reading, open, query) : gone(query)) : null}
    </div>`;
}

function fits(request: LoggedRequest, { account, method, path, status }: RequestsQuery): boolean {
  return (
    (!account || (request.account ?? request.platform) === account) &&
    (!method || request.method === method) &&
    (!path ||
      (path.includes('*') ? matchesPath(path, request.path) : request.path.includes(path))) &&
    (!status ||
      (status === 'ok'
        ? request.status < 400
        : status === 'failed'
          ? request.status >= 400
          : String(request.status) === status))
  );
}

function filters(query: RequestsQuery): Html {
  const active = Boolean(query.method || query.path || query.account || query.status);
  const same = (value: string): [string, string] => [value, value];
  return filterForm(paths.requests, active, [
    chosenFilter('Method', 'method', query.method, [
      ['', 'any'],
      ...['GET', 'POST', 'DELETE'].map(same),
    ]),
    typedFilter('Path', 'path', query.path, '/v1/customers/*'),
    accountFilter(query.account),
    chosenFilter('Status', 'status', query.status, [
      ['', 'any'],
      ['ok', 'succeeded'],
      ['failed', 'failed'],
      ...['400', '402', '404', '409', '429', '500'].map(same),
    ]),
  ]);
}

function closeLink(query: RequestsQuery): Html {
  return html`<a href="${withQuery(paths.requests, { ...query, open: undefined })}">Close</a>`;
}

function gone(query: RequestsQuery): Html {
  return html`<section class="detail is-open" aria-label="Request">
    <div class="row is-apart">
      <h2 class="mono">${query.open}</h2>
      ${closeLink(query)}
    </div>
    <p class="quiet">It is no longer in the log, which keeps the last 5,000 calls of this run.</p>
  </section>`;
}

function detail(reading: Reading, request: LoggedRequest, query: RequestsQuery): Html {
  const acting = request.account ?? request.platform;
  const body = reading.answerOf(request.id);
  const answer = body === undefined ? undefined : maskedBody(body);
  const resolve = resolver(reading, acting ?? '', [answer, request.parameters]);
  const events = acting
    ? reading
        .events(
          [acting, ...(request.platform && request.platform !== acting ? [request.platform] : [])],
          500,
        )
        .filter(({ object }) => (object.request as { id?: string } | null)?.id === request.id)
        .reverse()
    : [];
  return html`<section class="detail is-open" aria-label="Request ${request.id}">
    <div class="row is-apart">
      <h2 class="mono">${request.id}</h2>
      ${closeLink(query)}
    </div>
    <p class="row">
      <span class="method">${request.method}</span>
      <span class="mono">${request.path}${request.query ? `?${request.query}` : null}</span>
    </p>
    <dl class="facts">
      <dt>Answer</dt>
      <dd>
        ${httpBadge(request.status)} ${request.duration_ms} ms
        ${request.replayed ? badge('replayed', 'quiet') : null}
        ${request.fault ? html`${badge('fault', 'bad')} <span class="id">${request.fault}</span>` : null}
      </dd>
      <dt>At</dt>
      <dd>${moment(request.at)}</dd>
      <dt>Account</dt>
      <dd>${acting ? accountLink(reading, acting) : '–'}</dd>
      <dt>Key</dt>
      <dd>${request.key}</dd>
      ${
        request.idempotency_key
          ? html`<dt>Idempotency key</dt>
              <dd class="mono">${request.idempotency_key}</dd>`
          : null
      }
      ${
        request.error
          ? html`<dt>Error</dt>
              <dd>${request.error.message ?? request.error.code ?? request.error.type}</dd>`
          : null
      }
    </dl>
    ${
      Object.keys(request.parameters).length
        ? html`<h3>Parameters</h3>
            ${jsonView(request.parameters, resolve)}`
        : null
    }
    <h3>Answer</h3>
    ${answer === undefined ? html`<p class="quiet">It is no longer kept.</p>` : jsonView(answer, resolve)}
    ${
      events.length
        ? html`<h3>Events</h3>
            <ul class="stack">
              ${events.map(
                (event) =>
                  html`<li>
                    <a href="${paths.event(event.object.id, event.account)}"
                      >${String(event.object.type)}</a
                    >
                  </li>`,
              )}
            </ul>`
        : null
    }
  </section>`;
}
