import { Fragment } from 'react';

/** A sentence in which `names of fields` stand between backticks, as in the code it speaks of. */
export function RichText({ children }: { readonly children: string }) {
  return children.split('`').map((part, index) =>
    index % 2 ? (
      <code key={index} className="rounded bg-sunken px-1 font-mono text-[0.9em]">
        {part}
      </code>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
