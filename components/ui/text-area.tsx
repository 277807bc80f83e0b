import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { Described } from './field';

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'id'> {
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode;
}

/** A labelled field for a few sentences. */
export function TextArea({ id, label, hint, className, ...rest }: TextAreaProps) {
  return (
    <Described id={id} label={label} hint={hint}>
      <textarea
        id={id}
        rows={2}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className={clsx(
          'block min-h-11 w-full rounded-lg border border-line-strong bg-surface px-3 py-2 text-base text-ink',
          'placeholder:text-ink-faint disabled:bg-sunken disabled:text-ink-faint',
          className,
        )}
        {...rest}
      />
    </Described>
  );
}
