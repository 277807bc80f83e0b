import { describe, expect, test } from 'vitest';
import {
  passesLuhn,
  testCardByMethod,
  testCardByNumber,
  testCardByToken,
  testCards,
} from '../../rules/test-cards';

describe('the table of test cards', () => {
  test('has numbers that pass the checksum, each once', () => {
    for (const { number } of testCards) expect(passesLuhn(number), number).toBe(true);
    expect(new Set(testCards.map(({ number }) => number)).size).toBe(testCards.length);
  });

  test('has each key and each id once', () => {
    const keys = testCards.map(({ key }) => key);
    const methods = testCards.flatMap((card) => card.methods);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(methods).size).toBe(methods.length);
  });

  test('finds a card by number, id and token', () => {
    const visa = testCardByNumber('4242424242424242');
    expect(visa?.key).toBe('visa');
    expect(testCardByMethod('pm_card_visa')).toBe(visa);
    expect(testCardByToken('tok_visa')).toBe(visa);
    expect(testCardByToken('visa')).toBeUndefined();
    expect(testCardByNumber('4111111111111111')).toBeUndefined();
  });
});
