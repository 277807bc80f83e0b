'use client';

import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { useWords } from '@/components/language/words-provider';
import { buttonClass } from '@/components/ui/button';

/** Leads to the sign-in page and from there back to here. */
export function SignInLink() {
  const t = useWords('frame');
  const path = usePathname();
  const query = useSearchParams().toString();
  const here = query ? `${path}?${query}` : path;
  const next = path === '/' || path.startsWith('/sign-') ? '' : `?next=${encodeURIComponent(here)}`;
  return (
    <Link
      href={`/sign-in${next}`}
      className={`${buttonClass('secondary')} ms-1 px-3! whitespace-nowrap`}
    >
      {t('signIn')}
    </Link>
  );
}
