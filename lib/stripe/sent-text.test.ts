import { expect, test } from 'vitest';
import { sentText } from './sent-text';

/** As the SDK writes an upload. */
const upload = (...parts: readonly (readonly [head: string, body: Buffer | string])[]) =>
  new Uint8Array(
    Buffer.concat([
      ...parts.flatMap(([head, body]) =>
        [`--8134\r\nContent-Disposition: form-data; ${head}\r\n\r\n`, body, '\r\n'].map((part) =>
          Buffer.from(part as string),
        ),
      ),
      Buffer.from('--8134--\r\n'),
    ]),
  );
const file = (name: string) => `name="file"; filename="${name}"\r\nContent-Type: application/pdf`;

test('a form is told as it is, and what is no text not at all', () => {
  expect(sentText('amount=500&currency=eur')).toBe('amount=500&currency=eur');
  expect(sentText(undefined)).toBe('');
  expect(sentText(new Uint8Array())).toBe('');
});

test('an upload is told by its texts and by the names of its files', () => {
  const told = sentText(upload(['name="purpose"', 'dispute_évidence'], [file('reçu.pdf'), '%PDF']));
  expect([...new URLSearchParams(told)]).toEqual([
    ['purpose', 'dispute_évidence'],
    ['file', 'reçu.pdf'],
  ]);
});

test('nothing in a file is taken for a field, whatever it looks like', () => {
  const letter = 'Content-Disposition: form-data; name="secret"\r\n\r\nof a buyer\r\n--813\r\n';
  const bytes = Buffer.concat([Buffer.from(letter), Buffer.from([0xff, 0, 13, 10, 13, 10])]);
  const told = sentText(upload([file('letter.pdf'), bytes], ['name="purpose"', 'evidence']));
  expect(told).toBe('file=letter.pdf&purpose=evidence');
});
