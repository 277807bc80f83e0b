import { clsx } from 'clsx';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import type { Tone } from './badge';

const looks: Record<Tone, { box: string; icon: typeof Info }> = {
  neutral: { box: 'border-line bg-sunken text-ink', icon: Info },
  money: { box: 'border-money-line bg-money-soft text-money-ink', icon: CircleCheck },
  under: { box: 'border-under-line bg-under-soft text-under-ink', icon: Info },
  danger: { box: 'border-danger-line bg-danger-soft text-danger-ink', icon: CircleAlert },
  caution: { box: 'border-caution-line bg-caution-soft text-caution-ink', icon: TriangleAlert },
};

interface AlertProps extends Omit<ComponentProps<'div'>, 'title'> {
  readonly tone?: Tone;
  readonly title?: ReactNode;
}

/**
 * A message with a sign beside its words. Say what it is by `role`: `alert` for an error that has
 * just happened (then move focus here: pass `ref` and `tabIndex={-1}`), `status` for news, none for
 * what has always stood there.
 */
export function Alert({ tone = 'neutral', title, children, className, ...rest }: AlertProps) {
  const { box, icon: Icon } = looks[tone];
  return (
    <div
      className={clsx('flex items-start gap-3 rounded-xl border px-4 py-3 text-sm', box, className)}
      {...rest}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}
