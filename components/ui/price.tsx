import { clsx } from 'clsx';
import type { Price as PriceValue } from '@/lib/model/views';

interface PriceProps {
  readonly price: PriceValue;
  /** `from $12.00`: there are dearer kinds. */
  readonly from?: boolean;
  /** The code beside the text, where several currencies meet: `$` alone does not say whose. */
  readonly withCode?: boolean;
  readonly className?: string;
}

/** A price as the server wrote it. Never computed here. */
export function Price({ price, from, withCode, className }: PriceProps) {
  return (
    <span className={clsx('whitespace-nowrap tabular-nums', className)}>
      {from ? <span className="font-normal text-ink-soft">from </span> : null}
      {price.text}
      {withCode ? (
        <span className="ml-1 text-[0.75em] font-medium text-ink-faint">
          {price.currency.toUpperCase()}
        </span>
      ) : null}
    </span>
  );
}
