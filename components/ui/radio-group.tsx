import { clsx } from 'clsx';
import { useId, type ComponentProps, type ReactNode } from 'react';

interface RadioGroupProps {
  /** The group's accessible name. */
  readonly legend: string;
  /** Keeps the name for screen readers and hides it from the eye, e.g. below a heading that says it. */
  readonly legendHidden?: boolean;
  readonly children: ReactNode;
  readonly className?: string;
  readonly disabled?: boolean;
}

/** Native radios in a fieldset with the role `radiogroup`: arrow keys, forms and no script needed. */
export function RadioGroup({
  legend,
  legendHidden,
  children,
  className,
  disabled,
}: RadioGroupProps) {
  return (
    <fieldset role="radiogroup" aria-label={legend} disabled={disabled} className="min-w-0">
      <legend
        className={clsx(legendHidden ? 'sr-only' : 'mb-2 block text-sm font-medium text-ink')}
      >
        {legend}
      </legend>
      <div className={clsx('flex gap-2', className ?? 'flex-col')}>{children}</div>
    </fieldset>
  );
}

interface RadioCardProps extends Omit<ComponentProps<'input'>, 'type' | 'children'> {
  /** The radio's accessible name. */
  readonly label: string;
  /** What is seen in place of the bare label; decoration, so keep names in `label`. */
  readonly children?: ReactNode;
  /** Further words at the right side, read as the radio's description. */
  readonly note?: ReactNode;
}

/** One choice as a card. The whole card is the target; the chosen one wears the money accent. */
export function RadioCard({ label, children, note, className, ...rest }: RadioCardProps) {
  const noteId = useId();
  return (
    <label
      className={clsx(
        'relative flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 rounded-xl border border-line bg-surface px-4 py-2.5 text-sm',
        'transition-colors hover:border-line-strong',
        'has-checked:border-money has-checked:bg-money-soft has-checked:ring-1 has-checked:ring-money',
        'has-disabled:cursor-not-allowed has-disabled:bg-sunken has-disabled:text-ink-faint',
        'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring',
        className,
      )}
    >
      <input
        type="radio"
        aria-label={label}
        aria-describedby={note ? noteId : undefined}
        className="size-4 shrink-0 accent-money outline-none"
        {...rest}
      />
      <span className="min-w-0 flex-[1_1_8rem] font-medium">{children ?? label}</span>
      {note ? (
        <span id={noteId} className="ms-auto text-end text-ink-soft">
          {note}
        </span>
      ) : null}
    </label>
  );
}
