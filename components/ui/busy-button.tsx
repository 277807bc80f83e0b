'use client';

import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { Button } from './button';
import { useHydrated } from './use-hydrated';

interface BusyButtonProps extends ComponentProps<typeof Button> {
  readonly busy: boolean;
  /** The text while busy, e.g. `Paying…`. */
  readonly busyText: string;
}

/**
 * A button that keeps its width while its text changes: both texts lie in one grid cell and only
 * one is visible (and part of the name). Stays focusable when busy, so that focus is not lost; a
 * press while busy does nothing, nor does one before script is there (a form is sent without it).
 */
export function BusyButton({
  busy,
  busyText,
  children,
  onClick,
  className,
  'aria-disabled': off,
  ...rest
}: BusyButtonProps) {
  const early = !useHydrated() && rest.type !== 'submit';
  return (
    <Button
      aria-busy={busy}
      aria-disabled={busy || early || off || undefined}
      className={className}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
      {...rest}
    >
      <span className="grid justify-items-center">
        <span className={clsx('col-start-1 row-start-1', busy && 'invisible')}>{children}</span>
        <span className={clsx('col-start-1 row-start-1', !busy && 'invisible')}>{busyText}</span>
      </span>
    </Button>
  );
}
