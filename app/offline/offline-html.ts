import { directionOf } from '@/lib/language/languages';
import type { Words } from '@/lib/language/words';

/**
 * The page that stands for all others while Souk cannot be reached. Kept by the service worker, so it is
 * nobody's: no name, no cart, nothing from elsewhere.
 */
export function offlineHtml(t: Words<'frame'>): string {
  return `<!doctype html>
<html lang="${t.language}" dir="${directionOf(t.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${t('offlineTitle')} · Souk</title>
<style>
:root{color-scheme:light dark;--canvas:#fbfaf8;--ink:#1c1a17;--soft:#5c574f}
@media(prefers-color-scheme:dark){:root{--canvas:#131210;--ink:#f4f1ea;--soft:#b8b2a6}}
body{margin:0;min-height:100dvh;display:grid;place-items:center;background:var(--canvas);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:26rem;padding:1.5rem;text-align:center}
svg{width:4rem;height:4rem}
h1{margin:1rem 0 .5rem;font-size:1.5rem}
p{margin:0 0 1.5rem;color:var(--soft)}
a{display:inline-flex;align-items:center;min-height:2.75rem;padding:0 1.25rem;border-radius:.5rem;background:var(--ink);color:var(--canvas);font-weight:500;text-decoration:none}
a:focus-visible{outline:2px solid var(--ink);outline-offset:3px}
</style>
</head>
<body>
<main>
<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#0b6e4f"/><path d="M5 14 7.8 7h16.4L27 14z" fill="#fff"/><path d="M5 14h7.3a3.65 3.65 0 0 1-7.3 0Zm14.7 0H27a3.65 3.65 0 0 1-7.3 0Z" fill="#fff"/><path d="M12.3 14h7.4a3.7 3.7 0 0 1-7.4 0Z" fill="#7fd3b0"/><path d="M8 20v6h16v-6" fill="none" stroke="#fff" stroke-width="2" stroke-linejoin="round"/></svg>
<h1>${t('offlineTitle')}</h1>
<p>${t('offlineAbout')}</p>
<a href="">${t('tryAgain')}</a>
</main>
</body>
</html>
`;
}
