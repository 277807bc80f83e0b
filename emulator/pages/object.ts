import { html, type Html } from './html';
import { jsonView } from './json-view';
import { head } from './layout';
import { paths } from './paths';
import type { Found, Party, Reading } from './reading';
import { resolver } from './resolve';
import { accountLink, createdOf, httpBadge, kindName, moment, stateOf, summaryOf } from './show';

/** How many lines each list beside an object has at most. */
const BESIDE = 10;

/** One object as the API answers it, and beside it where it came from and went. */
export function objectPage(reading: Reading, party: Party, found: Found): Html {
  const { object, kind, hidden } = found;
  return html`${head(
      [
        ['Overview', paths.overview],
        [party.name, paths.account(party.id)],
        [kindName(kind), paths.kind(party.id, kind)],
      ],
      html`<div class="row">
          <h1 class="mono">${object.id}</h1>
          ${stateOf(object, hidden)}
        </div>
        <p class="quiet">${summaryOf(object)}</p>`,
    )}
    <div class="columns">
      ${jsonView(object, resolver(reading, party.id, object))}
      <div class="stack">
        <dl class="facts">
          <dt>On</dt>
          <dd>${accountLink(reading, party.id)}</dd>
          <dt>Created</dt>
          <dd>${createdOf(object) ?? '–'}</dd>
        </dl>
        ${relatives(reading, found)} ${eventsAbout(reading, found)} ${callsAbout(reading, found)}
      </div>
    </div>`;
}

/** From an original PaymentMethod to its clones, and back. */
function relatives(reading: Reading, found: Found): Html | null {
  if (found.kind !== 'payment_method') return null;
  const original = reading.original(found);
  if (original) {
    return html`<section aria-labelledby="original">
      <h2 id="original">Cloned from</h2>
      <p>
        ${link(original)} <span class="quiet">on</span> ${accountLink(reading, original.account)}
      </p>
    </section>`;
  }
  if (typeof found.hidden?.clonedFrom === 'string') {
    return html`<section aria-labelledby="original">
      <h2 id="original">Cloned from</h2>
      <p class="id">${found.hidden.clonedFrom}</p>
    </section>`;
  }
  const clones = reading.clones(found);
  if (clones.length === 0) return null;
  return html`<section aria-labelledby="clones">
    <h2 id="clones">Clones <span class="quiet">${clones.length}</span></h2>
    <ul class="stack">
      ${clones.slice(0, 100).map(
        (clone) =>
          html`<li>
            ${accountLink(reading, clone.account)}
            <span class="row small"
              >${link(clone)}<span class="quiet"
                >${
                  clone.hidden?.use === 'consumed'
                    ? 'used'
                    : clone.object.customer
                      ? 'attached'
                      : 'unused'
                }</span
              ></span
            >
          </li>`,
      )}
    </ul>
  </section>`;
}

function link(found: Found): Html {
  return html`<a class="id" href="${paths.object(found)}">${found.object.id}</a>`;
}

function eventsAbout(reading: Reading, found: Found): Html | null {
  const { account } = found;
  const about = reading.eventsAbout(found, BESIDE);
  if (about.length === 0) return null;
  return html`<section aria-labelledby="events">
    <h2 id="events">Events</h2>
    <ul class="stack">
      ${about.map(
        (event) =>
          html`<li class="row is-apart">
            <a href="${paths.event(event.object.id, account)}">${String(event.object.type)}</a
            >${createdOf(event.object)}
          </li>`,
      )}
    </ul>
  </section>`;
}

function callsAbout(reading: Reading, { object }: Found): Html | null {
  const about = reading
    .requests()
    .filter(({ object_id, path }) => object_id === object.id || path.split('/').includes(object.id))
    .slice(0, BESIDE);
  if (about.length === 0) return null;
  return html`<section aria-labelledby="calls">
    <h2 id="calls">Requests</h2>
    <ul class="stack">
      ${about.map(
        (request) =>
          html`<li class="row is-apart">
            <a href="${paths.request(request.id)}"
              ><span class="method">${request.method}</span> ${httpBadge(request.status)}</a
            >${moment(request.at)}
          </li>`,
      )}
    </ul>
  </section>`;
}
