import { clsx } from 'clsx';
import { languages, ownNames } from '@/lib/language/languages';
import type { Words } from '@/lib/language/words';

/** The languages of Souk, each by its own name: a plain form, which needs no script. */
export function ChooseLanguage({ t }: { readonly t: Words<'frame'> }) {
  return (
    <form method="post" action="/api/language" aria-label={t('language')}>
      <ul className="-mx-3 flex flex-wrap">
        {languages.map((language) => (
          <li key={language}>
            <button
              type="submit"
              name="language"
              value={language}
              lang={language}
              aria-current={language === t.language ? 'true' : undefined}
              className={clsx(
                'inline-flex min-h-11 min-w-11 items-center px-3 hover:text-ink hover:underline',
                language === t.language && 'font-semibold text-ink',
              )}
            >
              {ownNames[language]}
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}
