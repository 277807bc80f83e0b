import { expect, test } from 'vitest';
import { evidenceFileRequest } from '../payments/requests';
import { fileNameOf } from './file-name';

test.each([
  ['receipt.pdf', 'receipt.pdf'],
  ['領収書 11月.pdf', '領収書 11月.pdf'],
  ['إيصال.pdf', 'إيصال.pdf'],
  ['📦🧾.png', '📦🧾.png'],
  ['rec\u0327u\n signe\u0301.pdf', 'reçu  signé.pdf'],
  ['\ud83d.pdf', '\ufffd.pdf'],
  [' \u0007 ', 'file'],
])('a file called %j is kept as %j', (name, kept) => {
  expect(fileNameOf(name)).toBe(kept);
});

test('a name that is too long loses whole characters of its beginning, and our API takes it', () => {
  for (const name of [`${'📦'.repeat(90)}.pdf`, `a${'📦'.repeat(90)}.pdf`, `${'x'.repeat(200)}`]) {
    for (const kept of [fileNameOf(name), fileNameOf(name, '.jpg')]) {
      expect(kept.length).toBeGreaterThan(117);
      expect(evidenceFileRequest.parse({ field: 'receipt', name: kept, file: 'AAAA' }).name).toBe(
        kept,
      );
    }
  }
  expect(fileNameOf('📦.heic', '.jpg')).toBe('📦.jpg');
  expect(fileNameOf(`${'📦'.repeat(90)}.pdf`).endsWith('📦.pdf')).toBe(true);
});
