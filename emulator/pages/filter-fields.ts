import { html, type Html } from './html';

/** A field of a list's filter that is typed. */
export function typedFilter(
  label: string,
  name: string,
  value: string | undefined,
  placeholder: string,
): Html {
  return html`<label
    >${label}<input name="${name}" value="${value}" placeholder="${placeholder}" spellcheck="false"
  /></label>`;
}

/** Whose objects a list shows. */
export function accountFilter(value: string | undefined): Html {
  return typedFilter('Account', 'account', value, 'acct_…');
}

/** A field of a list's filter that is chosen: pairs of value and word. */
export function chosenFilter(
  label: string,
  name: string,
  chosen: string | undefined,
  options: readonly (readonly [value: string, word: string])[],
): Html {
  return html`<label
    >${label}<select name="${name}">
      ${options.map(
        ([value, word]) =>
          html`<option value="${value}" ${value === (chosen ?? '') ? html` selected` : null}>
            ${word}
          </option>`,
      )}
    </select></label
  >`;
}

/** The form around them, and the way back to the whole list. */
export function filterForm(path: string, active: boolean, fields: readonly Html[]): Html {
  return html`<form action="${path}">
    <div class="filters">
      ${fields}
      <button type="submit">Filter</button>
      ${active ? html`<a class="button" href="${path}">Clear</a>` : null}
    </div>
  </form>`;
}
