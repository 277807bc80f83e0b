import { describe, expect, test } from 'vitest';
import { passesLuhn } from '../../rules/luhn';
import {
  testCardByMethod,
  testCardByNumber,
  testCardByToken,
  testCards,
} from '../../rules/test-cards';

describe('the table of test cards', () => {
  test('has numbers that pass the checksum', () => {
    for (const { number } of testCards) expect(passesLuhn(number), number).toBe(true);
  });

  test('has each number once, but for cards that only an id names', () => {
    const reached = testCards.map(({ number }) => testCardByNumber(number)?.key);
    const varied = testCards.filter(({ key }, index) => reached[index] !== key);
    expect(varied.map(({ methods }) => methods.length).every((count) => count > 0)).toBe(true);
    expect(varied.map(({ key }) => key)).toEqual([
      'debit_visaHsaProductCode',
      'visa_debit_chargeDeclinedInsufficientFunds',
      'visa_chargeDeclinedFraudulent',
      'visa_chargeCustomerFailLostCard',
      'visa_chargeCustomerFailStolenCard',
    ]);
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
