import { html, type Html } from './html';
import { head } from './layout';
import { paths, withQuery } from './paths';
import type { Found, Party, Reading } from './reading';
import { createdOf, kindName, stateOf, summaryOf, table } from './show';

const PAGE = 50;

/** The objects of one kind on one account, newest first. */
export function objectsPage(reading: Reading, party: Party, kind: string, from: number): Html {
  const { rows, total } = reading.page(party.id, kind, from, PAGE);
  const address = paths.kind(party.id, kind);
  const last = Math.min(from + PAGE, total);
  const range = [from + 1, last, total].map((count) => count.toLocaleString('en'));
  return html`${head(
      [
        ['Overview', paths.overview],
        [party.name, paths.account(party.id)],
      ],
      html`<div class="row is-apart">
        <h1>${kindName(kind)}</h1>
        <span class="quiet"
          >${rows.length ? `${range[0]}–${range[1]} of ${range[2]}` : 'none'}</span
        >
      </div>`,
    )}
    ${
      rows.length
        ? table(
            `${kindName(kind)} of ${party.name}`,
            ['Id', 'What', 'Status', 'Created'],
            rows.map(row),
          )
        : html`<div class="empty">There are none here.</div>`
    }
    <nav class="buttons" aria-label="Other pages">
      ${
        from > 0
          ? html`<a
              class="button"
              rel="prev"
              href="${withQuery(address, { from: Math.max(from - PAGE, 0) })}"
              >Newer</a
            >`
          : null
      }${last < total ? html`<a class="button" rel="next" href="${withQuery(address, { from: last })}">Older</a>` : null}
    </nav>`;
}

function row(found: Found): Html {
  const { object, hidden } = found;
  return html`<tr>
    <td class="id">
      <a href="${found.kind === 'account' ? paths.account(object.id) : paths.object(found)}"
        >${object.id}</a
      >
    </td>
    <td class="is-long">${summaryOf(object)}</td>
    <td>${stateOf(object, hidden) ?? '–'}</td>
    <td>${createdOf(object) ?? '–'}</td>
  </tr>`;
}
