/** How a long list is told page by page. */

export interface PageView {
  /** 1 is the first. */
  readonly page: number;
  readonly pages: number;
  /** Of all pages. */
  readonly count: number;
}

/** One page of a list, with its rows. */
export interface Paged<Row> extends PageView {
  readonly rows: readonly Row[];
}

/** Where a page of so many rows begins; a page beyond the last is the last. */
export function pageAmong(count: number, rowsOfPage: number, page: number) {
  const pages = Math.max(1, Math.ceil(count / rowsOfPage));
  const shown = Math.min(Math.max(1, page), pages);
  return { view: { page: shown, pages, count }, offset: (shown - 1) * rowsOfPage };
}
