'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';

interface CopyButtonProps {
  readonly text: string;
  /** The button's name, e.g. `Copy the charge's id`. */
  readonly label: string;
  /** Words on the button; without, a sign alone. */
  readonly children?: string;
}

/** Copies a text; says so by its sign and its name. */
export function CopyButton({ text, label, children }: CopyButtonProps) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('refused');
    }
    setTimeout(() => setState('ready'), 2000);
  }

  const Sign = state === 'copied' ? Check : Copy;
  const said = state === 'copied' ? 'Copied' : state === 'refused' ? 'Could not copy' : null;
  return (
    <button
      type="button"
      data-needs-script
      onClick={() => void copy()}
      className="inline-flex min-h-11 min-w-11 shrink-0 items-center justify-center gap-2 rounded-lg px-2.5 text-sm font-medium text-under-ink hover:bg-under-line/40 print:hidden"
    >
      <Sign aria-hidden className="size-4" />
      {children ? <span aria-hidden>{said ?? children}</span> : null}
      <span className="sr-only" aria-live="polite">
        {said ?? label}
      </span>
    </button>
  );
}
