import type { CodeView } from '@/lib/model/lab';

/** A function as it stands in the repository: what is shown is what runs. */
export function CodeBlock({ code, of }: { readonly code: CodeView; readonly of: string }) {
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 font-mono text-xs text-ink-soft">
        {code.file}:{code.line}
      </figcaption>
      <pre
        tabIndex={0}
        role="region"
        aria-label={`Code of ${of}`}
        className="max-h-96 overflow-auto rounded-lg border border-under-line bg-surface p-3 font-mono text-xs leading-5"
      >
        {code.text}
      </pre>
    </figure>
  );
}
