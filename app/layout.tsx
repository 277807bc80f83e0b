import type { Metadata, Viewport } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { WordsProvider } from '@/components/language/words-provider';
import { CartProvider } from '@/components/cart/cart-provider';
import { SiteFooter } from '@/components/shop/site-footer';
import { SiteHeader } from '@/components/shop/site-header';
import { RegisterWorker } from '@/components/ui/register-worker';
import { Toaster } from '@/components/ui/toaster';
import { readCart } from '@/lib/catalog/cart';
import { config } from '@/lib/config/config';
import { directionOf } from '@/lib/language/languages';
import { readersLanguage } from '@/lib/language/request';
import { textsFor, wordsIn } from '@/lib/language/texts';
import { currentUser } from '@/lib/session/session';
import './globals.css';

/** With the address that links in pictures and canonical addresses begin with, known at run time. */
export async function generateMetadata(): Promise<Metadata> {
  await connection();
  const t = wordsIn(await readersLanguage(), 'frame');
  return {
    metadataBase: config().appUrl,
    title: { default: t('title'), template: '%s · Souk' },
    description: t('description'),
    openGraph: { siteName: 'Souk', type: 'website' },
    twitter: { card: 'summary_large_image' },
  };
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf8' },
    { media: '(prefers-color-scheme: dark)', color: '#131210' },
  ],
};

// Without script a streamed page stays where React parked it: hidden, at the end of the body. These
// rules put it in the place of the skeleton, so that browsing and the cart need no script. They lie
// in Tailwind's first layer, since its own `[hidden]` rule is important and in a layer, too.
const withoutScript = `
  @layer theme {
    body > footer { order: 3; margin-top: auto }
    body > div[hidden][id^='S:'] { display: block !important; order: 2 }
    body > main:has(> template[id^='B:']) { flex: 0 !important }
    body > main > template[id^='B:'] ~ [data-skeleton] { display: none !important }
    [data-needs-script] { display: none !important }
  }
`;

/** The frame of every page: skip link, header, one `main`, footer, toasts. Pages bring no `main`. */
export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  // Header and content policy differ per request, so nothing is rendered during the build.
  await connection();
  const [user, cart, language] = await Promise.all([currentUser(), readCart(), readersLanguage()]);
  const t = wordsIn(language, 'frame');

  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <noscript>
          <style>{withoutScript}</style>
        </noscript>
      </head>
      <body className="flex min-h-dvh flex-col">
        <a
          href="#main"
          className="sr-only rounded-lg bg-ink px-4 py-3 text-sm font-medium text-canvas focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-50"
        >
          {t('skip')}
        </a>
        <WordsProvider language={language} texts={textsFor(language, ['frame', 'plan', 'cards'])}>
          <CartProvider cart={cart}>
            <SiteHeader user={user} mode={config().mode} t={t} />
            <noscript>
              <p className="border-b border-caution-line bg-caution-soft px-4 py-3 text-center text-sm text-caution-ink">
                {t('needsScript')}
              </p>
            </noscript>
            <main id="main" tabIndex={-1} className="flex-1 outline-none">
              {children}
            </main>
            <SiteFooter mode={config().mode} t={t} />
          </CartProvider>
          <Toaster />
        </WordsProvider>
        {config().development ? null : <RegisterWorker language={language} />}
      </body>
    </html>
  );
}
