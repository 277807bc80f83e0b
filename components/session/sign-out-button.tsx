import { LogOut } from 'lucide-react';
import { buttonClass } from '@/components/ui/button';
import type { Words } from '@/lib/language/words';

/** A plain form: it works without script, and nothing of who leaves stays in the router's memory. */
export function SignOutButton({ t }: { readonly t: Words<'frame'> }) {
  return (
    <form method="post" action="/api/session/end">
      <button type="submit" className={`${buttonClass('ghost')} w-full justify-start! px-3!`}>
        <LogOut aria-hidden className="size-4" />
        {t('signOut')}
      </button>
    </form>
  );
}
