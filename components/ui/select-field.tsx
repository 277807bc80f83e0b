import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { Described } from './field';

/** A choice of one out of many, the browser's own, for where its label does not stand above it. */
export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return (
    <select
      className={clsx(
        'min-h-11 rounded-lg border border-line-strong bg-surface px-3 py-2 text-ink',
        'disabled:bg-sunken disabled:text-ink-faint',
        className,
      )}
      {...rest}
    />
  );
}

interface SelectFieldProps extends Omit<ComponentProps<'select'>, 'id'> {
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode;
}

/** The same below its label. */
export function SelectField({ id, label, hint, className, ...rest }: SelectFieldProps) {
  return (
    <Described id={id} label={label} hint={hint}>
      <Select
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className={clsx('block w-full text-base', className)}
        {...rest}
      />
    </Described>
  );
}
