import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { Described } from './field';

interface SelectFieldProps extends Omit<ComponentProps<'select'>, 'id'> {
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode;
}

/** A labelled choice of one out of many, the browser's own. */
export function SelectField({ id, label, hint, className, ...rest }: SelectFieldProps) {
  return (
    <Described id={id} label={label} hint={hint}>
      <select
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className={clsx(
          'block min-h-11 w-full rounded-lg border border-line-strong bg-surface px-3 py-2 text-base text-ink',
          'disabled:bg-sunken disabled:text-ink-faint',
          className,
        )}
        {...rest}
      />
    </Described>
  );
}
