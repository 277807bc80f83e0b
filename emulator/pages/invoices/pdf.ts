import type { HostedInvoice } from '../../billing/hosted-invoice';
import { dateOf, formatAmount } from '../../elements/bank/pages';
import { totals } from './page';

/** A4 in points, and how the text stands on it. */
const page = { width: 595, height: 842, left: 56, right: 539, top: 770, bottom: 60, step: 18 };

interface Text {
  readonly left: string;
  readonly right?: string;
  readonly size?: number;
}

/** The invoice as a PDF of as many pages as its lines need, in one of the fonts each reader has. */
export function invoicePdf(view: HostedInvoice): Uint8Array<ArrayBuffer> {
  const { invoice, lines, merchant } = view;
  const money = (amount: number): string => formatAmount(amount, invoice.currency);
  const texts: Text[] = [
    { left: 'Invoice', size: 22 },
    { left: merchant, size: 14 },
    { left: '' },
    { left: `Number ${invoice.number ?? ''}` },
    { left: `Date ${dateOf(invoice.effective_at ?? invoice.created)}` },
    ...(invoice.due_date === null ? [] : [{ left: `Due ${dateOf(invoice.due_date)}` }]),
    { left: `To ${invoice.customer_name ?? invoice.customer_email ?? ''}` },
    { left: '' },
    ...lines.map(({ description, quantity, amount }) => ({
      left: `${description ?? 'Item'}${quantity !== null && quantity > 1 ? ` × ${quantity}` : ''}`,
      right: money(amount),
    })),
    { left: '' },
    ...totals(view).map(([left, amount]) => ({ left, right: money(amount) })),
    { left: '' },
    { left: 'A test invoice: no money has moved.', size: 9 },
  ];
  const perPage = Math.floor((page.top - page.bottom) / page.step);
  const pages: Text[][] = [];
  for (let from = 0; from < texts.length; from += perPage) {
    pages.push(texts.slice(from, from + perPage));
  }
  return assemble(pages.map(drawn));
}

/** The drawing operators of one page (ISO 32000, 9.4). */
function drawn(texts: readonly Text[]): string {
  return texts
    .flatMap(({ left, right, size = 11 }, index) => {
      const y = page.top - index * page.step;
      const at = (x: number, text: string): string =>
        `BT /F1 ${size} Tf ${x.toFixed(1)} ${y} Td (${encoded(text)}) Tj ET`;
      const whole = right === undefined ? left : shortened(left);
      return [
        at(page.left, whole),
        ...(right === undefined ? [] : [at(page.right - widthOf(right, size), right)]),
      ];
    })
    .join('\n');
}

/** So that what something is for does not run into what it costs. */
function shortened(text: string): string {
  return text.length > 70 ? `${text.slice(0, 69)}…` : text;
}

/** Digits are all as wide as each other, which is all that has to stand in a column. */
function widthOf(text: string, size: number): number {
  const wide = [...text].reduce(
    (sum, character) => sum + (/[.,\s]/.test(character) ? 278 : 556),
    0,
  );
  return (wide / 1000) * size;
}

/** Signs of WinAnsi (ISO 32000, annex D) that Latin-1 has elsewhere or not at all. */
const beyondLatin: Readonly<Record<string, number>> = {
  '€': 128,
  '…': 133,
  '•': 149,
  '–': 150,
  '—': 151,
  '’': 146,
};

/** A string of a PDF in WinAnsi; what that has no sign for becomes a question mark. */
function encoded(text: string): string {
  return [...text.replaceAll(/\s/g, ' ')]
    .map((character) => {
      const code = beyondLatin[character] ?? character.codePointAt(0) ?? 63;
      if (code > 255) return '?';
      if (/[()\\]/.test(character)) return `\\${character}`;
      return code < 127 ? character : `\\${code.toString(8).padStart(3, '0')}`;
    })
    .join('');
}

/** The file: its objects, and the table of where each begins. */
function assemble(contents: readonly string[]): Uint8Array<ArrayBuffer> {
  // The catalog, the pages and the font come first, then a page and what it shows by turns.
  const kids = contents.map((_, index) => `${4 + index * 2} 0 R`);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${contents.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...contents.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return new TextEncoder().encode(file);
}
