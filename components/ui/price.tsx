import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import type { Price as PriceValue } from '@/lib/model/views';

interface PriceProps {
  readonly price: PriceValue;
  /** What stands around it, e.g. `from $12.00`. */
  readonly said?: ReactNode;
  /** The code beside a text that does not say whose money it is: `$` alone, where several meet. */
  readonly withCode?: boolean;
  readonly className?: string;
}

// `US$`, `A$`, `JP¥` and `SEK` say it themselves, as what is foreign is written, and so does `€` behind its
// number. Before it, `€12.00` stands among `$42.00` and `¥2,700`, and is told as they are.
const saysWhose = /\p{Lu}|\d\D*€/u;

/** A price as the server wrote it. Never computed here. */
export function Price({ price, said, withCode, className }: PriceProps) {
  return (
    // Isolated with its code, so that several of them stand in the order of the page's language.
    <bdi className={clsx('whitespace-nowrap tabular-nums', className)}>
      {said ?? <bdi>{price.text}</bdi>}
      {withCode && !saysWhose.test(price.text) ? (
        <span className="ms-1 text-[0.75em] font-medium text-ink-faint">
          {price.currency.toUpperCase()}
        </span>
      ) : null}
    </bdi>
  );
}
