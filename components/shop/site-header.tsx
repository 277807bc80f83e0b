import { Receipt, WalletCards } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { CartLink } from '@/components/cart/cart-link';
import { LookUnderneath } from '@/components/inspector/look-underneath';
import { AccountMenu } from '@/components/session/account-menu';
import { SignInLink } from '@/components/session/sign-in-link';
import type { Words } from '@/lib/language/words';
import type { SessionUser } from '@/lib/model/views';
import { Logo } from './logo';
import { ModeBadge, type Mode } from './mode-badge';
import { SearchBox } from './search-box';

function HeaderLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Link
      href={href}
      className="inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-lg px-2.5 text-sm font-medium text-ink hover:bg-sunken"
    >
      {children}
    </Link>
  );
}

/** The head of every page: home, search, wallet, orders, cart and who is signed in. */
export function SiteHeader({
  user,
  mode,
  t,
}: {
  readonly user: SessionUser | null;
  readonly mode: Mode;
  readonly t: Words<'frame'>;
}) {
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-canvas/95 backdrop-blur print:hidden">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-2 gap-y-1 px-4 py-2 sm:gap-x-3 sm:px-6">
        <Link href="/" className="-ms-1.5 flex min-h-11 items-center gap-2 rounded-lg px-1.5">
          <Logo className="size-7" />
          <span className="text-lg font-semibold tracking-tight">Souk</span>
        </Link>
        <span className="order-last flex shrink-0 items-center gap-1 pb-1 md:order-none md:pb-0">
          <ModeBadge mode={mode} t={t} />
          <LookUnderneath />
        </span>
        <div className="order-last min-w-0 flex-1 basis-1/2 pb-1 md:order-none md:mx-4 md:max-w-md md:basis-auto md:pb-0">
          <SearchBox />
        </div>
        <nav aria-label={t('you')} className="ms-auto flex items-center">
          <HeaderLink href="/wallet">
            <WalletCards aria-hidden className="size-5" />
            <span className="sr-only lg:not-sr-only">{t('wallet')}</span>
          </HeaderLink>
          <HeaderLink href="/orders">
            <Receipt aria-hidden className="size-5" />
            <span className="sr-only lg:not-sr-only">{t('orders')}</span>
          </HeaderLink>
          <CartLink />
          {user ? <AccountMenu user={user} t={t} /> : <SignInLink />}
        </nav>
      </div>
    </header>
  );
}
