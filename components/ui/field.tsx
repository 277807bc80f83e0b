import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';

export function Label({ className, ...rest }: ComponentProps<'label'>) {
  return <label className={clsx('block text-sm font-medium text-ink', className)} {...rest} />;
}

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return (
    <input
      className={clsx(
        'block min-h-11 w-full rounded-lg border border-line-strong bg-surface px-3 py-2 text-base text-ink',
        'placeholder:text-ink-faint disabled:bg-sunken disabled:text-ink-faint',
        'aria-invalid:border-danger',
        className,
      )}
      {...rest}
    />
  );
}

interface DescribedProps {
  readonly id: string;
  readonly label: string;
  readonly hint: ReactNode;
  readonly children: ReactNode;
}

/** A label, what is labelled, and a hint that it names as `{id}-hint`. */
export function Described({ id, label, hint, children }: DescribedProps) {
  return (
    <div className="space-y-1.5">
      <Label htmlFor={id}>{label}</Label>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

interface FieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with it and how to put it right. */
  readonly error?: string | null;
}

/** A labelled input whose hint and error are read with it. */
export function Field({ id, label, hint, error, ...rest }: FieldProps) {
  const described = clsx(hint && `${id}-hint`, error && `${id}-error`) || undefined;
  return (
    <div className="space-y-1.5">
      <Label htmlFor={id}>{label}</Label>
      <Input
        id={id}
        aria-describedby={described}
        aria-invalid={error ? true : undefined}
        {...rest}
      />
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="text-sm text-danger-ink">
          {error}
        </p>
      ) : null}
    </div>
  );
}
