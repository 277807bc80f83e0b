import { matchesPath } from '../server/request-log';
import type { Delivery } from '../store/system-kinds';
import { accountFilter, chosenFilter, filterForm, typedFilter } from './filter-fields';
import { html, type Html } from './html';
import { jsonView } from './json-view';
import { live } from './layout';
import { paths, withQuery } from './paths';
import type { Found, Reading } from './reading';
import { resolver } from './resolve';
import { accountLink, action, badge, createdOf, httpBadge, moment } from './show';

const PAGE = 100;
/** How far back the list looks for events that fit its filters. */
const DEPTH = 5_000;

export interface EventsQuery {
  readonly account?: string | undefined;
  readonly type?: string | undefined;
  /** `pending`, `delivered`, `failed`, or `none` for those that nobody listens to. */
  readonly delivery?: string | undefined;
  readonly open?: string | undefined;
}

/** Events of all accounts with how far they got, and beside them the one that is open. */
export function eventsPage(reading: Reading, query: EventsQuery): Html {
  const accounts = query.account ? [query.account] : reading.everywhere();
  const rows = reading
    .events(accounts, query.type || query.delivery ? DEPTH : PAGE)
    .filter(
      (event) =>
        (!query.type || matchesPath(query.type, String(event.object.type))) &&
        (!query.delivery || query.delivery === (stateOfDelivery(reading, event) ?? 'none')),
    )
    .slice(0, PAGE);
  const open = query.open ? reading.locate(query.open, accounts) : undefined;
  return html` <div class="row is-apart">
      <h1>Events</h1>
      <span data-live-switch></span>
    </div>
    ${filters(query)}
    <div class="split">
      ${live(
        'events',
        rows.length
          ? html`<ol class="log is-events">
              ${rows.map((event) => row(reading, event, query))}
            </ol>`
          : html`<div class="empty">
              No
              events${query.account || query.type || query.delivery ? ' fit these filters' : ' yet'}.
            </div>`,
      )}
      ${open?.kind === 'event' ? detail(reading, open, query) : endpoints(reading, accounts)}
    </div>`;
}

/** The worst that became of an event; undefined when nobody was told. */
function stateOfDelivery(reading: Reading, event: Found): Delivery['status'] | undefined {
  const states = new Set(reading.deliveriesOf(event).map(({ status }) => status));
  return (['failed', 'pending', 'delivered'] as const).find((status) => states.has(status));
}

function row(reading: Reading, event: Found, query: EventsQuery): Html {
  const { account, object } = event;
  const status = stateOfDelivery(reading, event);
  return html`<li id="${object.id}">
    <a
      href="${withQuery(paths.events, { ...query, open: object.id })}"
      ${object.id === query.open ? html` aria-current="true"` : null}
      >${createdOf(object)}<span class="what">${String(object.type)}</span
      ><span class="who">${reading.nameOf(account)}</span
      ><span>${status ? badge(status) : badge('no endpoint', 'quiet')}</span></a
    >
  </li>`;
}

function filters(query: EventsQuery): Html {
  const active = Boolean(query.type || query.account || query.delivery);
  return filterForm(paths.events, active, [
    typedFilter('Type', 'type', query.type, 'payment_intent.*'),
    accountFilter(query.account),
    chosenFilter('Delivery', 'delivery', query.delivery, [
      ['', 'any'],
      ['delivered', 'delivered'],
      ['pending', 'pending'],
      ['failed', 'failed'],
      ['none', 'no endpoint'],
    ]),
  ]);
}

function detail(reading: Reading, event: Found, query: EventsQuery): Html {
  const { object, account } = event;
  const deliveries = reading.deliveriesOf(event);
  return html`<section class="detail is-open" aria-label="Event ${object.id}">
    <div class="row is-apart">
      <h2>${String(object.type)}</h2>
      <a href="${withQuery(paths.events, { ...query, open: undefined })}">Close</a>
    </div>
    <dl class="facts">
      <dt>Event</dt>
      <dd class="id">${object.id}</dd>
      <dt>On</dt>
      <dd>${accountLink(reading, account)}</dd>
      <dt>Created</dt>
      <dd>${createdOf(object)}</dd>
    </dl>
    <h3>Deliveries</h3>
    ${live(
      'deliveries',
      deliveries.length
        ? html`<ul class="stack">
            ${deliveries.map((delivery) => deliveryItem(delivery, query))}
          </ul>`
        : html`<p class="quiet">No endpoint listens for this type on this account.</p>`,
    )}
    <h3>Event</h3>
    ${jsonView(object, resolver(reading, account, object))}
  </section>`;
}

function deliveryItem(delivery: Delivery, query: EventsQuery): Html {
  const back = withQuery(paths.events, { ...query });
  return html`<li class="card">
    <div class="row is-apart">
      <span class="mono">${delivery.endpoint.url}</span>${badge(delivery.status)}
    </div>
    ${
      delivery.attempts.length
        ? html`<ol class="stack small">
            ${delivery.attempts.map(
              (attempt) =>
                html`<li class="row">
                  ${moment(attempt.at)}
                  ${attempt.status === null ? badge('no answer', 'bad') : httpBadge(attempt.status)}
                  <span class="quiet"
                    >${attempt.duration_ms}
                    ms${attempt.trigger === 'manual' ? ', resent by hand' : null}</span
                  >
                  ${attempt.error}
                </li>`,
            )}
          </ol>`
        : html`<p class="quiet small">Not sent yet.</p>`
    }
    <div class="row is-apart">
      <span class="quiet small"
        >${
          delivery.next_attempt_at
            ? html`Next attempt at ${moment(delivery.next_attempt_at)}`
            : null
        }</span
      >${action('/dashboard/resend', 'Resend', { delivery: delivery.id, back })}
    </div>
  </li>`;
}

/** Who listens, while no event is open. */
function endpoints(reading: Reading, accounts: readonly string[]): Html {
  const all = accounts.flatMap((account) => reading.page(account, 'webhook_endpoint', 0, 50).rows);
  return html`<section class="detail" aria-labelledby="endpoints">
    <h2 id="endpoints">Endpoints</h2>
    ${
      all.length
        ? html`<ul class="stack">
            ${all.map(
              (endpoint) =>
                html`<li class="stack">
                  <div class="row is-apart">
                    <a class="mono" href="${paths.object(endpoint)}"
                      >${String(endpoint.object.url)}</a
                    >${badge(String(endpoint.object.status))}
                  </div>
                  <p class="quiet small">
                    ${
                      endpoint.hidden?.connect === true
                        ? 'Events of connected accounts of '
                        : 'Events of '
                    }${accountLink(reading, endpoint.account)}:
                    ${(endpoint.object.enabled_events as string[]).join(', ')}
                  </p>
                </li>`,
            )}
          </ul>`
        : html`<p class="quiet">
            None. Create one with <code>POST /v1/webhook_endpoints</code>; its secret is in that
            answer.
          </p>`
    }
  </section>`;
}
