import { Download } from 'lucide-react';

/** What is shown, to be taken along: as data, or as one file that opens anywhere. */
export function ExportLinks({ page }: { readonly page: string }) {
  const link =
    'inline-flex min-h-11 items-center gap-1.5 rounded-lg px-2.5 text-sm font-medium text-under-ink hover:bg-under-line/40';
  const address = `/api/underneath?page=${encodeURIComponent(page)}&as=`;
  return (
    <>
      <a href={`${address}html`} download className={link}>
        <Download aria-hidden className="size-4" />
        HTML<span className="sr-only"> file of these calls</span>
      </a>
      <a href={`${address}json`} download className={link}>
        <Download aria-hidden className="size-4" />
        JSON<span className="sr-only"> file of these calls</span>
      </a>
    </>
  );
}
