import { config } from '../config/config';
import { assertNever } from '../model/assert-never';
import type { SequenceStep } from '../model/sequence';
import type { Underneath } from '../model/underneath';
import { exportHtml } from './export-html';
import { exportJson } from './export-json';

interface ExportedFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** What lies under a page as a file, with what its reader's browser did meanwhile. */
export function exportFile(
  as: 'json' | 'html',
  page: string,
  underneath: Underneath,
  browser: readonly SequenceStep[],
): ExportedFile {
  const name = `souk${page.replaceAll(/[^A-Za-z0-9]+/g, '-').replace(/-$/, '')}-calls.${as}`;
  switch (as) {
    case 'json':
      return { name, type: 'application/json', text: exportJson(page, underneath, browser) };
    case 'html': {
      const { href } = config().stripe.apiBase;
      return { name, type: 'text/html', text: exportHtml(page, underneath, href, browser) };
    }
    default:
      return assertNever(as);
  }
}
