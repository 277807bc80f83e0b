import {
  BadgeCheck,
  CircleUserRound,
  LayoutDashboard,
  RefreshCw,
  Store,
  UserRoundPen,
} from 'lucide-react';
import type { Words } from '@/lib/language/words';
import type { SessionUser } from '@/lib/model/views';
import { MenuLink } from './menu-link';
import { SignOutButton } from './sign-out-button';

/** Who is signed in. The browser's own popover: opens, closes and returns focus without script. */
export function AccountMenu({
  user,
  t,
}: {
  readonly user: SessionUser;
  readonly t: Words<'frame'>;
}) {
  return (
    <>
      <button
        type="button"
        popoverTarget="account-menu"
        aria-label={user.name}
        className="inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-lg px-2.5 text-sm font-medium hover:bg-sunken"
      >
        <CircleUserRound aria-hidden className="size-5" />
        <span className="hidden max-w-28 truncate lg:inline">{user.name}</span>
      </button>
      <div
        id="account-menu"
        popover="auto"
        role="dialog"
        aria-label={t('account')}
        className="fixed start-auto end-4 top-15 m-0 w-64 rounded-xl border border-line bg-surface p-2 text-ink shadow-card sm:end-6 xl:end-[calc((100vw-72rem)/2+1.5rem)]"
      >
        <div className="px-3 py-2 text-sm">
          <p className="truncate font-medium">{user.name}</p>
          <p className="truncate text-ink-soft">
            <bdi>{user.email}</bdi>
          </p>
          <p className="mt-1 text-xs text-ink-faint">{t(user.role)}</p>
        </div>
        {user.role !== 'operator' ? (
          <MenuLink href="/plus">
            <BadgeCheck aria-hidden className="size-4" />
            {t('plus')}
          </MenuLink>
        ) : null}
        <MenuLink href="/subscriptions">
          <RefreshCw aria-hidden className="size-4" />
          {t('subscriptions')}
        </MenuLink>
        {user.role === 'buyer' ? (
          <MenuLink href="/sell">
            <Store aria-hidden className="size-4" />
            {t('sell')}
          </MenuLink>
        ) : null}
        {user.role === 'seller' ? (
          <MenuLink href="/seller">
            <Store aria-hidden className="size-4" />
            {t('sellersDesk')}
          </MenuLink>
        ) : null}
        {user.role === 'operator' ? (
          <MenuLink href="/operator">
            <LayoutDashboard aria-hidden className="size-4" />
            {t('operatorsDesk')}
          </MenuLink>
        ) : null}
        {user.role !== 'operator' ? (
          <MenuLink href="/details">
            <UserRoundPen aria-hidden className="size-4" />
            {t('details')}
          </MenuLink>
        ) : null}
        <SignOutButton t={t} />
      </div>
    </>
  );
}
