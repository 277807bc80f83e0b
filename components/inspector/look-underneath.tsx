'use client';

import { ScanSearch } from 'lucide-react';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useHydrated } from '@/components/ui/use-hydrated';
import { useLater } from '@/components/ui/use-later';
import { CallsMissing } from './calls-missing';
import { isKey, isTyping, keyIsOn } from './underneath-key';

const load = () => import('./underneath-drawer').then((file) => file.default);

/**
 * Opens the inspector over any page, by its button or by one key. What it shows is loaded when it is
 * opened for the first time.
 */
export function LookUnderneath() {
  const ready = useHydrated();
  const [open, setOpen] = useState(false);
  const { Part, missing, ask } = useLater(load);
  const isHere = Part !== null;

  useEffect(() => {
    if (open && !isHere) ask();
  }, [open, isHere, ask]);

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (!isKey(event) || event.repeat || event.defaultPrevented) return;
      if (isTyping(event.target) || !keyIsOn()) return;
      // Nothing opens over a dialog that asks something.
      if (document.querySelector('dialog:modal:not([data-underneath-drawer])')) return;
      event.preventDefault();
      setOpen((before) => !before);
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return (
    <>
      <button
        type="button"
        lang="en"
        data-needs-script
        aria-keyshortcuts="u"
        aria-disabled={!ready || undefined}
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={() => setOpen((before) => !before)}
        className="inline-flex min-h-11 min-w-11 shrink-0 items-center justify-center gap-1.5 rounded-lg px-2 text-sm font-medium text-under-ink hover:bg-under-soft"
      >
        <ScanSearch aria-hidden className="size-5" />
        <span className="sr-only">Look underneath</span>
        <kbd
          aria-hidden
          title="Look underneath: press u"
          className="hidden rounded border border-under-line bg-under-soft px-1.5 font-mono text-xs leading-5 lg:inline"
        >
          u
        </kbd>
      </button>
      {Part ? <Part open={open} onClose={() => setOpen(false)} /> : null}
      {open && missing
        ? createPortal(
            <div
              lang="en"
              dir="ltr"
              className="fixed inset-x-0 bottom-0 z-40 rounded-t-2xl border-t border-under-line bg-under-soft text-ink print:hidden"
            >
              <CallsMissing onTry={ask} onClose={() => setOpen(false)} />
            </div>,
            document.body,
          )
        : null}
    </>
  );
}
