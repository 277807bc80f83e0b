import { html, type Content, type Html } from './html';
import { masked } from './mask';

/** What text may be an id of Stripe's. */
const ID = /^[a-z][a-z0-9_]*_[A-Za-z0-9]{8,}$/;

/** How an id becomes an address; undefined for one that nothing is known of. */
export type Resolve = (id: string) => string | undefined;

/** An object as indented JSON in colours, without secrets, its ids linked to their objects. */
export function jsonView(value: unknown, resolve: Resolve): Html {
  return html`<pre class="json"><code>${render(masked(value), resolve, '')}</code></pre>`;
}

function render(value: unknown, resolve: Resolve, indent: string): Content {
  if (typeof value === 'string') return text(value, resolve);
  if (typeof value !== 'object' || value === null) {
    return html`<span class="j-atom">${String(value)}</span>`;
  }
  const rows: [Content, unknown][] = Array.isArray(value)
    ? value.map((item) => ['', item])
    : Object.entries(value).map(([name, inner]) => [
        html`<span class="j-name">${JSON.stringify(name)}</span>: `,
        inner,
      ]);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (rows.length === 0) return `${open}${close}`;
  const inner = `${indent}  `;
  return [
    `${open}\n`,
    rows.map(([name, item], index) => [
      inner,
      name,
      render(item, resolve, inner),
      index < rows.length - 1 ? ',\n' : '\n',
    ]),
    `${indent}${close}`,
  ];
}

function text(value: string, resolve: Resolve): Content {
  const shown = JSON.stringify(value);
  const address = ID.test(value) ? resolve(value) : undefined;
  return address
    ? html`<a class="j-text" href="${address}">${shown}</a>`
    : html`<span class="j-text">${shown}</span>`;
}
