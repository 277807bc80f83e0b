import { browserFile } from '../elements/serve/browser-files';
import { html, type Content, type Html } from './html';
import { paths } from './paths';
import { stylesHash } from './styles';

/** What every page says around its content. */
export interface Page {
  readonly title: string;
  /** The tab it belongs to. */
  readonly tab: keyof typeof tabs;
  readonly content: Content;
  /** A sentence on what has just been done, or why not. */
  readonly notice?: string | undefined;
  readonly failed?: boolean;
  /** Use the whole width, for lists beside details. */
  readonly wide?: boolean;
}

const tabs = {
  Overview: paths.overview,
  Requests: paths.requests,
  Events: paths.events,
  Faults: paths.faults,
  Control: paths.control,
} as const;

const emblem = html`<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
  <rect x="1" y="1" width="18" height="18" rx="4" fill="currentColor" />
  <path
    d="M13.600 7.100c-.700-.500-1.900-.900-3.100-.900-1.900 0-3.200.800-3.200 2.100 0 2.900 5 1.600 5 3.400 0 .600-.700.900-1.600.900-1.300 0-2.600-.500-3.500-1.200"
    fill="none"
    stroke="var(--ground)"
    stroke-width="1.700"
    stroke-linecap="round"
  />
</svg>`;

/** A whole page. */
export function layout({ title, tab, content, notice, failed, wide }: Page): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Stripe emulator</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/dashboard/style-${stylesHash}.css" />
        <script src="/dashboard/live-${browserFile('dashboard').hash}.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header>
          <a class="brand" href="/">${emblem}<span>Stripe emulator</span></a>
          <nav aria-label="Pages">
            <ul>
              ${Object.entries(tabs).map(
                ([name, address]) =>
                  html`<li>
                    <a href="${address}" ${name === tab ? html` aria-current="page"` : null}
                      >${name}</a
                    >
                  </li>`,
              )}
            </ul>
          </nav>
          <form class="find" action="${paths.find}" role="search">
            <label class="unseen" for="find">Find an object by its id</label>
            <input
              id="find"
              name="id"
              placeholder="Find an id"
              autocomplete="off"
              spellcheck="false"
              required
            />
          </form>
        </header>
        <main id="content" ${wide ? html` class="is-wide"` : null}>
          ${notice ? html`<p class="notice${failed ? ' is-bad' : ''}" role="${failed ? 'alert' : 'status'}">${notice}</p>` : null}
          ${content}
        </main>
      </body>
    </html> `.text;
}

/** A page's heading under the way back up. */
export function head(
  steps: readonly (readonly [label: string, address: string])[],
  heading: Content,
): Html {
  return html`<div class="head">
    <nav class="crumbs" aria-label="Where this is">
      <ol>
        ${steps.map(([label, address]) => html`<li><a href="${address}">${label}</a></li>`)}
      </ol>
    </nav>
    ${heading}
  </div>`;
}

/** A part of a page that the script keeps up to date while the page is open. */
export function live(name: string, content: Content): Html {
  return html`<div data-live="${name}">${content}</div>`;
}
