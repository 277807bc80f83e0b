'use client';

import Link from 'next/link';
import type { ComponentProps } from 'react';
import { buttonClass } from '@/components/ui/button';

/** A way out of the account menu, which stays where it is and so has to be closed. */
export function MenuLink({
  children,
  ...rest
}: Pick<ComponentProps<typeof Link>, 'href' | 'children'>) {
  return (
    <Link
      {...rest}
      className={`${buttonClass('ghost')} w-full justify-start! px-3!`}
      onClick={({ currentTarget }) =>
        currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
      }
    >
      {children}
    </Link>
  );
}
