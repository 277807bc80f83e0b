import type { LoggedRequest } from '../server/request-log';
import { html, type Html } from './html';
import type { Reading } from './reading';
import { badge, httpBadge, moment } from './show';

/** One call as a line of a list; `address` opens it. */
export function requestRow(
  reading: Reading,
  request: LoggedRequest,
  address: string,
  current = false,
): Html {
  const acting = request.account ?? request.platform;
  return html`<li id="${request.id}">
    <a href="${address}" ${current ? html` aria-current="true"` : null}
      >${moment(request.at)}<span class="method">${request.method}</span
      ><span class="what mono" title="${request.path}">${request.path}</span
      ><span class="who">${acting ? reading.nameOf(acting) : 'no account'}</span
      ><span class="state"
        >${request.fault ? badge('fault', 'bad') : null}
        ${request.replayed ? badge('replayed', 'quiet') : null} ${httpBadge(request.status)}</span
      ><span class="took number quiet small">${request.duration_ms} ms</span></a
    >
  </li>`;
}
