import { expect, type Page } from '@playwright/test';

const sizes = { phone: { width: 390, height: 844 }, laptop: { width: 1280, height: 800 } } as const;
const themes = ['light', 'dark'] as const;

/** Compares what is in sight of a page, light and dark, on a phone and on a laptop. */
export async function expectSameLook(
  page: Page,
  name: string,
  { loose = false } = {},
): Promise<void> {
  // What React still takes over would be written as it was.
  await page.waitForLoadState('networkidle');
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      await expect(page.locator('[data-skeleton]')).toHaveCount(0);
      // What is drawn anew in between is as it was.
      await expect.poll(() => madeSteady(page)).toBe(0);
      await expect
        .soft(page)
        .toHaveScreenshot(`${name}-${size}-${theme}.png`, loose ? { maxDiffPixelRatio: 0.05 } : {});
    }
  }
}

/**
 * Writes one and the same for what is another each time: ids, times, dates, durations, numbers. Answers
 * how many texts it wrote.
 */
function madeSteady(page: Page): Promise<number> {
  return page.evaluate(() => {
    const same: readonly (readonly [RegExp, string])[] = [
      [
        /\b(acct|cus|pm|pi|ch|py|seti|evt|re|req|sub|in|src|card|price|prod)_\w{6,}/g,
        '$1_0000000000',
      ],
      [/\b(ord|leg|mth|run)_\w{6,}/g, '$1_0000000000'],
      [/\bSK-[A-Z0-9]{6}\b/g, 'SK-000000'],
      [/\brobin-\w+@/g, 'robin@'],
      [/\b\d{1,2}:\d{2}(:\d{2})?\b/g, '12:00'],
      [/\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?=\b)/g, 'Jan 1'],
      [
        /\b\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: \d{4})?/g,
        '1 Jan 2026',
      ],
      // In Arabic, with the halves of the day.
      [/\b\d{4}\/\d{1,2}\/\d{1,2}\b/g, '2026/11/23'],
      [/(?<=12:00\s)[صم](?=\s|$)/g, 'ص'],
      [/\+\d+(\.\d+)? (s|min|h)\b/g, '+0.000 s'],
      [/\b\d+ ms\b/g, '10 ms'],
    ];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let written = 0;
    while (walker.nextNode()) {
      const text = walker.currentNode;
      const before = text.nodeValue ?? '';
      const after = same.reduce((so, [pattern, word]) => so.replace(pattern, word), before);
      if (after === before) continue;
      text.nodeValue = after;
      written += 1;
    }
    return written;
  });
}
