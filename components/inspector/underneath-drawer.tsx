'use client';

import { ScanSearch, X } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { scopeOf, type UnderneathScope } from '@/lib/model/underneath';
import { CallsNow } from './calls-now';
import { keyIsOn, switchKey } from './underneath-key';
import { underneathText } from './underneath-text';
import { useUnderneath } from './use-underneath';

interface UnderneathDrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Where there is room the page above stays usable: one can pay and watch the calls come. */
const roomForBoth = '(min-width: 64rem) and (min-height: 40rem)';

/** The inspector over the lower part of any page, kept up to date while it is open. */
export default function UnderneathDrawer({ open, onClose }: UnderneathDrawerProps) {
  const page = usePathname();
  const ref = useRef<HTMLDialogElement>(null);
  const now = useUnderneath(page, open);
  const scope = scopeOf(page);

  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || !open) return;
    const before = document.activeElement;
    const docked = window.matchMedia(roomForBoth).matches;
    if (docked) dialog.show();
    else dialog.showModal();
    if (docked) document.documentElement.dataset.underneath = 'docked';
    return () => {
      delete document.documentElement.dataset.underneath;
      dialog.close();
      // What had the focus inside is gone by now; who went back to the page meanwhile stays there.
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost && before instanceof HTMLElement) before.focus();
    };
  }, [open]);

  return createPortal(
    <dialog
      ref={ref}
      data-underneath-drawer
      lang="en"
      dir="ltr"
      aria-labelledby="underneath-title"
      className="fixed inset-x-0 top-auto bottom-0 z-40 m-0 h-[90dvh] w-full max-w-none flex-col overflow-hidden rounded-t-2xl border-t border-under-line bg-under-soft p-0 text-ink shadow-[0_-8px_40px_-12px_rgb(0_0_0/0.35)] transition-transform duration-200 backdrop:bg-black/50 open:flex starting:translate-y-8 print:hidden lg:[&:not(:modal)]:h-[50dvh]"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      {open ? (
        <>
          <div className="flex items-start gap-3 border-b border-under-line px-4 py-2 sm:px-5">
            <div className="min-w-0 flex-1 py-2">
              <h2
                id="underneath-title"
                className="flex items-center gap-2 font-semibold text-under-ink"
              >
                <ScanSearch aria-hidden className="size-5 shrink-0" />
                Look underneath
              </h2>
              <p className="mt-0.5 text-sm text-ink-soft">
                {titles[scope.of]} {now.state === 'told' ? underneathText(now.told) : null}
              </p>
            </div>
            <button
              type="button"
              onClick={onClose}
              className="inline-flex size-11 shrink-0 items-center justify-center rounded-lg text-under-ink hover:bg-under-line/40"
            >
              <X aria-hidden className="size-5" />
              <span className="sr-only">Close</span>
            </button>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
            <CallsNow now={now} page={page} />
            <KeySwitch />
          </div>
        </>
      ) : null}
    </dialog>,
    document.body,
  );
}

const titles: Record<UnderneathScope['of'], string> = {
  order: 'This order.',
  subscription: 'This subscription.',
  run: 'This run in the lab.',
  wallet: 'Your wallet.',
  plus: 'Your Souk Plus.',
  latest: 'Your latest calls, as this page is about none of its own.',
  sale: 'This sale, on your account.',
  dispute: 'The sale that is disputed, on your account.',
  account: 'The latest on your account, as this page is about no one sale.',
  any_order: 'This order.',
  any_account: 'This account.',
  everything: 'The latest of everybody’s, as this page is about no one thing.',
};

function KeySwitch() {
  const [on, setOn] = useState(keyIsOn);
  return (
    <label className="flex min-h-11 items-center gap-2 border-t border-under-line px-4 text-sm text-ink-soft sm:px-5">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => {
          switchKey(event.target.checked);
          setOn(event.target.checked);
        }}
        className="size-4.5 accent-under"
      />
      <span>
        The key{' '}
        <kbd className="rounded border border-under-line bg-surface px-1.5 font-mono text-xs">
          u
        </kbd>{' '}
        opens and closes this
      </span>
    </label>
  );
}
