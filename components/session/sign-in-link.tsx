'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { buttonClass } from '@/components/ui/button';

/** Leads to the sign-in page and from there back to here. */
export function SignInLink() {
  const path = usePathname();
  const next = path === '/' || path.startsWith('/sign-') ? '' : `?next=${encodeURIComponent(path)}`;
  return (
    <Link
      href={`/sign-in${next}`}
      className={`${buttonClass('secondary')} ml-1 px-3! whitespace-nowrap`}
    >
      Sign in
    </Link>
  );
}
