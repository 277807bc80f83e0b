import { expect, test } from 'vitest';
import { renamedInPieces } from '../../hosts/renaming';

const origins = {
  api: 'http://127.0.0.1:1211',
  frames: 'http://127.0.0.1:1212',
  bank: 'http://127.0.0.1:1213',
};

async function renamed(...pieces: Uint8Array[]): Promise<string> {
  const whole: Uint8Array[] = [];
  const given = (async function* () {
    yield* pieces;
  })();
  for await (const piece of renamedInPieces(given, origins)) whole.push(piece);
  return Buffer.concat(whole).toString('utf8');
}

test('a name is renamed wherever pieces are cut, and the longer port of another is left', async () => {
  const text = Buffer.from(`\ufeff${origins.api}0 “${origins.frames}/é” hhttp://${origins.bank}`);
  const expected = `\ufeff${origins.api}0 “https://js.stripe.com/é” hhttp://https://testmode-acs.stripe.com`;
  for (let at = 0; at <= text.length; at += 1) {
    expect(await renamed(text.subarray(0, at), text.subarray(at)), `cut at ${at}`).toBe(expected);
  }
  expect(await renamed(...Array.from(text, (byte) => Uint8Array.of(byte)))).toBe(expected);
  expect(await renamed()).toBe('');
});
